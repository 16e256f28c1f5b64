import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestKey, encodeTensors } from '../../../src/record/index.ts';
import { checkpointName, decodeTensors, stepsIn } from '../../../src/store/index.ts';
import {
  findWeights,
  initialWeights,
  loadCheckpoint,
  loadWeights,
  planDigest,
  saveCheckpoint,
  type Checkpoint,
} from '../../../src/engine/train/index.ts';
import { superfluous } from '../../../src/engine/train/checkpointFiles.ts';
import { planNetwork, presetNetwork } from '../../../src/network/index.ts';
import { tinyNetwork } from './support.ts';

const network = tinyNetwork();
const plan = planNetwork(network);
const weights = initialWeights(plan, 1);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function checkpoint(step: number, best: number | null = null): Checkpoint {
  return {
    seed: 7,
    epoch: step / 4,
    counters: {
      step,
      updates: step,
      growths: 1,
      evaluated: step,
      best: best === null ? null : { step: best, accuracy: 0.5 },
    },
    network,
    plan: planDigest(plan),
    state: weights,
  };
}

const all = { keep: 100, best: false };

it('is read back as it was saved', async () => {
  const path = await saveCheckpoint(folder, checkpoint(500, 250), all);
  expect(path).toBe(join(folder, 'step-00000500.safetensors'));
  expect(await loadCheckpoint(folder, 500)).toEqual(checkpoint(500, 250));
});

it('says in plain metadata what it is', async () => {
  const path = await saveCheckpoint(folder, checkpoint(500), all);
  const { metadata } = decodeTensors(readFileSync(path), path);
  expect(metadata).toMatchObject({ step: '500', epoch: '125', growths: '1', seed: '7' });
  expect(metadata['layout']).toContain('[height, width, in, out]');
});

it.each([
  ['counters', '{"step":1}'],
  ['counters', '{"step":-1,"updates":1,"growths":0,"evaluated":0,"best":null}'],
  ['counters', '{"step":1,"updates":1,"growths":0,"evaluated":0,"best":{"step":1}}'],
  ['counters', 'none'],
  ['network', 'null'],
  ['network', JSON.stringify({ ...network, stages: [{ blocks: 1e9 }] })],
])('is refused with %s that are %s', async (key, value) => {
  const path = await saveCheckpoint(folder, checkpoint(500), all);
  const { tensors, metadata } = decodeTensors(readFileSync(path), path);
  const others = { ...metadata };
  delete others[digestKey];
  const changed = encodeTensors({ tensors, metadata: { ...others, [key]: value } });
  writeFileSync(path, Buffer.concat(changed));
  await expect(loadCheckpoint(folder, 500)).rejects.toMatchObject({ code: 'checkpoint.damaged' });
  const same = encodeTensors({ tensors, metadata: others });
  writeFileSync(path, Buffer.concat(same));
  expect((await loadCheckpoint(folder, 500)).counters.step).toBe(500);
});

it('of a run whose folder was deleted does not bring the folder back', async () => {
  const run = join(folder, 'run');
  mkdirSync(run);
  await saveCheckpoint(join(run, 'checkpoints'), checkpoint(4), all);
  rmSync(run, { recursive: true });
  await expect(saveCheckpoint(join(run, 'checkpoints'), checkpoint(8), all)).rejects.toThrow(
    'could not be written',
  );
  expect(existsSync(run)).toBe(false);
});

it('the newest is taken unless a step is asked for; what was half written is not seen', async () => {
  for (const step of [4, 8]) await saveCheckpoint(folder, checkpoint(step), all);
  writeFileSync(join(folder, `${checkpointName(12)}.partial`), 'half');
  expect(stepsIn(folder)).toEqual([4, 8]);
  expect((await loadCheckpoint(folder, null)).counters.step).toBe(8);
  expect((await loadCheckpoint(folder, 4)).counters.step).toBe(4);
  await expect(loadCheckpoint(folder, 5)).rejects.toThrow(/no checkpoint of step 5.*steps 4, 8/);
  await expect(loadCheckpoint(join(folder, 'none'), null)).rejects.toThrow(/The folder has none/);
});

it.each<[number[], number, number | null, number[]]>([
  [[10, 20, 30, 40], 2, null, [10, 20]],
  [[10, 20, 30, 40], 2, 10, [20]],
  [[10, 20, 30, 40], 2, 30, [10, 20]],
  [[40, 10, 30, 20], 1, null, [10, 20, 30]],
  [[10, 20], 5, null, []],
  [[10, 20], 0, null, [10]],
])('of %j, keeping %i and the best %s, %j go', (steps, keep, best, expected) => {
  expect(superfluous(steps, keep, best)).toEqual(expected);
});

it('deletes what retention does not keep, once the new one is there', async () => {
  for (const [step, best] of [
    [4, 4],
    [8, 4],
    [12, 4],
    [16, 4],
  ] as const) {
    await saveCheckpoint(folder, checkpoint(step, best), { keep: 2, best: true });
  }
  expect(stepsIn(folder)).toEqual([4, 12, 16]);
  await saveCheckpoint(folder, checkpoint(20, 20), { keep: 2, best: true });
  expect(stepsIn(folder)).toEqual([16, 20]);
});

