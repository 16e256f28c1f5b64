// What is tried in the editor. Each throws at the first thing that is not as it should be.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { cells } from './cells.mjs';
import { chaos } from './chaos.mjs';
import { read, runsIn, shorten } from './disk.mjs';
import { compareCell } from './compareCell.mjs';
import {
  completesKeys,
  formats,
  refusesInNotebook,
  renames,
  repairsMistake,
  showsShapes,
} from './language.mjs';
import {
  notebookLookScenario,
  notebookPage,
  notebookRunScenario,
  notebookScenario,
} from './notebook.mjs';
import { newUser } from './newUser.mjs';
import { twoFolders } from './twoFolders.mjs';
import { manyRuns, savedBeside, viewer } from './viewer.mjs';
import { viewerActions } from './viewerActions.mjs';
import { choose, command, openFile, replaceText, statusBar, toast } from './workbench.mjs';

const sample = 'first.resnet.yaml';

export const scenarios = {
  notebook: { restricted: false, body: notebookScenario },
  notebookRun: { restricted: false, body: notebookRunScenario },
  notebookLook: { restricted: false, body: notebookLookScenario },
  cells,
  savedBeside,
  viewer,
  viewerActions,
  twoFolders,
  compareCell,
  manyRuns,
  newUser,
  chaos,
  trusted: {
    restricted: false,
    async body({ page, folder, shot, note }) {
      shorten(path.join(folder, sample));
      await openFile(page, sample);
      await underlinesMistakes(page, shot);
      note('a mistake is underlined and explained');
      await showsNetwork(page, shot);
      note('the network summary is shown beside');
      await writes(page, folder, shot, note);
      await runsCell(page, folder, shot, note);
      await offersTemplates(page, shot);
      note('a new notebook is opened from a sample, and is text at a click');
      await hasReslab(page, folder, shot);
      note('a terminal finds reslab');
      await reportsProblems(page, shot);
      note('the report of a problem is copied and can be read');
    },
  },
  restricted: {
    restricted: true,
    async body({ page, folder, shot, note }) {
      await statusBar(page, 'Restricted Mode').waitFor();
      await openFile(page, sample);
      await underlinesMistakes(page, shot);
      note('a mistake is underlined and explained');
      await repairsMistake(page, shot);
      await showsShapes(page, shot);
      note('a quick fix repairs a mistake, and shapes stand behind the stages');
      await command(page, 'Residual Lab: Run cell');
      await toast(page, 'Running a cell is off in Restricted Mode').waitFor();
      await shot('run-refused');
      await page.waitForTimeout(1000);
      assert.equal(fs.existsSync(path.join(folder, '.residual-lab')), false, 'nothing is written');
      note('running says why it is off, and nothing is written');
      await showsNetwork(page, shot);
      note('the network summary is shown beside');
      await refusesInNotebook(page, shot);
      assert.equal(fs.existsSync(path.join(folder, '.residual-lab')), false, 'nothing is written');
      note('the notebook opens, and says why it does not run');
    },
  },
};

/** What the language server does while somebody writes; the file stays as it was. */
async function writes(page, folder, shot, note) {
  const file = path.join(folder, sample);
  const before = fs.readFileSync(file, 'utf8');
  await repairsMistake(page, shot);
  note('a mistake is explained where it stands, and a quick fix repairs it');
  await showsShapes(page, shot);
  note('shapes stand behind the stages');
  await completesKeys(page, shot);
  note('a stage is written with the keys that are offered');
  await renames(page, shot);
  note('a network and its reference are renamed; lenses say what runs');
  await formats(page, file, shot);
  note('the notebook is formatted');
  fs.writeFileSync(file, before);
  await page.locator('.view-line', { hasText: 'network: small' }).first().waitFor();
}

async function underlinesMistakes(page, shot) {
  await page.locator('.view-line', { hasText: 'note:' }).first().waitFor();
  await replaceText(page, 'stride: 2', 'stride: two');
  await page.locator('.squiggly-error').first().waitFor();
  await command(page, 'Residual Lab: Check');
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'stride' });
  await problem.first().waitFor();
  const sentence = await problem.first().innerText();
  assert.match(sentence, /stride/);
  await shot('problem');
  await toast(page, '1 error').waitFor();
  await command(page, 'File: Revert File');
  await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  await command(page, 'View: Toggle Panel Visibility');
  await command(page, 'Notifications: Clear All Notifications');
}

