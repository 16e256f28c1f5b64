// The notebook in the real editor: what is tried with cells.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { openFile } from './workbench.mjs';

/** The page of the notebook in front. */
export const notebookPage = page =>
  page.frameLocator('iframe.webview.ready').first().frameLocator('iframe#active-frame');

export const cellOf = (notebook, name) =>
  notebook.locator(`section.cell[aria-label*="${name}"]`).first();

export async function notebookScenario({ page, folder, shot, note }) {
  const file = path.join(folder, 'first.resnet.yaml');
  await openFile(page, 'first.resnet.yaml');
  await page.locator('.editor-actions a[aria-label="Open as notebook"]').first().click();
  const notebook = notebookPage(page);
  await notebook.locator('section.cell').nth(4).waitFor();
  await notebook.locator('.cm-editor .k').first().waitFor();
  await shot('open');
  note('a notebook shows its cells');
  await staysInPlace(page, notebook);
  note('selecting a cell moves nothing');
  await typesAndUndoes(page, notebook, shot);
  note('typing in a cell changes the text document; one undo takes a burst back');
  await showsProblems(page, notebook, shot);
  note('a mistake is underlined and explained in the cell; a quick fix repairs it');
  await changesCells(page, notebook, shot, file);
  note('cells are added, moved, deleted, and undo brings them back');
  await staysText(page, notebook, shot, file);
  note('hostile names and Markdown stay text');
}

/** Puts the cursor at the end of a line of a cell. */
export async function clickEnd(notebook, cell, text) {
  const line = cellOf(notebook, cell).locator('.cm-line', { hasText: text }).first();
  await line.click();
  await notebook.locator('.cm-editor.cm-focused').waitFor();
  await line.page().keyboard.press('End');
}

/** A press selects the cell under the pointer: its buttons must be there still at the release. */
async function staysInPlace(page, notebook) {
  const heights = () =>
    notebook
      .locator('section.cell')
      .evaluateAll(cells =>
        cells.map(
          cell => cell.getBoundingClientRect().top + cell.ownerDocument.defaultView.scrollY,
        ),
      );
  await notebook
    .locator('section.cell')
    .first()
    .click({ position: { x: 60, y: 10 } });
  await notebook.locator('.facts, svg.diagram, .plots svg').first().waitFor();
  await page.waitForTimeout(500);
  const before = await heights();
  for (const i of [1, 2]) {
    await notebook.locator('section.cell').nth(i).locator('.head .kind').click();
    await notebook.locator('section.cell').nth(i).and(notebook.locator('.focus')).waitFor();
    // What is below may be drawn now that it comes near the screen.
    assert.deepEqual((await heights()).slice(0, i + 1), before.slice(0, i + 1));
  }
}

async function typesAndUndoes(page, notebook, shot) {
  await clickEnd(notebook, 'digits', 'epochs: 6');
  // At once: on a busy machine a pause between two letters makes two bursts.
  await page.keyboard.insertText('00');
  await page.locator('.tab.active.dirty').waitFor();
  await shot('typed');
  const line = text => cellOf(notebook, 'digits').locator('.cm-line', { hasText: text }).first();
  await line('epochs: 600').waitFor();
  await page.keyboard.press('Control+Z');
  await line(/^epochs: 6$/).waitFor();
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Shift+Z');
  await line('epochs: 600').waitFor();
  // Saving takes typing along that is not in the document yet.
  await page.keyboard.type('0');
  await page.keyboard.press('Control+S');
  await line('epochs: 6000').waitFor();
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
}

async function showsProblems(page, notebook, shot) {
  await clickEnd(notebook, 'digits', 'epochs: 6000');
  for (let i = 0; i < 'epochs: 6000'.length; i++) await page.keyboard.press('Backspace');
  await page.keyboard.type('epoch: 2', { delay: 40 });
  const cell = cellOf(notebook, 'digits');
  await page.keyboard.press('Escape');
  await cell.locator('.squiggle').first().waitFor();
  // Each letter is checked; the last word on it counts.
  await cell.locator('.problem', { hasText: 'epoch' }).first().waitFor();
  await shot('problem');
  await cell.locator('.cm-line', { hasText: 'epoch: 2' }).click();
  await page.keyboard.press('Control+.');
  const fix = notebook.locator('.menu .it').first();
  await fix.waitFor();
  await shot('quick-fix');
  await page.keyboard.press('Enter');
  await cell.locator('.cm-line', { hasText: 'epochs: 2' }).waitFor();
  await cell.locator('.squiggle').first().waitFor({ state: 'detached' });
  await clickEnd(notebook, 'digits', 'data: mnist-sample');
  await page.keyboard.type('s');
  const problem = cell.locator('.problem', { hasText: 'Known are' });
  await problem.waitFor();
  await shot('long-problem');
  const hidden = await problem.evaluate(row => {
    const scroller = row.closest('.cm-scroller');
    return scroller.scrollWidth - scroller.clientWidth;
  });
  assert.ok(hidden <= 0, `${hidden} pixels of a long message are out of sight`);
  await page.keyboard.press('Backspace');
  await problem.waitFor({ state: 'detached' });
}

