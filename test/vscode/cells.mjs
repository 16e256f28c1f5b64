// Cells in the real editor: what helps while typing, two views of one document, closing and coming back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { read, runsIn, shorten } from './disk.mjs';
import { cellOf, clickEnd, notebookPage } from './notebook.mjs';
import { command, openFile } from './workbench.mjs';

const sample = 'first.resnet.yaml';

export const cells = {
  restricted: false,
  async body({ page, folder, shot, note }) {
    const file = path.join(folder, sample);
    shorten(file);
    makeRepository(folder);
    await openFile(page, sample);
    await page.locator('.editor-actions a[aria-label="Open as notebook"]').first().click();
    const at = { page, folder, file, shot, notebook: notebookPage(page) };
    await at.notebook.locator('.cm-editor .k').first().waitFor();
    await completes(at);
    note('a key and a reference are completed in the cell, with their explanation');
    await explains(at);
    note('a word of a cell is explained where the pointer rests');
    await foldsAndCopies(at);
    note('text and result are folded; a copy has a name of its own');
    await waitsForWords(at);
    note('a line that was begun waits for its words, and so does a cell whose text was taken out');
    await writesNote(at);
    note('a note is written as Markdown; arrow keys lead from cell to cell');
    await bringsBack(at);
    note('a cell that undo brings back is selected');
    await comesBack(at);
    note('a window that is closed unsaved comes back with what was typed');
    await diffsAsText(at);
    note('the change is compared as text');
    await runsAbove(at);
    note('Run above runs what stands above, and not the cell');
    // Last: a window that is loaded anew may have the editors of some time before.
    await sharesDocument(at);
    note('text beside the notebook: both are typed in, and both show it');
  },
};

function makeRepository(folder) {
  const git = (...args) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  git('init', '--quiet');
  git('add', '.');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '-qm', 'Begin');
}

const line = ({ notebook }, cell, text) =>
  cellOf(notebook, cell).locator('.cm-line', { hasText: text }).first();

async function completes(at) {
  const { page, notebook, shot } = at;
  await clickEnd(notebook, 'train digits', /^epochs:/);
  await page.keyboard.type('\nsee', { delay: 80 });
  const list = notebook.locator('.cm-tooltip-autocomplete');
  await list.locator('li', { hasText: 'seeds' }).waitFor();
  await page.waitForTimeout(300);
  await shot('completion');
  assert.match(await notebook.locator('.cm-completionInfo').innerText(), /seed/i);
  await page.keyboard.press('Enter');
  await line(at, 'train digits', /^seeds: /).waitFor();
  await page.keyboard.type('[1]', { delay: 40 });
  await line(at, 'train digits', /^seeds: \[1\]$/).waitFor();
  await shot('completed');
  await clickEnd(notebook, 'norms residuals', /^of:/);
  for (let i = 0; i < 'digits'.length; i++) await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+Space');
  await list.locator('li', { hasText: 'digits' }).waitFor();
  await shot('reference');
  await page.keyboard.press('Enter');
  await line(at, 'norms residuals', /^of: digits$/).waitFor();
}

async function explains(at) {
  const { page, notebook, shot } = at;
  await page.keyboard.press('Escape');
  await line(at, 'network small', /^stem:/)
    .locator('.k')
    .first()
    .hover();
  const tip = notebook.locator('.cm-tooltip-hover');
  await tip.waitFor();
  await shot('hover');
  assert.match(await tip.innerText(), /stem/i);
  await page.mouse.move(5, 5);
}

