import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFolder } from '../../src/engine/run.ts';
import { decodeTensors } from '../../src/store/index.ts';
import { checkpointName, stepsIn } from '../../src/store/index.ts';
import type { NetworkValue, StudyValue, TrainValue } from '../../src/language/index.ts';
import { blocksSchema, metricsSchema, type RunParent } from '../../src/record/index.ts';
import { toRows } from '../../src/record/tables/index.ts';
import { createRun, readRun, type NewRun } from '../../src/store/index.ts';
import { openTable } from '../../src/store/tables/index.ts';
import { stopSignals } from '../../src/system/index.ts';
import { fromRun } from '../support/runFolder.ts';
import { quadrants, recipe, tinyNetwork } from './train/support.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'run-'));
  const data = join(home, 'quadrants');
  mkdirSync(data);
  for (const [name, count, seed] of [
    ['train', 48, 1],
    ['t10k', 40, 2],
  ] as const) {
    const { images, labels } = quadrants(count, seed);
    const header = (magic: number, ...sizes: number[]): Buffer =>
      Buffer.from(Uint32Array.of(magic, count, ...sizes).buffer).swap32();
    const pixels = Buffer.from(images.buffer);
    writeFileSync(
      join(data, `${name}-images-idx3-ubyte`),
      Buffer.concat([header(0x803, 4, 4), pixels]),
    );
    writeFileSync(
      join(data, `${name}-labels-idx1-ubyte`),
      Buffer.concat([header(0x801), Buffer.from(labels)]),
    );
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Asked {
  readonly recipe?: Partial<TrainValue>;
  readonly network?: Partial<NetworkValue>;
  readonly request?: Partial<NewRun>;
}

/** Makes a run folder for a short training on the `cpu` engine. */
function makeRun(asked: Asked = {}): Promise<string> {
  return createRun(join(home, 'store'), {
    kind: 'train',
    notebook: join(home, 'n.resnet.yaml'),
    cell: { name: 'base', text: '', digest: 'd' },
    variant: { seed: 1 },
    value: {
      ...recipe,
      epochs: 2,
      data: { ...recipe.data, set: './quadrants' },
      ...asked.recipe,
    },
    network: { name: 'tiny', value: tinyNetwork(asked.network) },
    parents: [],
    engine: { name: 'cpu', compiled: true },
    data: { folder: null },
    git: null,
    version: '0.0.0',
    ...asked.request,
  });
}

async function run(asked: Asked = {}): Promise<ReturnType<typeof readRun>> {
  const folder = await makeRun(asked);
  await runFolder(folder);
  return readRun(folder);
}

const rowsOf = (folder: string, table: string) => toRows(openTable(folder, table).read());
const weightsOf = (folder: string, step: number) => {
  const path = join(folder, 'checkpoints', checkpointName(step));
  return decodeTensors(readFileSync(path), path).tensors;
};
const logOf = (folder: string): string => readFileSync(join(folder, 'log.txt'), 'utf8');

it('refuses a training that no memory of the engine holds, before anything is loaded', async () => {
  const wide = [{ blocks: 2, filters: 4096, stride: 1 }];
  const request = { engine: { name: 'wasm', compiled: true } } as const;
  const { ending, process: owner } = await run({ network: { stages: wide }, request });
  expect(ending).toMatchObject({
    ending: 'refused',
    code: 'engine.unfit',
    // A convolution of 3x3x4096x4096 with its gradient and momentum: 12 bytes for each weight.
    message: expect.stringMatching(
      /engine wasm has 4 GiB at most.*stage1\.block\d\.conv\d \(1\.69 GiB\)/,
    ) as string,
  });
  expect(owner?.engine).not.toBe('wasm');
});

describe('a run folder', () => {
  it('gets everything that a training has to tell', async () => {
    const { folder, ending, status, process: owner } = await run({ recipe: { norms: 3 } });
    expect(ending).toMatchObject({ ending: 'finished' });
    expect(status).toMatchObject({ state: 'ended', step: 12, steps: 12, epoch: 2, epochs: 2 });
    expect(owner).toMatchObject({ engine: 'cpu', settings: { compiled: 'false', tf32: 'false' } });
    const metrics = rowsOf(folder, metricsSchema.table);
    expect(metrics.filter(r => r['split'] === 'train').map(r => r['step'])).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    expect(metrics.filter(r => r['split'] === 'test').map(r => r['epoch'])).toEqual([1, 2]);
    const blocks = rowsOf(folder, blocksSchema.table);
    expect([...new Set(blocks.map(r => r['step']))]).toEqual([1, 4, 7, 10]);
    expect(stepsIn(join(folder, 'checkpoints'))).toEqual([6, 12]);
    expect(logOf(folder)).toMatch(/data quadrants: train 48, validation 0, test 40 examples/);
    expect(logOf(folder)).toMatch(/epoch 2 took .* waiting for data/);
  });

  it('is executed once', async () => {
    const { folder } = await run({ recipe: { epochs: 1 } });
    const before = readFileSync(join(folder, 'end.json'), 'utf8');
    await expect(runFolder(folder)).rejects.toMatchObject({ code: 'run.claimed' });
    expect(readFileSync(join(folder, 'end.json'), 'utf8')).toBe(before);
  });

  it.each<[string, Asked, string, RegExp]>([
    [
      'data that are not there',
      { recipe: { data: { ...recipe.data, set: './nowhere' } } },
      'data.missing',
      /nowhere/,
    ],
    ['images of another size', { network: { input: [5, 5, 1] } }, 'data.shape', /5.*4/],
    ['other classes', { network: { classes: 7 } }, 'data.classes', /7 classes apart.* has 4/],
    ['too large a batch', { recipe: { batch: 49 } }, 'data.batch', /49.*48/],
    ['weights that are not there', { recipe: { from: 'nobody' } }, 'from.missing', /nobody/],
    [
      'growth of single blocks',
      {
        recipe: { grow: { at: [1], momentum: 'zero' } },
        network: { stages: [{ blocks: 1, filters: 4, stride: 1 }] },
      },
      'grow.single-block',
      /stage 1 has one block/,
    ],
    ['a run.json without a recipe', { request: { value: {} } }, 'run.unreadable', /train cell/],
    ['an unknown kind', { request: { kind: 'dance' } }, 'run.unreadable', /dance/],
  ])('says why it is refused: %s', async (_what, asked, code, message) => {
    const { ending, folder } = await run(asked);
    expect(ending).toMatchObject({ ending: 'refused', code });
    expect((ending as { message: string }).message).toMatch(message);
    expect(logOf(folder)).not.toMatch(/\n\s+at /);
  });

  it('says in which step and block numbers stopped being finite', async () => {
    const { ending, folder } = await run({
      network: { norm: 'none' },
      recipe: { rate: { kind: 'constant', rate: 1e12 } },
    });
    expect(ending).toMatchObject({ ending: 'failed', code: 'train.not-finite' });
    const { step, block } = ending as { step: number; block: string };
    expect(block).toMatch(/^(stem|head|\d\.\d)$/);
    expect(Object.keys(weightsOf(folder, step))).toContain('dense.weight');
  });

  it('ends as failed when the last checkpoint cannot be saved', async () => {
    const folder = await makeRun({ recipe: { epochs: 1 } });
    // Not before the run has begun: a folder with more than run.json is refused.
    const timer = setInterval(() => {
      if (!existsSync(join(folder, 'process.json'))) return;
      mkdirSync(join(folder, 'checkpoints', checkpointName(6), 'x'), { recursive: true });
      clearInterval(timer);
    }, 1);
    await runFolder(folder);
    expect(readRun(folder).ending).toMatchObject({ ending: 'failed', code: 'checkpoint.write' });
  });
});

describe('stopping and going on', () => {
  it('resumes in a new folder with the same weights as the uninterrupted run, bit for bit', async () => {
    const asked: Asked = { recipe: { grow: { at: [1], momentum: 'copy' }, norms: 5 } };
    const whole = await run(asked);
    const begun = await makeRun(asked);
    writeFileSync(join(begun, 'stop'), '');
    await runFolder(begun);
    const { ending } = readRun(begun);
    expect(ending).toMatchObject({ ending: 'stopped' });
    const { step } = ending as { step: number };
    // The stop file was there from the beginning.
    expect(step).toBe(0);
    const rest = await run({
      ...asked,
      request: { parents: [{ run: basename(begun), step: null, role: 'resume' }] },
    });
    expect(rest.ending).toMatchObject({ ending: 'finished' });
    expect(weightsOf(rest.folder, 12)).toEqual(weightsOf(whole.folder, 12));

    const half = await run({
      ...asked,
      request: { parents: [{ run: basename(whole.folder), step: 6, role: 'resume' }] },
    });
    expect(weightsOf(half.folder, 12)).toEqual(weightsOf(whole.folder, 12));
    // It grows where it goes on; the evaluation right before that is a row of the run before.
    const rows = rowsOf(half.folder, 'metrics').map(r => [r['split'], r['step'], r['blocks']]);
    expect(rows.slice(0, 2)).toEqual([
      ['test', 6, 8],
      ['train', 7, 8],
    ]);
    expect(rowsOf(half.folder, 'events').map(r => [r['kind'], r['step'], r['text']])).toEqual([
      ['resume', 6, basename(whole.folder)],
      ['growth', 6, null],
    ]);
    // A training that was stopped at once has that event; one without any has an empty table.
    expect(rowsOf(begun, 'events').map(r => r['kind'])).toEqual(['early stop']);
    const plain = await run({ recipe: { epochs: 1 } });
    expect(openTable(plain.folder, 'events').read().rows).toBe(0);
    expect(existsSync(join(plain.folder, 'events.arrows'))).toBe(true);
  });

  it('refuses a checkpoint of another network or seed', async () => {
    const { id } = await run({ recipe: { epochs: 1 } });
    const from = fromRun(id, null);
    for (const asked of [
      { network: { step: 0.5 }, request: from },
      { request: { ...from, variant: { seed: 2 } } },
    ]) {
      const { ending } = await run(asked);
      expect(ending).toMatchObject({ ending: 'refused', code: 'resume.mismatch' });
    }
  });

  it("starts from a run's weights", async () => {
    const { id, folder } = await run({ recipe: { epochs: 1 } });
    const next = await run({
      recipe: { epochs: 1, from: id, rate: { kind: 'constant', rate: 0 } },
    });
    expect(next.ending).toMatchObject({ ending: 'finished' });
    const [a, b] = [weightsOf(folder, 6), weightsOf(next.folder, 6)];
    expect(b['dense.weight']).toEqual(a['dense.weight']);
    expect(b['stage1.block1.conv1.weight']).toEqual(a['stage1.block1.conv1.weight']);
  });

  it.each([null, 6])('starts from the weights of a parent, step %j', async step => {
    const { id, folder } = await run({ recipe: { epochs: 2 } });
    const next = await run({
      recipe: { epochs: 1, from: 'a cell', rate: { kind: 'constant', rate: 0 } },
      request: { parents: [{ run: id, step, role: 'weights' }] },
    });
    expect(next.ending).toMatchObject({ ending: 'finished' });
    const [a, b] = [weightsOf(folder, step ?? 12), weightsOf(next.folder, 6)];
    expect(b['dense.weight']).toEqual(a['dense.weight']);
    expect(b['stage1.block1.conv1.weight']).toEqual(a['stage1.block1.conv1.weight']);
    // It is no resumed run: its steps begin anew.
    expect(stepsIn(join(next.folder, 'checkpoints'))).toEqual([6]);
  });

  it('has stopped where SIGUSR1 came before anything listened', async () => {
    const folder = await makeRun({ recipe: { epochs: 500 } });
    const said = 'Starting inspector on 192.0.2.1:9229 failed: address not available\n';
    writeFileSync(join(folder, 'log.txt'), said);
    await runFolder(folder);
    expect(readRun(folder).ending).toMatchObject({ ending: 'stopped', step: 0 });
  });

  it.each(stopSignals)('hears %s, and more of them', async signal => {
    const others = process.listeners(signal);
    process.removeAllListeners(signal);
    try {
      const folder = await makeRun({ recipe: { epochs: 500 } });
      const done = runFolder(folder);
      while (!existsSync(join(folder, 'metrics.arrows'))) {
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      for (let i = 0; i < 3; i++) process.emit(signal, signal);
      // A second one must not do what it does by default, which ends the process.
      expect(process.listenerCount(signal)).toBe(1);
      await done;
      expect(process.listenerCount(signal)).toBe(0);
      const { ending } = readRun(folder);
      expect(ending).toMatchObject({ ending: 'stopped' });
      const { step } = ending as { step: number };
      expect(stepsIn(join(folder, 'checkpoints'))).toContain(step);
    } finally {
      for (const listener of others) process.on(signal, listener);
    }
  });
});

describe('a study', () => {
  const norms: StudyValue<'norms'> = {
    of: 'base',
    statistics: 'evaluation',
    split: 'test',
    examples: null,
  };
  const study = (parent: Pick<RunParent, 'run' | 'step'> | null): Asked => ({
    request: {
      kind: 'norms',
      value: norms,
      network: null,
      parents: parent === null ? [] : [{ ...parent, role: 'study' }],
    },
  });

  it('writes its rows', async () => {
    const { id } = await run({ recipe: { grow: { at: [1], momentum: 'zero' } } });
    const { folder, ending } = await run(study({ run: id, step: null }));
    expect(ending).toMatchObject({ ending: 'finished' });
    const rows = rowsOf(folder, 'results');
    // Grown from 4 to 8 blocks, and the end.
    expect(rows).toHaveLength(9);
    expect(rows.map(r => r['name'])[7]).toBe('2.4');
  });

  it('says what is missing', async () => {
    expect((await run(study(null))).ending).toMatchObject({ ending: 'refused' });
    const empty = await makeRun();
    const { ending } = await run(study({ run: basename(empty), step: null }));
    expect(ending).toMatchObject({ ending: 'refused', code: 'checkpoint.missing' });
    expect(dirname(empty)).toContain('runs');
  });

  it.each<[string, object, string, RegExp]>([
    ['this version does not know', { kind: 'spectra' }, 'run.unreadable', /`spectra`, which this/],
    ['nothing computes yet', { kind: 'levels' }, 'engine.lacks', /cannot compute .* `levels` yet/],
    ['has no value', { value: null }, 'run.unreadable', /`norms` that no cell can ask for/],
    [
      'has a value that no cell has',
      { value: { ...norms, statistics: 'none' } },
      'run.unreadable',
      /`statistics`/,
    ],
  ])('is refused in words where %s', async (_, change, code, words) => {
    const asked = study({ run: '20261101-073913-base-0000', step: null });
    const { ending } = await run({ request: { ...asked.request, ...change } });
    expect(ending).toMatchObject({ ending: 'refused', code });
    expect((ending as { message: string }).message).toMatch(words);
  });
});