async function changesCells(page, notebook, shot, file) {
  const cells = notebook.locator('section.cell');
  const before = await cells.count();
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  await notebook.locator('.menu .it', { hasText: 'lesion' }).waitFor();
  await shot('add');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await cells.nth(before).waitFor();
  const added = notebook.locator('section.cell.focus', { hasText: 'remove one block-2' });
  await added.waitFor();
  await page.keyboard.press('Alt+ArrowUp');
  await notebook.locator('section.cell').nth(2).filter({ hasText: 'block-2' }).waitFor();
  await page.keyboard.press('d');
  await page.keyboard.press('d');
  await cells.nth(before).waitFor({ state: 'detached' });
  await page.keyboard.press('z');
  await cells.nth(before).waitFor();
  await page.keyboard.press('h');
  await notebook.locator('.sheet').waitFor();
  await shot('help');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+S');
  for (let i = 0; i < 50 && !fs.readFileSync(file, 'utf8').includes('block-2'); i++)
    await page.waitForTimeout(100);
  assert.match(fs.readFileSync(file, 'utf8'), /lesion: remove one block-2\nof: digits\n/);
}

const hostile = `note: |
  # <img src=x onerror="document.body.dataset.hurt=1"> <script>document.body.dataset.hurt=1</script>
  [click](javascript:document.body.dataset.hurt=1) and [data](data:text/html,x)
---
network: <b onclick="x">bold</b>
preset: {resnet: 20}
`;

async function staysText(page, notebook, shot, file) {
  // Another program writes the file: the notebook follows.
  fs.writeFileSync(file, hostile.replaceAll('\n', '\r\n'));
  await notebook.locator('.note', { hasText: '<img src=x' }).waitFor();
  await notebook.locator('.head .name', { hasText: '<b onclick="x">bold</b>' }).waitFor();
  await shot('hostile');
  for (const tag of ['.note img', '.note script', '.head .name b', '.note a[href^="javascript"]'])
    assert.equal(await notebook.locator(tag).count(), 0, tag);
  const hurt = await notebook.locator('body').evaluate(body => body.dataset.hurt);
  assert.equal(hurt, undefined);
  // A document with CRLF is edited in the right place, and keeps its line ends.
  await clickEnd(notebook, 'bold', 'preset');
  // Who thinks about the next word finds the new line, and the space, where they were left.
  for (const part of ['\n', 'shortcut: ', 'pad']) {
    await page.keyboard.type(part, { delay: 30 });
    await page.waitForTimeout(1000);
  }
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  for (let i = 0; i < 50 && !fs.readFileSync(file, 'utf8').includes('pad'); i++)
    await page.waitForTimeout(100);
  const saved = fs.readFileSync(file, 'utf8');
  assert.ok(saved.includes('preset: {resnet: 20}\r\nshortcut: pad\r\n'), saved);
  assert.ok(!/[^\r]\n/.test(saved), 'line ends are kept');
}

