// The notebook in the real editor: what is tried with cells.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { command, openFile } from './workbench.mjs';

/** The page of the notebook in front. */
export const notebookPage = page =>
  page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

export const cellOf = (notebook, name) => notebook.locator('section.cell', { hasText: name }).first();

export async function notebookScenario({ page, folder, shot, note }) {
  const file = path.join(folder, 'first.resnet.yaml');
  await openFile(page, 'first.resnet.yaml');
  await page.locator('.editor-actions a[aria-label="Open as notebook"]').first().click();
  const notebook = notebookPage(page);
  await notebook.locator('section.cell').nth(4).waitFor();
  await notebook.locator('.cm-editor .k').first().waitFor();
  await page.waitForTimeout(1500);
  await shot('open');
  note('a notebook shows its cells');
}
