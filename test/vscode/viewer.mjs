// The run viewer, on runs that a terminal made.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { extension } from './start.mjs';
import { answer, choose, command } from './workbench.mjs';

const cli = path.resolve(extension, 'dist', 'cli.js');
const view = '.pane:has(.pane-header[aria-label*="Runs"])';

export const viewer = {
  restricted: false,
  async body({ page, folder, shot, note }) {
    await page.locator('.activitybar .action-label[aria-label*="Residual Lab"]').first().click();
    await page.getByRole('button', { name: 'Open the sample notebook' }).waitFor();
    await shot('empty');
    await page.getByRole('button', { name: 'Open the sample notebook' }).click();
    await page.locator('.tab', { hasText: 'a-first-look.resnet.yaml' }).waitFor();
    await shot('sample');
    note('without runs it says how they come, and opens the sample');
    await savesNotebook(page, folder, note);

    await train(folder, 'epochs=1');
    await train(folder, 'epochs=1', 'batch=100', 'rate=0.02');
    await row(page, /digits/)
      .nth(1)
      .waitFor();
    note('runs of a terminal appear');
    const live = train(folder, 'epochs=2', 'seeds=[3]');
    await row(page, /% .*left|running/).waitFor({ timeout: 120_000 });
    await shot('live');
    note(`a live run says "${await row(page, /seed 3/).innerText()}"`);
    await live;
    await row(page, /seed 3/)
      .filter({ hasNotText: 'left' })
      .waitFor();

    await showsDetails(page, shot, note);
    await comparesRuns(page, shot, note);
    await filters(page, shot, note);
    await deletes(page, folder, shot, note);
  },
};

/** A new notebook that is shown as text, too: it gets its file once, and no editor loses it. */
export const savedBeside = {
  restricted: false,
  async body({ page, folder, shot, note }) {
    const name = 'plain-against-residual.resnet.yaml';
    const file = path.join(folder, name);
    const sample = fs.readFileSync(path.join(folder, 'plain-vs-residual.resnet.yaml'), 'utf8');
    fs.mkdirSync(path.join(folder, '.vscode'), { recursive: true });
    const settings = path.join(folder, '.vscode', 'settings.json');
    fs.writeFileSync(settings, '{"files.trimTrailingWhitespace": true}');
    await command(page, 'Residual Lab: New notebook');
    await choose(page, 'Plain against residual');
    await (await frameWith(page, 'reslab-notebook')).locator('section.cell').nth(1).waitFor();
    await page.locator('.editor-actions a[aria-label="Open as text"]').first().click();
    await page.locator('.view-line', { hasText: 'plain-14' }).first().waitFor();
    const tabs = page.locator('.tab', { hasText: name });
    assert.equal(await tabs.count(), 2);
    // Saving takes it away again: what is saved is not what was there.
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('End');
    await page.keyboard.type('  ');
    await tabs.first().click();
    const unsaved = await frameWith(page, 'reslab-notebook');
    await unsaved.locator('section.cell').nth(1).locator('.head .kind').click();
    await page.keyboard.press('Control+S');
    for (let i = 0; i < 100 && !unsaved.isDetached(); i++) await page.waitForTimeout(100);
    // Whatever asks something would do so by now.
    await page.waitForTimeout(1000);
    await shot('saved');
    assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
    assert.equal(fs.readFileSync(file, 'utf8'), sample);
    const saved = await frameWith(page, 'reslab-notebook');
    await saved.locator('section.cell').nth(4).waitFor();
    await page.locator('.tab.dirty').waitFor({ state: 'detached' });
    assert.equal(await tabs.count(), 2);
    await command(page, 'Residual Lab: Open as text');
    await page.locator('.view-line', { hasText: 'plain-14' }).first().waitFor();
    note('a new notebook that is shown as text, too, is saved once, and both show its file');

    await command(page, 'View: Close All Editors');
    await command(page, 'Residual Lab: New notebook');
    await choose(page, 'A first look');
    await (await frameWith(page, 'reslab-notebook')).locator('section.cell').nth(1).waitFor();
    await page.locator('.editor-actions a[aria-label="Open as text"]').first().click();
    await page.locator('.view-line', { hasText: 'small' }).first().click();
    await page.keyboard.press('Control+S');
    const both = page.locator('.tab:not(.dirty)', { hasText: 'a-first-look.resnet.yaml' });
    await both.nth(1).waitFor();
    await page.waitForTimeout(2000);
    await shot('saved-as-text');
    assert.equal(await both.count(), 2);
    await command(page, 'Residual Lab: Open as notebook');
    await (await frameWith(page, 'reslab-notebook')).locator('section.cell').nth(4).waitFor();
    assert.equal(await both.count(), 2);
    note('saved as text, it is a notebook in the other editor, too');
  },
};

