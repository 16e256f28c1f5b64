// What can be done with a run from the side panel, right and wrong, on runs that a terminal made.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { read, runsIn } from './disk.mjs';
import { extension } from './start.mjs';
import { frameWith, row, train } from './viewer.mjs';
import { answer, choose, command, toast } from './workbench.mjs';

export const viewerActions = {
  restricted: false,
  async body(tools) {
    const { page, folder, note } = tools;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('.activitybar .action-label[aria-label*="Residual Lab"]').first().click();
    await stops(tools);
    await resumes(tools);
    await forks(tools);
    await copiesCommand(tools);
    await writesOn(tools);
    await sortsAndFilters(tools);
    await opens(tools);
    await deletes(tools);
    note(`${runsIn(folder).length} run folders are left`);
  },
};

/** The words of the context menu of a row, or of the one with this text; with `chosen` that one is clicked, else the menu is closed. */
async function menuOf(page, what, chosen) {
  const found = typeof what === 'string' ? row(page, what).first() : what;
  const items = page.locator('.monaco-menu .action-label[aria-label]');
  // The row of a live run is drawn anew while the menu opens, which closes it on a busy machine.
  for (let attempt = 1; ; attempt++) {
    await found.click({ button: 'right' });
    const opened = items.first().waitFor({ timeout: 10_000 });
    const isOpen = await opened.then(
      () => true,
      () => false,
    );
    if (isOpen) break;
    assert.ok(attempt < 3, 'no menu opens');
  }
  const names = (await items.allInnerTexts()).map(name => name.trim()).filter(Boolean);
  // A menu takes no click just after it opened.
  await page.waitForTimeout(300);
  if (chosen === undefined) await page.keyboard.press('Escape');
  else await items.filter({ hasText: chosen }).first().click();
  await items.first().waitFor({ state: 'detached' });
  return names;
}

async function stops({ page, folder, shot, note }) {
  const live = train(folder, 'epochs=8', 'seeds=[2]').then(
    () => 0,
    error => error,
  );
  await row(page, /digits.*%.*left/).waitFor({ timeout: 120_000 });
  const offered = await menuOf(page, 'digits');
  assert.ok(offered.includes('Stop'), offered.join());
  assert.ok(!offered.some(name => /Delete|Resume/.test(name)), offered.join());
  await row(page, 'digits').click();
  await page.keyboard.press('Delete');
  await toast(page, /cannot be deleted: it is running. Stop it first/).waitFor();
  await shot('delete-refused');
  await command(page, 'Notifications: Clear All Notifications');
  note('a live run offers to be stopped; deleting it is refused');
  const details = await frameWith(page, 'reslab-run-details');
  await details.getByRole('button', { name: 'Stop', exact: true }).click();
  await row(page, /stopped at/).waitFor();
  await shot('stopped');
  assert.notEqual(await live, 0);
  const [run] = runsIn(folder);
  assert.equal(read(run, 'end.json').ending, 'stopped');
  const after = await menuOf(page, 'digits');
  assert.ok(!after.includes('Stop') && after.includes('Resume'), after.join());
  note(`stopped: "${await details.locator('.say').first().innerText()}"`);
}

/** Rows of runs that have an accuracy and do not go on. */
const ended = page =>
  row(page, /digits.* % · /).filter({ hasNotText: /left|running|stopping|queued/i });

async function resumes({ page, folder, shot, note }) {
  const details = await frameWith(page, 'reslab-run-details');
  const button = details.getByRole('button', { name: /^Resume from step/ });
  const words = await button.innerText();
  await button.click();
  await ended(page).waitFor({ state: 'detached' });
  await shot('resuming');
  await ended(page).waitFor({ timeout: 120_000 });
  const [first, second, ...others] = runsIn(folder);
  assert.equal(others.length, 0);
  assert.equal(read(second, 'end.json').ending, 'finished');
  const [parent] = read(second, 'run.json').parents;
  assert.equal(parent.run, path.basename(first));
  assert.equal(words.trim(), `Resume from step ${parent.step}`);
  assert.equal(await row(page, /digits/).count(), 1);
  await details.getByText(/finished 480 steps/).waitFor();
  await shot('resumed');
  const offered = await menuOf(page, 'digits');
  assert.ok(!offered.some(name => /Stop|Resume/.test(name)), offered.join());
  note(`resumed to its end as one row; a finished run offers ${offered.join(', ')}`);
}