async function foldsAndCopies(at) {
  const { page, notebook, shot } = at;
  await cellOf(notebook, 'network small').locator('.head').click();
  await page.keyboard.press('o');
  await cellOf(notebook, 'network small')
    .locator('.diagram, svg.net')
    .first()
    .waitFor({ state: 'detached' });
  await page.keyboard.press('Shift+O');
  await cellOf(notebook, 'network small').locator('.folded').waitFor();
  await shot('folded');
  await page.keyboard.press('o');
  await page.keyboard.press('Shift+O');
  const before = await notebook.locator('section.cell').count();
  await cellOf(notebook, 'lesion').locator('.head').click();
  await cellOf(notebook, 'lesion').locator('.head button[aria-label="More"]').click();
  await notebook.locator('.menu .it', { hasText: 'Duplicate' }).click();
  await notebook.locator('section.cell').nth(before).waitFor();
  await notebook.locator('section.cell.focus', { hasText: 'remove one block-2' }).waitFor();
  await shot('duplicate');
}

/** The pauses are longer than those after which typing goes to the document and comes back. */
async function waitsForWords(at) {
  const { page, notebook, shot } = at;
  const name = 'lesion remove one block-2';
  await clickEnd(notebook, name, /^remove:/);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1200);
  await page.keyboard.type('split:');
  await page.keyboard.type(' ');
  await page.waitForTimeout(1200);
  await page.keyboard.type('validation');
  await page.keyboard.press('Escape');
  await line(at, name, /^split: validation$/).waitFor();
  await clickEnd(notebook, name, /^split:/);
  const count = await notebook.locator('section.cell').count();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.waitForTimeout(1200);
  await shot('emptied');
  await page.keyboard.type('lesion: dd', { delay: 60 });
  await line(at, 'lesion dd', /^lesion: dd$/).waitFor();
  assert.equal(await notebook.locator('section.cell').count(), count);
}

