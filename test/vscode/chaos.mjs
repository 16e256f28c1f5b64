// What may happen at any time happens at random while a cell runs. Rounds and seed: CHAOS_ROUNDS, CHAOS_SEED.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { read, runsIn } from './disk.mjs';
import { cellOf, clickEnd, notebookPage } from './notebook.mjs';
import { command, openFile } from './workbench.mjs';

const name = 'first.resnet.yaml';

export const chaos = {
  // Minutes long, and at random: run by name.
  onDemand: true,
  restricted: false,
  async body({ page, folder, shot, note }) {
    const rounds = Number(process.env.CHAOS_ROUNDS ?? 3);
    const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 100_000);
    note(`${rounds} rounds of seed ${seed}`);
    const file = path.join(folder, name);
    page.setDefaultTimeout(60_000);
    const at = {
      page,
      folder,
      shot,
      file,
      random: generator(seed),
      expected: '',
      killed: new Set(),
    };
    at.expected = fs.readFileSync(file, 'utf8').replace('epochs: 6', 'epochs: 60');
    fs.writeFileSync(file, at.expected);
    try {
      await openNotebook(at);
      await crashes(at, note);
      for (let round = 1; round <= rounds; round++) {
        await goesOn(at);
        await page.waitForTimeout(500 + at.random() * 2500);
        const chosen = Object.keys(events)[Math.floor(at.random() * Object.keys(events).length)];
        await events[chosen](at);
        const said = await settles(at);
        await agrees(at);
        note(`round ${round}: ${chosen}: "${said}"`);
        assert.deepEqual(crashedAlone(at), [], 'nobody has killed these');
      }
      await at.digits
        .getByRole('button', { name: /^Stop/ })
        .click({ timeout: 3000 })
        .catch(() => {});
      note(`at the end: "${await settles(at)}"`);
    } finally {
      // An engine outlives its window, and would hold the device of the next.
      await events.kill(at).catch(() => {});
    }
  },
};

/** A killed engine: the ending and its reason stand in the cell; its log opens; it runs again. */
async function crashes(at, note) {
  await goesOn(at);
  await events.kill(at);
  await settles(at);
  const banner = at.digits.locator('.banner.failed');
  assert.match(await banner.innerText(), /SIGKILL/);
  assert.equal(read(runsIn(at.folder).at(-1), 'end.json').signal, 'SIGKILL');
  await at.shot('crashed');
  await banner.getByRole('button', { name: 'Log' }).click();
  await at.page.locator('.tab.active', { hasText: /log/i }).waitFor();
  await at.shot('log');
  await at.page.locator('.tab.active .tab-actions .action-label').first().click();
  await banner.getByRole('button', { name: 'Run again' }).click();
  await at.digits.locator('.state .live').waitFor();
  note(
    `killed: "${await read(runsIn(at.folder).at(-2), 'end.json').message.split('\n')[0]}"; it runs again`,
  );
}

const events = {
  async kill({ folder, killed }) {
    const run = live(folder);
    if (run === undefined) return;
    killed.add(run);
    const { pid } = read(run, 'process.json');
    const said = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    assert.ok(said.includes(path.basename(run)), `${pid} is not the engine: ${said}`);
    process.kill(pid, 'SIGKILL');
    while (fs.existsSync(`/proc/${pid}`)) await new Promise(done => setTimeout(done, 20));
  },
  async reload({ page, digits }) {
    await page.reload();
    await digits.locator('.head .state').waitFor();
  },
  async edit(at) {
    const digit = String(1 + Math.floor(at.random() * 9));
    await typeEpochs(at, digit);
    at.expected = at.expected.replace(/epochs: \d+/, `$&${digit}`);
    // A number that grows with each edit would not be valid for long.
    if (/epochs: \d{5}/.test(at.expected)) {
      for (let i = 0; i < 3; i++) await at.page.keyboard.press('Backspace');
      at.expected = at.expected.replace(/epochs: (\d+)\d{3}/, 'epochs: $1');
    }
  },
  async outside(at) {
    await save(at);
    const next = at.expected.includes('remove: each') ? 'remove: [1, 2]' : 'remove: each';
    at.expected = at.expected.replace(/remove: (each|\[1, 2\])/, next);
    fs.writeFileSync(at.file, at.expected);
    // An editor draws the lines near the screen only, and cells above may still grow.
    const lesion = cellOf(at.notebook, 'lesion remove');
    const line = lesion.locator('.cm-line', { hasText: next }).first();
    for (let i = 0; i < 60 && !(await line.isVisible()); i++) {
      await lesion.evaluate(cell => cell.scrollIntoView());
      await at.page.waitForTimeout(500);
    }
    await line.waitFor({ timeout: 1000 });
    await at.digits.evaluate(cell => cell.scrollIntoView());
  },
  async undo(at) {
    await typeEpochs(at, '7');
    await at.page.waitForTimeout(900);
    await at.page.keyboard.press('Control+Z');
  },
  async stop({ digits }) {
    await digits.getByRole('button', { name: /^Stop/ }).click({ timeout: 5000 });
  },
  async again({ digits }) {
    await digits.getByRole('button', { name: /^Stop/ }).click({ timeout: 5000 });
    await digits
      .getByRole('button', { name: /^Run digits/ })
      .first()
      .click();
  },
  async reopen(at) {
    await save(at);
    await command(at.page, 'View: Close All Editors');
    await openNotebook(at);
  },
};