async function forks({ page, folder, shot, note }) {
  const file = path.join(folder, 'first.resnet.yaml');
  const text = fs.readFileSync(file, 'utf8');
  const changed = text.replace('momentum: 0.9', 'momentum: 0.8').replace('epochs: 6', 'epochs: 7');
  assert.notEqual(changed, text);
  fs.writeFileSync(file, changed);
  await menuOf(page, 'digits', 'Fork from a checkpoint');
  const picker = page.locator('.quick-input-widget');
  await picker.getByText('the last').waitFor();
  await shot('fork');
  const before = runsIn(folder);
  const steps = await picker.locator('.monaco-list-row .label-name').allInnerTexts();
  await choose(page, steps.at(-1));
  await row(page, /digits/)
    .nth(1)
    .waitFor();
  await ended(page).nth(1).waitFor({ timeout: 120_000 });
  const [fork] = runsIn(folder).filter(run => !before.includes(run));
  const { parents, value, variant } = read(fork, 'run.json');
  const [parent] = parents;
  assert.ok(before.some(run => path.basename(run) === parent.run));
  assert.equal(`Step ${parent.step}`, steps.at(-1));
  // What was set for the run stays set; the rest is as its cell reads now.
  assert.deepEqual([value.optimizer.momentum, value.epochs], [0.8, 8]);
  assert.deepEqual(variant, { epochs: 8, seed: 2 });
  assert.equal(read(fork, 'end.json').ending, 'finished');
  await row(page, /digits/)
    .first()
    .click();
  await row(page, /digits/)
    .nth(1)
    .click({ modifiers: ['Shift'] });
  const details = await frameWith(page, 'reslab-run-details');
  await details.locator('.diffs').waitFor();
  const keys = await details.locator('.diffs th').allInnerTexts();
  assert.deepEqual(keys.toSorted(), ['optimizer.momentum']);
  await shot('forked');
  note(`forked from ${steps.at(-1)} with the new momentum; differences: ${keys.join(', ')}`);
  fs.writeFileSync(file, text);
}

async function copiesCommand({ page, folder, shot, note }) {
  await train(folder, 'epochs=1', 'batch=100', 'seeds=[5]');
  await row(page, 'seed 5').waitFor();
  await menuOf(page, 'seed 5', 'Copy command line');
  await page.locator('.statusbar-item', { hasText: 'copied' }).first().waitFor();
  const line = await page.evaluate(() => globalThis.navigator.clipboard.readText());
  await shot('copied');
  const before = runsIn(folder);
  const original = before.find(run => read(run, 'run.json').seed === 5);
  await promisify(execFile)('/bin/sh', ['-c', `reslab() { ${reslab} "$@"; }; ${line}`], {
    cwd: folder,
  });
  const [again] = runsIn(folder).filter(run => !before.includes(run));
  const [one, other] = [original, again].map(run => read(run, 'run.json'));
  assert.equal(other.cell.digest, one.cell.digest);
  assert.deepEqual(other.variant, one.variant);
  assert.equal(other.variant.seed, 5);
  note(`a shell runs the copied "${line}" and asks for the same`);
}

const reslab = `'${process.execPath}' '${path.resolve(extension, 'dist', 'cli.js')}'`;