async function writesNote(at) {
  const { page, notebook, shot } = at;
  const note = notebook.locator('section.cell.notecell').first();
  await note.locator('.note').dblclick();
  await note.locator('.cm-editor.cm-focused').waitFor();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n\n## Then\n\n- one\n  more', { delay: 30 });
  await page.waitForTimeout(1200);
  await shot('note');
  await page.keyboard.press('ArrowDown');
  const focused = cell => cellOf(notebook, cell).locator('.cm-editor.cm-focused');
  await focused('network small').waitFor();
  await note.locator('.note h3', { hasText: 'Then' }).waitFor();
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowDown');
  await focused('train digits').waitFor();
  await page.keyboard.press('ArrowUp');
  await focused('network small').waitFor();
  await shot('arrows');
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active.dirty').first().waitFor({ state: 'detached' });
  assert.match(fs.readFileSync(at.file, 'utf8'), /\n {2}## Then\n\n {2}- one\n {4}more\n/);
}

async function bringsBack(at) {
  const { page, notebook } = at;
  const cells = notebook.locator('section.cell');
  const count = await cells.count();
  await cellOf(notebook, 'lesion dd').locator('.head').click();
  await notebook.locator('section.cell.focus[aria-label="lesion dd"]').waitFor();
  for (const key of 'dd') await page.keyboard.press(key);
  await cells.nth(count - 1).waitFor({ state: 'detached' });
  await cellOf(notebook, 'norms residuals').locator('.head').click();
  await notebook.locator('section.cell.focus[aria-label^="norms"]').waitFor();
  await page.keyboard.press('z');
  await notebook.locator('section.cell.focus[aria-label="lesion dd"]').waitFor();
  for (const key of 'dd') await page.keyboard.press(key);
  await cells.nth(count - 1).waitFor({ state: 'detached' });
}

async function sharesDocument(at) {
  const { page, notebook, shot } = at;
  await page.locator('.editor-actions a[aria-label^="Split Editor Right"]').first().click();
  const right = page.locator('.editor-group-container').nth(1);
  await right.locator('.tab.active').waitFor();
  await right.locator('.editor-actions a[aria-label="Open as text"]').first().click();
  const text = right.locator('.view-line', { hasText: 'epochs:' }).first();
  await text.waitFor();
  await text.click();
  await page.keyboard.press('End');
  await page.keyboard.type('3', { delay: 50 });
  await line(at, 'train digits', /^epochs: 23$/).waitFor();
  await clickEnd(notebook, 'train digits', /^epochs:/);
  await page.keyboard.type('4', { delay: 50 });
  await right.locator('.view-line', { hasText: 'epochs: 234' }).waitFor();
  // Undo is the document's, wherever it was typed.
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await line(at, 'train digits', /^epochs: 2$/).waitFor();
  await right.locator('.view-line', { hasText: /epochs:.2$/ }).waitFor();
  await shot('beside');
}

async function comesBack(at) {
  const { page, notebook, file, shot } = at;
  await clickEnd(notebook, 'train digits', /^batch:/);
  await page.keyboard.type('0', { delay: 50 });
  await page.locator('.tab.active.dirty').first().waitFor();
  await page.waitForTimeout(2500);
  await page.reload();
  const digits = cellOf(notebook, 'train digits');
  await digits.waitFor();
  // The editor writes the state of views down every few seconds: the last scrolling may be lost.
  await digits.evaluate(cell => cell.scrollIntoView());
  await line(at, 'train digits', /^batch: 500$/).waitFor();
  await page.locator('.tab.active.dirty').first().waitFor();
  assert.match(fs.readFileSync(file, 'utf8'), /^batch: 50$/m);
  // Results come one after the other and move what is below them.
  await page.waitForTimeout(2000);
  await shot('came-back');
  // What was typed before the window was closed is one state to undo from; typing since is undone.
  await clickEnd(notebook, 'train digits', /^batch:/);
  await page.keyboard.type('1', { delay: 50 });
  await line(at, 'train digits', /^batch: 5001$/).waitFor();
  await page.waitForTimeout(900);
  await page.keyboard.press('Control+Z');
  await line(at, 'train digits', /^batch: 500$/).waitFor();
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active.dirty').first().waitFor({ state: 'detached' });
  assert.match(fs.readFileSync(file, 'utf8'), /^batch: 500$/m);
}

async function diffsAsText(at) {
  const { page, folder, shot } = at;
  const settings = path.join(folder, '.vscode', 'settings.json');
  fs.mkdirSync(path.dirname(settings), { recursive: true });
  fs.writeFileSync(settings, JSON.stringify({ 'git.enabled': true }));
  // What is kept of an unsaved text goes a moment after saving.
  await page.waitForTimeout(2000);
  await page.reload();
  await cellOf(at.notebook, 'train digits').waitFor();
  // A badge lies over the icon.
  await page.locator('.activitybar a[aria-label^="Source Control"]').first().click({ force: true });
  const change = page.locator('.scm-view .monaco-list-row', { hasText: sample }).first();
  await change.waitFor();
  await change.click();
  const diff = page.locator('.monaco-diff-editor');
  await diff
    .locator('.modified-in-monaco-diff-editor .view-line', { hasText: 'batch:' })
    .first()
    .waitFor();
  await shot('diff');
}

async function runsAbove(at) {
  const { page, folder, notebook, shot } = at;
  await command(page, 'View: Close All Editors');
  await openFile(page, sample);
  await page.locator('.editor-actions a[aria-label="Open as notebook"]').first().click();
  await notebook.locator('.cm-editor').first().waitFor();
  const lesion = cellOf(notebook, 'lesion remove');
  await lesion.locator('.head').hover();
  await lesion.locator('.head button[aria-label="Run above"]').click();
  const state = cell => cellOf(notebook, cell).locator('.head .state');
  await state('train digits').filter({ hasText: 'finished' }).waitFor({ timeout: 240_000 });
  await state('norms residuals').filter({ hasText: 'finished' }).waitFor({ timeout: 60_000 });
  await cellOf(notebook, 'norms residuals').locator('canvas').first().waitFor();
  await shot('ran-above');
  await state('lesion remove').filter({ hasText: 'not run yet' }).waitFor();
  const kinds = runsIn(folder).map(run => read(run, 'run.json').kind);
  assert.deepEqual(kinds.sort(), ['norms', 'train']);
}