/** A store of 1,500 runs: how long it takes from opening the view to its rows. */
export const manyRuns = {
  restricted: false,
  async body({ page, folder, shot, note }) {
    await train(folder, 'epochs=1');
    copyRuns(folder, 1500);
    const began = performance.now();
    await page.locator('.activitybar .action-label[aria-label*="Residual Lab"]').first().click();
    await page.locator(view, { hasText: '1,500 runs' }).waitFor();
    await row(page, /digits/)
      .first()
      .waitFor();
    const opened = performance.now() - began;
    await shot('listed');
    await page.locator('.activitybar .action-label[aria-label*="Explorer"]').first().click();
    await row(page, /digits/)
      .first()
      .waitFor({ state: 'hidden' });
    const again = performance.now();
    await page.locator('.activitybar .action-label[aria-label*="Residual Lab"]').first().click();
    await row(page, /digits/)
      .first()
      .waitFor();
    note(
      `1,500 runs are listed ${Math.round(opened)} ms after the first click (the extension may still start), ${Math.round(performance.now() - again)} ms after the second`,
    );
  },
};

/** The one run of this store so often that there are `count`, each a second older. */
function copyRuns(folder, count) {
  const runs = path.join(folder, '.residual-lab', 'runs');
  const [name] = fs.readdirSync(runs);
  const request = JSON.parse(fs.readFileSync(path.join(runs, name, 'run.json'), 'utf8'));
  for (let i = 1; i < count; i++) {
    const created = new Date(Date.parse(request.created) - i * 1000).toISOString();
    const stamp = created.replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
    const id = `${stamp}-digits-${i.toString(16).padStart(4, '0')}`;
    fs.mkdirSync(path.join(runs, id));
    for (const file of ['process.json', 'status.json', 'end.json'])
      fs.copyFileSync(path.join(runs, name, file), path.join(runs, id, file));
    fs.writeFileSync(
      path.join(runs, id, 'run.json'),
      JSON.stringify({ ...request, id, created, variant: { seed: i + 1 } }),
    );
  }
}

/** A new notebook gets a file, for which the usual editor is that of text. */
async function savesNotebook(page, folder, note) {
  const name = 'a-first-look.resnet.yaml';
  const unsaved = await frameWith(page, 'reslab-notebook');
  await unsaved.locator('section.cell').nth(1).locator('.head .kind').click();
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active', { hasText: name }).and(page.locator(':not(.dirty)')).waitFor();
  for (let i = 0; i < 100 && !unsaved.isDetached(); i++) await page.waitForTimeout(100);
  assert.ok(fs.existsSync(path.join(folder, name)));
  const saved = await frameWith(page, 'reslab-notebook');
  await saved.locator('section.cell').nth(4).waitFor();
  await page.locator('.tab', { hasText: name }).nth(1).waitFor({ state: 'detached' });
  assert.equal(await page.locator('.tab', { hasText: name }).count(), 1);
  note('a new notebook is saved, and stays a notebook');
}

