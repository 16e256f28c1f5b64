// The language server in the text editor: what a person sees while writing a notebook.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { cellOf, notebookPage } from './notebook.mjs';
import { command, replaceText, toast } from './workbench.mjs';

const line = (page, text) => page.locator('.view-line', { hasText: text }).first();

/** Types a key wrongly, reads why it is wrong, and has it repaired. */
export async function repairsMistake(page, shot) {
  await line(page, 'note:').waitFor();
  await replaceText(page, 'stride: 2', 'strid: 2');
  await page.locator('.squiggly-error').first().waitFor();
  // The message at hand must be that of the last letter: a hover that is open does not follow.
  await page.waitForTimeout(1500);
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  const hover = page.locator('.monaco-hover', { hasText: 'There is no key `strid`' }).first();
  await hover.waitFor();
  await shot('hover');
  assert.match(await hover.innerText(), /Did you mean `stride`\?/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+.');
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'stride' }).first();
  await fix.waitFor();
  await shot('quick-fix');
  await page.keyboard.press('Enter');
  await line(page, '{blocks: 3, filters: 16, stride: 2}').waitFor();
  await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
}

/** What comes out of every stage stands behind it. */
export async function showsShapes(page, shot) {
  for (const [stage, shape] of [
    ['filters: 8}', '28×28×8'],
    ['filters: 16, stride: 2}', '14×14×16'],
    ['filters: 32, stride: 2}', '7×7×32'],
  ])
    await line(page, `${stage}→ ${shape}`).waitFor();
  await shot('shapes');
}

/** Writes one more stage with the keys that are offered. */
export async function completesKeys(page, shot) {
  await replaceText(page, 'filters: 32, stride: 2}', 'filters: 32, stride: 2}');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  // The dash comes by itself.
  await page.keyboard.type('{blocks: 2, ', { delay: 30 });
  await page.keyboard.press('Control+Space');
  const offered = page.locator('.suggest-widget.visible .monaco-list-row');
  await offered.filter({ hasText: 'filters' }).waitFor();
  await offered.filter({ hasText: 'stride' }).waitFor();
  await shot('completion');
  await page.keyboard.type('fi', { delay: 30 });
  await offered.filter({ hasText: 'stride' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Tab');
  await line(page, '{blocks: 2, filters:').waitFor();
  await page.keyboard.type('64}', { delay: 30 });
  await page.keyboard.press('Escape');
  await line(page, 'filters: 64}→ 7×7×64').waitFor();
  assert.equal(await page.locator('.squiggly-error').count(), 0);
  await shot('completed');
}

/** A new name of the network is taken over by the training of it. */
export async function renames(page, shot) {
  await replaceText(page, 'network: small', 'network: small');
  await page.keyboard.press('F2');
  const input = page.locator('.rename-box input').first();
  await input.waitFor();
  await input.fill('tiny');
  await shot('rename');
  await page.keyboard.press('Enter');
  await page
    .locator('.view-line', { hasText: /^network:\s+tiny/ })
    .nth(1)
    .waitFor();
  await page.locator('.codelens-decoration', { hasText: 'Run' }).nth(2).waitFor();
  await page.locator('.codelens-decoration', { hasText: 'parameters' }).first().waitFor();
  await shot('renamed');
}

/** Spaces that say nothing go, and nothing else of the file changes. */
export async function formats(page, file, shot) {
  const saved = async () => {
    const dirty = page.locator('.tab.dirty', { hasText: path.basename(file) }).first();
    await dirty.waitFor();
    await page.keyboard.press('Control+S');
    await dirty.waitFor({ state: 'detached' });
    return fs.readFileSync(file, 'utf8');
  };
  await replaceText(page, 'classes: 10', 'classes:    10');
  const before = await saved();
  await command(page, 'Format Document');
  const after = await saved();
  assert.equal(after, before.replace('classes:    10', 'classes: 10'));
  assert.match(after, /network: tiny\ndata/);
  await shot('formatted');
}

/** The notebook view in Restricted Mode: it shows everything, and its run button says why it does not run. */
export async function refusesInNotebook(page, shot) {
  await command(page, 'Notifications: Clear All Notifications');
  await page.locator('.editor-actions a[aria-label="Open as notebook"]').first().click();
  const cell = cellOf(notebookPage(page), 'train digits');
  await cell.locator('.cm-editor').waitFor();
  const button = cell.getByRole('button', { name: /Run/ }).first();
  await shot('notebook');
  const title = `${await button.getAttribute('title')} ${await button.getAttribute('aria-label')}`;
  if (!/Restricted Mode/.test(title)) {
    await button.click();
    await toast(page, 'Restricted Mode').waitFor();
  }
  await shot('notebook-refused');
}
