// A cell that compares two trainings of its notebook, whose blocks were taken out by lesions.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { notebookPage } from './notebook.mjs';
import { runCommand } from './viewer.mjs';
import { command, openFile } from './workbench.mjs';

const text = `network: tiny
input: [28, 28, 1]
classes: 10
stem: {filters: 4, kernel: 3}
stages:
  - {blocks: 1, filters: 4}
  - {blocks: 1, filters: 8, stride: 2}
block: preactivation
shortcut: pad
---
train: slow
network: tiny
data: mnist-sample
epochs: 1
batch: 50
rate: 0.01
norms: 20
---
train: fast
network: tiny
data: mnist-sample
epochs: 1
batch: 50
rate: 0.1
norms: 20
---
lesion: without slow
of: slow
remove: each
---
lesion: without fast
of: fast
remove: each
---
compare: slow or fast
of: [slow, fast]
`;

export const compareCell = {
  restricted: false,
  async body({ page, folder, shot, note }) {
    fs.writeFileSync(path.join(folder, 'both.resnet.yaml'), text);
    await openFile(page, 'both.resnet.yaml');
    await command(page, 'Residual Lab: Open as notebook');
    const notebook = await notebookPage(page);
    const cell = notebook.locator('section.cell[aria-label="compare slow or fast"]');
    await cell.scrollIntoViewIfNeeded();
    await cell.getByText('Nothing to compare yet: run').waitFor();
    assert.equal(await cell.locator('.rail button').count(), 0);
    note('before anything ran it says so, and offers no run of its own');
    await runCommand(folder, 'both.resnet.yaml', '--engine', 'auto');
    await cell.getByText('2 runs', { exact: true }).waitFor();
    await cell.scrollIntoViewIfNeeded();
    const said = cell.getByText(/tells them apart most/);
    await said.waitFor();
    note(await said.innerText());
    const blocks = cell.getByRole('group', { name: 'All blocks' });
    assert.equal(await blocks.locator('tbody tr').count(), 2);
    const heads = (await blocks.locator('th').allInnerTexts()).join(' ');
    assert.match(heads, /cost slow fast fast − slow/);
    await blocks.locator('tbody tr').nth(1).click();
    await cell.locator('.readout', { hasText: /2\.1 [+−][\d.]+ · [+−][\d.]+/ }).waitFor();
    await shot('curves');
    await blocks.scrollIntoViewIfNeeded();
    await shot('blocks');
    note('curves, network, norms and lesions of both stand in the cell');
  },
};