async function showsDetails(page, shot, note) {
  await row(page, /digits/)
    .first()
    .click();
  const details = await frameWith(page, 'reslab-run-details');
  await details.getByText('Open notebook at the cell').waitFor();
  await details.locator('reslab-figure canvas').first().waitFor();
  await shot('one');
  note(`one run: "${await details.locator('.say').first().innerText()}"`);
  await details.getByLabel('Tags').fill('best');
  await details.getByLabel('Tags').press('Enter');
  await row(page, /#best/).waitFor();
  await details.getByText('Open notebook at the cell').click();
  await page.locator('.tab.active', { hasText: /^first\.resnet\.yaml/ }).waitFor();
  note('a tag stands in the tree; the notebook opens at the cell');
  await row(page, /digits/)
    .last()
    .click({ modifiers: ['Shift'] });
  await details.locator('.diffs').waitFor();
  assert.equal(await details.locator('.series .row').count(), 3);
  const keys = await details.locator('.diffs th').allInnerTexts();
  assert.ok(
    keys.some(key => key.includes('epochs')),
    `differences: ${keys.join(', ')}`,
  );
  await shot('several');
  note(`differences: ${keys.join(', ')}`);
  const plot = details.locator('reslab-figure .plot').first();
  const first = details.locator('.series .row').first();
  const last = await first.innerText();
  await plot.hover({ position: { x: 120, y: 60 } });
  await plot.page().waitForTimeout(200);
  assert.notEqual(await first.innerText(), last);
  await details.getByRole('radio', { name: 'loss' }).click();
  await details.getByRole('radio', { name: 'time' }).click();
  await details.locator('reslab-figure', { hasText: 'Loss' }).waitFor();
  await shot('loss');
  note('the legend shows the values at the crosshair; loss over time is drawn');
}

async function comparesRuns(page, shot, note) {
  await command(page, 'Residual Lab: Compare runs');
  await page.locator('.tab', { hasText: 'Compare 3 runs' }).waitFor();
  const panel = await frameWith(page, 'reslab-run-comparison');
  await panel.locator('reslab-figure canvas').first().waitFor();
  const all = panel.getByRole('group', { name: 'All blocks' });
  await all.waitFor();
  const blocks = await all.locator('tbody tr').count();
  assert.equal(blocks, 9);
  await shot('comparison');
  note('three runs are compared in an editor, with all of their nine blocks');
}

async function filters(page, shot, note) {
  await command(page, 'Residual Lab: Filter runs');
  await page.locator('.quick-input-widget input[placeholder*="name, tag"]').waitFor();
  await answer(page, 'seed 3');
  await page.locator(view, { hasText: '1 of 3 runs' }).waitFor();
  await row(page, /digits/)
    .nth(1)
    .waitFor({ state: 'detached' });
  await shot('filtered');
  await command(page, 'Residual Lab: Clear the filter of runs');
  await row(page, /digits/)
    .nth(2)
    .waitFor();
  note('the filter leaves one of three, and is cleared');
}

async function deletes(page, folder, shot, note) {
  await row(page, /seed 3/).click({ button: 'right' });
  await shot('menu');
  await page.locator('.monaco-menu .action-label', { hasText: 'Delete' }).click();
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  await shot('delete');
  await dialog.getByRole('button', { name: 'Move to Trash' }).click();
  // The server of this editor has no trash, and the extension says so.
  const forever = dialog.getByRole('button', { name: 'Delete for ever' });
  await forever
    .or(row(page, /seed 3/).filter({ visible: false }))
    .first()
    .waitFor();
  if (await forever.isVisible()) await forever.click();
  await row(page, /seed 3/).waitFor({ state: 'detached' });
  assert.equal(fs.readdirSync(path.join(folder, '.residual-lab', 'runs')).length, 2);
  note('a run is deleted');
}

export const row = (page, text) => page.locator(`${view} .monaco-list-row`, { hasText: text });

/** The frame of the webview that has this element. */
export async function frameWith(page, element) {
  for (let attempt = 0; attempt < 300; attempt++) {
    for (const frame of page.frames())
      if (
        (await frame
          .locator(element)
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    await page.waitForTimeout(100);
  }
  throw new Error(`No view shows ${element}.`);
}

/** Trains the sample's 'digits' in a process of its own, as a terminal would. */
export function train(folder, ...settings) {
  const words = ['first.resnet.yaml', '--cell', 'digits', '--engine', 'auto'];
  return runCommand(folder, ...words, ...settings.flatMap(setting => ['--set', setting]));
}

/** `reslab run` with these words; rejects with what it said unless it ends well. */
export function runCommand(folder, ...words) {
  const child = spawn(process.execPath, [cli, 'run', ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk));
  return new Promise((resolve, reject) =>
    child.once('exit', code => (code === 0 ? resolve() : reject(new Error(said)))),
  );
}