it('leaves the old ones and no debris when it cannot be written', async () => {
  await saveCheckpoint(folder, checkpoint(4), all);
  // A folder stands where the file must go.
  const path = join(folder, checkpointName(8));
  await import('node:fs/promises').then(fs => fs.mkdir(join(path, 'x'), { recursive: true }));
  await expect(saveCheckpoint(folder, checkpoint(8), all)).rejects.toThrow(
    /step-00000008.* could not be written.*Earlier checkpoints are intact/,
  );
  expect(readdirSync(folder).sort()).toEqual([checkpointName(4), checkpointName(8)]);
});

it('refuses a safetensors file of somebody else, and a damaged one', async () => {
  writeFileSync(
    join(folder, checkpointName(1)),
    Buffer.concat(encodeTensors({ tensors: weights, metadata: {} })),
  );
  await expect(loadCheckpoint(folder, 1)).rejects.toThrow(/not a checkpoint of this program/);
  const path = await saveCheckpoint(folder, checkpoint(2), all);
  writeFileSync(path, readFileSync(path).subarray(0, 5000));
  await expect(loadCheckpoint(folder, 2)).rejects.toThrow(/step-00000002.*not a whole/);
});

describe('the digest of a plan', () => {
  const wide = presetNetwork({ preset: 'wide', depth: 10, width: 1 });

  it('with `padding: same` is that of the program before there was a choice', () => {
    expect(planDigest(planNetwork({ ...wide, padding: 'same' }))).toBe(
      'a4c20470533155a0221d070c7f0be0318f7cd74959bef05fa2cd2e822b053017',
    );
  });

  it('tells the paddings apart where they compute other values', () => {
    expect(planDigest(planNetwork(wide))).not.toBe(
      planDigest(planNetwork({ ...wide, padding: 'same' })),
    );
  });
});

describe('weights to start from', () => {
  const save = (change: (tensors: Record<string, unknown>) => void): string => {
    const tensors = { ...weights };
    change(tensors);
    const path = join(folder, 'w.safetensors');
    writeFileSync(path, Buffer.concat(encodeTensors({ tensors, metadata: {} })));
    return path;
  };
  const initial = initialWeights(plan, 2);

  it('are found by file, run folder and run id', async () => {
    const run = join(folder, '20260101-000000-base-0000');
    mkdirSync(run);
    await saveCheckpoint(join(run, 'checkpoints'), checkpoint(4), all);
    await saveCheckpoint(join(run, 'checkpoints'), checkpoint(8), all);
    const newest = join(run, 'checkpoints', checkpointName(8));
    const places = { runs: folder, base: '/' };
    expect(await findWeights(newest, places)).toBe(newest);
    expect(await findWeights(run, places)).toBe(newest);
    expect(await findWeights('20260101-000000-base-0000', places)).toBe(newest);
    expect(
      await findWeights('w.safetensors', { runs: folder, base: folder }).catch(String),
    ).toMatch(/names no weights/);
  });

  it('leave the optimiser aside', async () => {
    const path = save(t => (t['optimizer.momentum.dense.bias'] = weights['dense.bias']));
    expect(await loadWeights(path, plan, initial)).toEqual({
      weights,
      statistics: 'read',
      padding: null,
    });
  });

  it('say how the network padded that they are of; one from before there was a choice as TensorFlow', async () => {
    const path = join(folder, 'told.safetensors');
    const old = Object.fromEntries(Object.entries(network).filter(([key]) => key !== 'padding'));
    for (const [told, padding] of [
      [{ ...network, padding: 'symmetric' as const }, 'symmetric'],
      [old, 'same'],
    ] as const) {
      const metadata = { network: JSON.stringify(told) };
      writeFileSync(path, Buffer.concat(encodeTensors({ tensors: weights, metadata })));
      expect((await loadWeights(path, plan, initial)).padding).toBe(padding);
    }
  });

  it('may come without any running statistics', async () => {
    const path = save(t => {
      for (const name of Object.keys(t)) if (/\.(mean|variance)$/.test(name)) delete t[name];
    });
    const read = await loadWeights(path, plan, initial);
    expect(read).toEqual({ weights, statistics: 'initial', padding: null });
  });

  it.each<[string, (t: Record<string, unknown>) => void, RegExp]>([
    ['missing', t => delete t['dense.bias'], /dense\.bias is missing/],
    [
      'of another shape',
      t => (t['dense.bias'] = { dtype: 'float32', shape: [7], values: new Float32Array(7) }),
      /dense\.bias is \[7\], the network has \[4\]/,
    ],
    ['unknown', t => (t['stage9.w'] = weights['dense.bias']), /stage9\.w is not in the network/],
    [
      'of another type',
      t => (t['dense.bias'] = { dtype: 'int32', shape: [4], values: new Int32Array(4) }),
      /dense\.bias is int32, not float32/,
    ],
    ['all missing', t => Object.keys(t).forEach(k => delete t[k]), /and \d+ more/],
  ])('are named when %s', async (_what, change, message) => {
    await expect(loadWeights(save(change), plan, initial)).rejects.toThrow(message);
  });
});