async function openNotebook(at) {
  const { page } = at;
  await openFile(page, name);
  // It may come back as the notebook that it was.
  const asNotebook = page.locator('.editor-actions a[aria-label="Open as notebook"]').first();
  const asText = page.locator('.editor-actions a[aria-label="Open as text"]').first();
  await asNotebook.or(asText).waitFor();
  if (await asNotebook.isVisible()) await asNotebook.click();
  at.notebook = notebookPage(page);
  at.digits = cellOf(at.notebook, 'train digits');
  await at.digits.locator('.head .state').waitFor();
  await at.digits.evaluate(cell => cell.scrollIntoView());
}

async function typeEpochs({ page, notebook }, text) {
  await clickEnd(notebook, 'train digits', 'epochs:');
  await page.keyboard.type(text, { delay: 60 });
}

async function save({ page, notebook, digits }) {
  await digits.locator('.head').click();
  await notebook.locator('section.cell.focus').first().waitFor();
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  // A file that is written while it is saved is a conflict, which the editor asks about.
  await page.waitForTimeout(700);
}

/** Sees to it that the cell runs. */
async function goesOn({ digits, folder }) {
  // It may wait for its device, or begin just now: then there is nothing to click.
  const again = digits.getByRole('button', { name: /^Run digits|^Run again/ }).first();
  if ((await digits.locator('.state .live').count()) === 0)
    await again.click({ timeout: 5000 }).catch(() => {});
  await digits.locator('.state .live').waitFor({ timeout: 60_000 });
  for (let i = 0; i < 300 && stepOf(live(folder)) < 1; i++)
    await new Promise(resolve => setTimeout(resolve, 100));
}

/** Waits until the head of the cell says what the run folders say, and returns it. */
async function settles({ digits, folder, page, expected }) {
  let said = '';
  let truth = '';
  for (let i = 0; i < 100; i++) {
    said = (await digits.locator('.head .state').innerText()).replace(/\s+/g, ' ').trim();
    truth = truthOf(folder, expected);
    const step = Number(/^step ([\d,]+)/.exec(said)?.[1].replaceAll(',', '') ?? NaN);
    const isTrue =
      truth === 'live' ? Math.abs(stepOf(live(folder)) - step) < 40 : said.includes(truth);
    if (isTrue) return said;
    await page.waitForTimeout(300);
  }
  return assert.fail(`the cell says "${said}", the run folders say "${truth}"`);
}

/** What the run folders say of the cell with this text. */
function truthOf(folder, text) {
  if (live(folder) !== undefined) return 'live';
  const cell = text.split('\n---\n').find(part => part.startsWith('train: digits'));
  const runs = trainings(folder).filter(run => fs.existsSync(path.join(run, 'process.json')));
  const run = runs.findLast(each => read(each, 'run.json').cell.text.trim() === cell.trim());
  if (run === undefined) return 'out of date';
  if (!fs.existsSync(path.join(run, 'end.json'))) return 'an ending that is not there yet';
  const { ending, step } = read(run, 'end.json');
  return ending === 'stopped' ? `stopped at ${step.toLocaleString('en')}` : ending;
}

const trainings = folder =>
  runsIn(folder)
    .map(run => ({ run, asked: read(run, 'run.json') }))
    .filter(({ asked }) => asked.kind === 'train')
    .sort((a, b) => a.asked.created.localeCompare(b.asked.created))
    .map(({ run }) => run);

/** The training whose process runs. */
function live(folder) {
  return trainings(folder).findLast(run => {
    const has = file => fs.existsSync(path.join(run, file));
    if (has('end.json') || !has('process.json')) return false;
    return fs.existsSync(`/proc/${read(run, 'process.json').pid}`);
  });
}

/** Endings of runs that crashed though nobody here has killed them. */
function crashedAlone({ folder, killed }) {
  return trainings(folder)
    .filter(run => !killed.has(run) && fs.existsSync(path.join(run, 'end.json')))
    .map(run => read(run, 'end.json'))
    .filter(end => end.ending === 'crashed');
}

const stepOf = run =>
  run !== undefined && fs.existsSync(path.join(run, 'status.json'))
    ? read(run, 'status.json').step
    : 0;

/** The view shows all that was typed and written, and so does the file once it is saved. */
async function agrees(at) {
  const [epochs] = /epochs: \d+/.exec(at.expected);
  await at.digits.locator('.cm-line', { hasText: new RegExp(`^${epochs}$`) }).waitFor();
  await save(at);
  for (let i = 0; i < 30 && fs.readFileSync(at.file, 'utf8') !== at.expected; i++)
    await at.page.waitForTimeout(100);
  assert.equal(fs.readFileSync(at.file, 'utf8'), at.expected);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