async function writesOn({ page, folder, shot, note }) {
  const [first] = runsIn(folder);
  const oldest = row(page, /digits/).last();
  await oldest.click();
  await menuOf(page, oldest, 'Tags...');
  await answer(page, '#Best, to-check best');
  await row(page, '#to-check').waitFor();
  await menuOf(page, '#to-check', 'Note...');
  await answer(page, 'resumed <b>once</b>');
  await row(page, '#to-check').click();
  const details = await frameWith(page, 'reslab-run-details');
  await details.getByLabel('Note').waitFor();
  assert.equal(await details.getByLabel('Note').inputValue(), 'resumed <b>once</b>');
  const kept = path.join(folder, '.residual-lab', 'annotations.json');
  const { runs } = JSON.parse(fs.readFileSync(kept, 'utf8'));
  const all = Object.values(runs);
  assert.deepEqual(all, [{ tags: ['Best', 'to-check', 'best'], note: 'resumed <b>once</b>' }]);
  await page.mouse.move(700, 500);
  await row(page, '#to-check').locator('.label-name').hover();
  await page.locator('.monaco-hover', { hasText: 'resumed <b>once</b>' }).waitFor();
  await shot('note');
  note(`tags and a note are kept of ${path.basename(first)}'s chain, and shown as text`);
}

async function sortsAndFilters({ page, shot, note }) {
  // Name and description touch in the text of a row.
  const texts = () =>
    row(page, /digits/).evaluateAll(rows => rows.map(each => each.getAttribute('aria-label')));
  const accuracies = async () =>
    (await texts()).map(text => Number(/([\d.]+) %/.exec(text)?.[1] ?? NaN));
  await command(page, 'Residual Lab: Sort runs');
  await choose(page, 'accuracy');
  await page.waitForTimeout(500);
  const sorted = await accuracies();
  assert.deepEqual(
    sorted,
    sorted.toSorted((a, b) => b - a),
  );
  await shot('sorted');
  await command(page, 'Residual Lab: Sort runs');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'accuracy' }).waitFor();
  await page.keyboard.press('Escape');
  note(`sorted by accuracy: ${sorted.join(', ')}`);

  const filter = async words => {
    await command(page, 'Residual Lab: Filter runs');
    await answer(page, words);
  };
  await filter('tag:to-check is:finished');
  await row(page, /digits/)
    .nth(1)
    .waitFor({ state: 'detached' });
  await row(page, '#to-check').waitFor();
  await filter('no such run');
  await page.getByText('No run matches the filter.').waitFor();
  await shot('nothing-found');
  await page.getByRole('button', { name: 'Clear the filter' }).last().click();
  await row(page, /digits/)
    .nth(3)
    .waitFor();
  note('a filter of tag and state finds one; one that finds nothing says so and is cleared');
}

async function opens({ page, shot, note }) {
  await menuOf(page, '#to-check', 'Reveal run folder');
  await page
    .locator('.explorer-folders-view .monaco-list-row.focused', { hasText: 'run.json' })
    .waitFor();
  await shot('revealed');
  await page.locator('.activitybar .action-label[aria-label*="Residual Lab"]').first().click();
  await menuOf(page, '#to-check', 'Open notebook at the cell');
  await page.locator('.tab.active', { hasText: /^first\.resnet\.yaml/ }).waitFor();
  const notebook = await frameWith(page, 'reslab-cell');
  await notebook.locator('section.cell.focus[aria-label="train digits"]').waitFor();
  await shot('opened');
  note('the folder is revealed; the notebook opens with the cell selected');
}

async function deletes({ page, folder, shot, note }) {
  const before = runsIn(folder).length;
  await menuOf(page, 'seed 5', 'Delete');
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(runsIn(folder).length, before);
  // Of the resumed run the part stays that the fork went on from.
  await menuOf(page, '#to-check', 'Delete');
  await dialog.getByText('What it shares with a run that was forked stays.').waitFor();
  await shot('delete');
  await dialog.getByRole('button', { name: 'Move to Trash' }).click();
  const forever = dialog.getByRole('button', { name: 'Delete for ever' });
  const rest = row(page, '#to-check').filter({ hasText: 'stopped at' });
  await forever.or(rest).first().waitFor();
  if (await forever.isVisible()) await forever.click();
  await rest.waitFor();
  assert.equal(runsIn(folder).length, before - 1);
  const fork = runsIn(folder).find(run => read(run, 'run.json').value.optimizer.momentum === 0.8);
  const parent = read(fork, 'run.json').parents[0].run;
  assert.ok(fs.existsSync(path.join(folder, '.residual-lab', 'runs', parent)), 'the fork keeps it');
  await shot('deleted');
  note('a run is deleted; what a fork went on from stays');
}