/** Runs cells in the notebook, with the text beside it, through a reload of the window. */
export async function notebookRunScenario({ page, folder, shot, note }) {
  const file = path.join(folder, 'first.resnet.yaml');
  await openFile(page, 'first.resnet.yaml');
  await page.locator('.editor-actions a[aria-label="Open as notebook"]').first().click();
  const notebook = notebookPage(page);
  await cellOf(notebook, 'train digits').locator('.cm-editor').waitFor();
  await clickEnd(notebook, 'train digits', 'epochs: 6');
  await page.keyboard.press('Shift+Enter');
  const state = cellOf(notebook, 'train digits').locator('.head .state');
  await state.filter({ hasText: 'step' }).waitFor({ timeout: 120_000 });
  await cellOf(notebook, 'train digits').locator('canvas').first().waitFor();
  await page.waitForTimeout(1500);
  await shot('running');
  note(`a cell runs and shows its curves: ${(await state.innerText()).replace(/\s+/g, ' ')}`);
  await page.reload();
  await cellOf(notebook, 'train digits').locator('.head .state').waitFor();
  note('after a reload of the window the notebook is there again');
  await state.filter({ hasText: 'finished' }).waitFor({ timeout: 240_000 });
  await shot('finished');
  note('the run went on and is finished');
  // The window beside shows the same document; both are typed in.
  await page.locator('.editor-actions a[aria-label^="Split Editor Right"]').first().click();
  await page.waitForTimeout(1500);
  await clickEnd(notebook, 'train digits', 'batch: 50');
  await page.keyboard.type('0', { delay: 50 });
  await state.filter({ hasText: 'out of date' }).waitFor();
  await shot('out-of-date');
  note('an edit makes the result out of date, and the notebook says what differs');
  // Another program rewrites another cell while somebody types.
  const typing = page.keyboard.type('123', { delay: 120 });
  const disk = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, disk.replace('remove: each', 'remove: [1, 2]'));
  await typing;
  await cellOf(notebook, 'train digits')
    .locator('.cm-line', { hasText: 'batch: 500123' })
    .waitFor();
}

const themes = [
  'Dark Modern',
  'Light Modern',
  'Default High Contrast',
  'Default High Contrast Light',
];

/** A long notebook, in each theme, wide and narrow. */
export async function notebookLookScenario({ page, folder, shot, note }) {
  const sample = fs.readFileSync(path.join(folder, 'first.resnet.yaml'), 'utf8');
  const studies = Array.from({ length: 100 }, (_, i) => `---\nlesion: study ${i}\nof: digits\n`);
  fs.writeFileSync(path.join(folder, 'long.resnet.yaml'), sample + studies.join(''));
  await openFile(page, 'long.resnet.yaml');
  await page.locator('.editor-actions a[aria-label="Open as notebook"]').first().click();
  const notebook = notebookPage(page);
  const cells = notebook.locator('section.cell');
  await cells.nth(104).waitFor();
  await notebook.locator('.cm-editor').first().waitFor();
  const editors = await notebook.locator('.cm-editor').count();
  assert.ok(editors < 20, `${editors} editors of 105 cells are made at once`);
  note(`105 cells: ${editors} editors are made at first`);
  await clickEnd(notebook, 'train digits', 'epochs: 6');
  const took = await cellOf(notebook, 'train digits').evaluate(async cell => {
    const line = [...cell.querySelectorAll('.cm-line')].find(l => l.textContent.includes('epochs'));
    const times = [];
    for (let i = 0; i < 10; i++) {
      const began = performance.now();
      line.ownerDocument.execCommand('insertText', false, '0');
      const { defaultView } = line.ownerDocument;
      await new Promise(done => defaultView.requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b)[5];
  });
  note(`a letter is on the screen after ${took.toFixed(0)} ms (median of 10)`);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Escape');
  const axe = fs.readFileSync(
    new URL('../../node_modules/axe-core/axe.min.js', import.meta.url),
    'utf8',
  );
  const settings = path.join(folder, '.vscode', 'settings.json');
  fs.mkdirSync(path.dirname(settings), { recursive: true });
  for (const theme of themes) {
    fs.writeFileSync(settings, JSON.stringify({ 'workbench.colorTheme': theme }));
    const isDark = theme.includes('Dark') || theme === 'Default High Contrast';
    const kind = `${theme.includes('Contrast') ? 'high-contrast' : isDark ? 'dark' : 'light'}`;
    await notebook.locator(`body[data-vscode-theme-kind*="${kind}"]`).waitFor();
    await page.waitForTimeout(700);
    const found = await notebook
      .locator('body')
      .evaluate(async (body, source) => {
        if (globalThis.axe === undefined) (0, eval)(source);
        const { violations } = await globalThis.axe.run(body.querySelector('main'), {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'],
        });
        return violations.map(
          v =>
            `${v.id}: ${v.nodes
              .slice(0, 3)
              .map(n => n.html)
              .join(' ; ')}`,
        );
      }, axe)
      .catch(error => [`axe did not run: ${error.message.split('\n')[0]}`]);
    assert.deepEqual(found, [], theme);
    note(`${theme}: axe finds nothing`);
    await shot(theme.toLowerCase().replaceAll(' ', '-'));
  }
  await page.setViewportSize({ width: 760, height: 900 });
  await page.waitForTimeout(800);
  await shot('narrow');
  const wide = await notebook
    .locator('body')
    .evaluate(
      body =>
        body.ownerDocument.documentElement.scrollWidth -
        body.ownerDocument.documentElement.clientWidth,
    );
  assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
}
