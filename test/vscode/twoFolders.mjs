// A workspace of two folders whose notebooks have the same name, each with runs of its own.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { read, runsIn } from './disk.mjs';
import { frameWith, row, train } from './viewer.mjs';
import { choose } from './workbench.mjs';

const names = ['one', 'two'];

export const twoFolders = {
  restricted: false,
  /** What the window opens instead of the folder. */
  workspace: folder => {
    for (const name of names) {
      fs.mkdirSync(path.join(folder, name));
      fs.copyFileSync(
        path.join(folder, 'first.resnet.yaml'),
        path.join(folder, name, 'first.resnet.yaml'),
      );
    }
    const file = path.join(folder, 'two.code-workspace');
    fs.writeFileSync(file, JSON.stringify({ folders: names.map(name => ({ path: name })) }));
    return file;
  },
  async body({ page, folder, shot, note }) {
    const [one, two] = names.map(name => path.join(folder, name));
    await train(one, 'epochs=1');
    await train(two, 'epochs=1', 'batch=100');
    await page.locator('.activitybar .action-label[aria-label*="Residual Lab"]').first().click();
    await row(page, /digits/)
      .nth(1)
      .waitFor();
    const groups = await row(page, /first\.resnet\.yaml/).evaluateAll(rows =>
      rows.map(each => each.innerText.replace(/\s+/g, ' ')),
    );
    assert.match(groups[0], /two · 1 run/);
    assert.match(groups[1], /one · 1 run/);
    note(`both are listed: ${groups.join('; ')}`);

    await row(page, /digits/)
      .first()
      .click();
    await row(page, /digits/)
      .nth(1)
      .click({ modifiers: ['Shift'] });
    const details = await frameWith(page, 'reslab-run-details');
    await details.locator('.diffs').waitFor();
    const rows = details.locator('.series .row .label');
    await rows.nth(1).waitFor();
    const legend = (await rows.allInnerTexts()).map(name =>
      name.trim().replace(/, at step .*/, ''),
    );
    // What was set for a run tells it apart before its folder does.
    assert.deepEqual(legend, ['digits, batch 100', 'digits, as written']);
    await shot('listed');
    note(`told apart: ${legend.join(' and ')}`);

    await row(page, /digits/)
      .first()
      .click();
    await details.getByLabel('Tags').fill('second');
    await details.getByLabel('Tags').press('Enter');
    await row(page, '#second').waitFor();
    assert.ok(fs.existsSync(path.join(two, '.residual-lab', 'annotations.json')));
    assert.ok(!fs.existsSync(path.join(one, '.residual-lab', 'annotations.json')));
    await details.getByText('Open notebook at the cell').click();
    await page.locator('.tab.active', { hasText: /^first\.resnet\.yaml/ }).waitFor();
    await page.locator('.breadcrumbs-control', { hasText: /two.*first/ }).waitFor();
    // It takes the focus when it has loaded, which would close the list of checkpoints.
    const notebook = await frameWith(page, 'reslab-cell');
    await notebook.locator('section.cell.focus[aria-label="train digits"]').waitFor();
    await page.waitForTimeout(500);
    await details.getByRole('button', { name: 'Fork…' }).click();
    await choose(page, 'the last');
    await row(page, /digits/)
      .nth(2)
      .waitFor();
    for (let i = 0; runsIn(two).length < 2; i++) {
      assert.ok(i < 100, 'the fork is made in the store of its run');
      await page.waitForTimeout(100);
    }
    assert.equal(runsIn(one).length, 1);
    const [trained] = runsIn(two);
    const fork = runsIn(two).find(run => run !== trained);
    assert.equal(read(fork, 'run.json').parents[0].run, path.basename(trained));
    note('a tag, the notebook and a fork are those of the second folder');

    await row(page, /digits/)
      .last()
      .click();
    await page.keyboard.press('Delete');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Move to Trash' }).click();
    const forever = dialog.getByRole('button', { name: 'Delete for ever' });
    await forever.click();
    await row(page, /one · /).waitFor({ state: 'detached' });
    assert.equal(runsIn(one).length, 0);
    assert.equal(runsIn(two).length, 2);
    await shot('deleted');
    note('the run of the first folder is deleted, those of the second are there');
  },
};
