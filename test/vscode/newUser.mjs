// The whole path of somebody who sees this for the first time.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { read, runsIn, shorten } from './disk.mjs';
import { cellOf, clickEnd, notebookPage } from './notebook.mjs';
import { frameWith, row } from './viewer.mjs';
import { command, openFile } from './workbench.mjs';

/** Of the shortened sample: enough to be stopped on a busy machine before they are done. */
const epochs = 5;
/** 3,000 digits, 50 at once. */
const steps = 60 * epochs;

export const newUser = {
  restricted: false,
  async body({ page, folder, shot, note }) {
    shorten(path.join(folder, 'first.resnet.yaml'), epochs);
    await openFile(page, 'first.resnet.yaml');
    await page.locator('.editor-actions a[aria-label="Open as notebook"]').first().click();
    const notebook = notebookPage(page);
    const digits = cellOf(notebook, 'train digits');
    await digits.locator('.cm-editor').waitFor();
    await notebook.getByRole('button', { name: 'Run all' }).click();
    // Results are drawn once they are near the screen.
    await digits.evaluate(cell => cell.scrollIntoView());
    await growsAndStops({ page, notebook, digits, folder, shot, note });
    await resumesThroughReload({ page, digits, folder, shot, note });
    await showsStudies({ notebook, shot, note });
    await trainsAgain({ page, notebook, digits, folder, note });
    await exportsFigure({ page, notebook, digits, folder, note });
    await compares({ page, shot, note });
  },
};

const state = (cell, text) => cell.locator('.head .state').filter({ hasText: text });

/** What the legend says of the first series. */
const readout = cell => cell.locator('.series .row .v').first().innerText();

async function growsAndStops({ page, notebook, digits, folder, shot, note }) {
  await state(digits, /step \d+ of 300/).waitFor({ timeout: 120_000 });
  await digits.locator('canvas').first().waitFor();
  const first = await readout(digits);
  for (let i = 0; i < 100 && (await readout(digits)) === first; i++) await page.waitForTimeout(100);
  const second = await readout(digits);
  assert.notEqual(second, first, 'the curve grows');
  await shot('grows');
  note(`the curve grows: ${first} to ${second}`);
  await notebook.getByRole('button', { name: 'Stop', exact: true }).click();
  await state(digits, /stopped at \d+ of 300/).waitFor({ timeout: 60_000 });
  const said = await digits.locator('.head .state').innerText();
  const [run] = runsIn(folder);
  assert.equal(read(run, 'end.json').ending, 'stopped');
  const { step } = read(run, 'status.json');
  assert.match(said, new RegExp(`stopped at ${step} of ${steps}`));
  await shot('stopped');
  note(`it says "${said.trim()}", as the run folder does`);
}

async function resumesThroughReload({ page, digits, folder, shot, note }) {
  const [before] = runsIn(folder);
  const { step } = read(before, 'status.json');
  await digits.getByRole('button', { name: 'Resume' }).click();
  await state(digits, /step \d+ of 300/).waitFor({ timeout: 120_000 });
  await page.reload();
  await digits.locator('.head .state').waitFor();
  assert.doesNotMatch(await digits.innerText(), /Nothing was recorded/);
  // The editor writes the state of views down every few seconds: the last scrolling may be lost.
  await digits.evaluate(cell => cell.scrollIntoView());
  await state(digits, 'finished').waitFor({ timeout: 120_000 });
  await digits.locator('canvas').first().waitFor();
  const resumed = runsIn(folder)
    .map(run => read(run, 'run.json'))
    .find(({ parents, kind }) => kind === 'train' && parents.length > 0);
  assert.deepEqual(resumed.parents, [{ run: path.basename(before), step, role: 'resume' }]);
  await shot('resumed');
  note(`resumed at step ${step}, through a reload of the window, to its end`);
}

async function showsStudies({ notebook, shot, note }) {
  const norms = cellOf(notebook, 'norms residuals');
  await norms.scrollIntoViewIfNeeded();
  await norms.locator('canvas').first().waitFor();
  await shot('norms');
  const lesion = cellOf(notebook, 'lesion remove');
  await lesion.scrollIntoViewIfNeeded();
  // As slow as a hand: selecting the cell must not move the button away from under the pointer.
  await lesion
    .getByRole('button', { name: /^Run remove/ })
    .first()
    .click({ delay: 200 });
  await state(lesion, 'finished').waitFor({ timeout: 120_000 });
  await lesion.locator('canvas').first().waitFor();
  await shot('lesion');
  note(`norms and lesions: "${(await lesion.locator('.say').first().innerText()).trim()}"`);
}

async function trainsAgain({ page, notebook, digits, folder, note }) {
  await clickEnd(notebook, 'train digits', 'rate: {cosine');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type('rate: 0.02', { delay: 30 });
  await state(digits, 'out of date').waitFor();
  await digits.getByRole('button', { name: 'Run again' }).click();
  await state(digits, /step \d+ of 300/).waitFor({ timeout: 120_000 });
  await state(digits, 'finished').waitFor({ timeout: 120_000 });
  const asked = read(runsIn(folder).at(-1), 'run.json');
  assert.deepEqual(asked.value.rate, { kind: 'constant', rate: 0.02 });
  note('a second training with another rate has finished');
}

async function exportsFigure({ page, notebook, digits, folder, note }) {
  const figure = digits.locator('figure.fig', { hasText: 'Loss' }).first();
  const save = async (item, name) => {
    await figure.hover();
    await figure.getByRole('button', { name: /Copy or export/ }).click();
    await notebook.getByRole('menuitem', { name: item }).click();
    await page.locator('.quick-input-widget input[type=text]:visible').first().waitFor();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    const file = path.join(folder, name);
    for (let i = 0; i < 100 && !fs.existsSync(file); i++) await page.waitForTimeout(100);
    await page.waitForTimeout(200);
    return fs.readFileSync(file);
  };
  const png = await save(/Export PNG/, 'digits loss.png');
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.ok(png.readUInt32BE(16) > 300, 'the picture is wide');
  const svg = (await save(/Export SVG/, 'digits loss.svg')).toString();
  assert.match(svg, /^<svg [^]*<\/svg>\s*$/);
  const csv = (await save(/Export CSV/, 'digits loss.csv')).toString().trimEnd().split('\n');
  assert.match(csv[0], /^step,/);
  const last = Number(csv.at(-1).split(',')[0]);
  assert.equal(last, steps);
  note(
    `a figure is exported: PNG of ${png.length} bytes; SVG of ${svg.length}; CSV "${csv[0]}" with ${csv.length - 1} rows`,
  );
}

async function compares({ page, shot, note }) {
  await page.locator('.activitybar .action-label[aria-label*="Residual Lab"]').first().click();
  const trainings = row(page, /digits.*\d %/);
  await trainings.nth(1).waitFor();
  await trainings.first().click();
  await trainings.nth(1).click({ modifiers: ['Control'] });
  const details = await frameWith(page, 'reslab-run-details');
  await details.locator('.diffs').waitFor();
  const keys = await details.locator('.diffs th').allInnerTexts();
  assert.ok(
    keys.some(key => key.includes('rate')),
    `differences: ${keys.join(', ')}`,
  );
  await shot('selected');
  await command(page, 'Residual Lab: Compare runs');
  const panel = await frameWith(page, 'reslab-run-comparison');
  await panel.locator('reslab-figure canvas').first().waitFor();
  await shot('compared');
  note(`the two trainings differ in ${keys.join(', ')}`);
}