async function showsNetwork(page, shot) {
  await command(page, 'Residual Lab: Show network summary');
  await page.locator('.tab', { hasText: 'small (summary)' }).waitFor();
  await page.locator('.view-line', { hasText: 'multiply-accumulates' }).first().waitFor();
  await shot('network');
  await page.locator('.tab', { hasText: sample }).first().click();
}

async function runsCell(page, folder, shot, note) {
  await command(page, 'Residual Lab: Run cell');
  await choose(page, 'digits');
  await statusBar(page, /digits: .*step \d+ of [\d,]+, loss/).waitFor({ timeout: 120_000 });
  await shot('running');
  note(`the status bar says "${await statusBar(page, 'digits:').innerText()}"`);
  await statusBar(page, /digits: finished/).waitFor({ timeout: 240_000 });
  await shot('finished');
  await statusBar(page, /digits: .*step/).waitFor({ state: 'hidden' });
  const [run] = runsIn(folder);
  assert.equal(read(run, 'end.json').ending, 'finished');
  const { cell, engine, version } = read(run, 'run.json');
  assert.equal(cell.name, 'digits');
  assert.equal(engine.name, 'auto');
  const product = JSON.parse(
    fs.readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  assert.equal(version, product.version);
  note(`'digits' was trained on ${read(run, 'process.json').engine}`);
  await page.locator('.codelens-decoration', { hasText: 'Open results' }).first().waitFor();
  note('the code lens of the cell knows of the run');
  await command(page, 'Notifications: Clear All Notifications');

  await command(page, 'Residual Lab: Run cell');
  await choose(page, 'digits');
  await statusBar(page, /digits: .*step \d+ of/).waitFor({ timeout: 120_000 });
  await command(page, 'Residual Lab: Stop run');
  await statusBar(page, /digits: stopped at step \d+/).waitFor({ timeout: 60_000 });
  assert.equal(read(runsIn(folder)[1], 'end.json').ending, 'stopped');
  note('a second run was stopped');
  await command(page, 'Notifications: Clear All Notifications');
}

async function offersTemplates(page, shot) {
  await command(page, 'Residual Lab: New notebook');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'A first look' }).waitFor();
  await shot('templates');
  await choose(page, 'Plain against residual');
  await page.locator('.tab.active', { hasText: 'plain-against-residual.resnet.yaml' }).waitFor();
  await notebookPage(page).locator('.head .name', { hasText: 'plain-14' }).first().waitFor();
  await shot('new-notebook');
  await page.locator('.editor-actions a[aria-label="Open as text"]').first().click();
  await page.locator('.view-line', { hasText: 'plain-14' }).first().waitFor();
  await statusBar(page, 'ResNet Notebook').waitFor();
  await shot('new-text');
}

async function hasReslab(page, folder, shot) {
  await command(page, 'Terminal: Create New Terminal');
  const terminal = page.locator('.terminal-wrapper .xterm').first();
  await terminal.waitFor();
  await page.waitForTimeout(3000);
  await page.keyboard.type('reslab check first.resnet.yaml > checked.txt; echo "exit $?"\n');
  const file = path.join(folder, 'checked.txt');
  const said = () => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  for (let i = 0; i < 60 && said() === ''; i++) await page.waitForTimeout(500);
  assert.match(said(), /^first\.resnet\.yaml: no errors$/m);
  await page.waitForTimeout(500);
  await shot('terminal');
}

async function reportsProblems(page, shot) {
  await command(page, 'Residual Lab: Report a problem');
  const done = toast(page, 'copied to the clipboard');
  await done.waitFor({ timeout: 90_000 });
  await done.getByRole('button', { name: 'Read it' }).click();
  await page.locator('.view-line', { hasText: 'diagnostics report' }).first().waitFor();
  await page.locator('.view-line', { hasText: 'Node.js: v24' }).first().waitFor();
  await shot('report');
}
