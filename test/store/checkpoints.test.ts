import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { Random } from '../../src/base/index.ts';
import { encodeCheckpoint, toCheckpoint } from '../../src/engine/train/checkpoint.ts';
import { digestKey } from '../../src/record/index.ts';
import { resumeRemark, resumeRequest } from '../../src/runs/index.ts';
import {
  checkpointName,
  createRun,
  describeProcess,
  decodeTensors,
  lastIntactCheckpoint,
  listCheckpoints,
  readTensorFile,
} from '../../src/store/index.ts';
import { claimRun, settleRun } from '../../src/store/tables/index.ts';
import { tinyNetwork } from '../engine/train/support.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';

/** A run folder with one checkpoint of so many tensors, which have no numbers. */
function withTensors(count: number): { folder: string; bytes: Buffer } {
  const names = Array.from({ length: count }, (_, i) => String(i));
  const tensor = '{"dtype":"F32","shape":[0],"data_offsets":[0,0]}';
  const header = Buffer.from(`{${names.map(name => `"${name}":${tensor}`).join(',')}}`);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const bytes = Buffer.concat([length, header]);
  const folder = temporaryFolder();
  fs.mkdirSync(path.join(folder, 'checkpoints'));
  fs.writeFileSync(path.join(folder, 'checkpoints', checkpointName(10)), bytes);
  return { folder, bytes };
}

it('a whole checkpoint counts, however many tensors it has', () => {
  const { folder, bytes } = withTensors(140_000);
  expect(listCheckpoints(folder).map(({ step }) => step)).toEqual([10]);
  expect(Object.keys(decodeTensors(bytes, 'x').tensors)).toHaveLength(140_000);
});

it('a header beyond every network is refused in words, and is no checkpoint', () => {
  const { folder, bytes } = withTensors(200_000);
  expect(listCheckpoints(folder)).toEqual([]);
  expect(() => decodeTensors(bytes, 'x')).toThrow(/header has \d+ bytes, \d+ are the most/);
});

/** The bytes of a checkpoint with a tensor of so many numbers. */
function checkpointBytes(numbers = 500): Buffer {
  const values = Float32Array.from({ length: numbers }, (_, i) => Math.sin(i));
  const counters = { step: 10, updates: 10, growths: 0, evaluated: 0, best: null };
  const network = tinyNetwork();
  const state = { w: { dtype: 'float32' as const, shape: [numbers], values } };
  return Buffer.concat(
    encodeCheckpoint({ seed: 1, epoch: 1, counters, network, plan: 'x', state }),
  );
}

/** A run that crashed, with these checkpoints by step. */
async function crashedWith(checkpoints: Readonly<Record<number, Buffer>>): Promise<string> {
  const folder = await createRun(temporaryFolder(), someRequest());
  const engine = { engine: 'cpu', engineVersion: '', device: '', reason: '', settings: {} };
  const writer = claimRun(folder, describeProcess(engine, folder));
  for (const [step, bytes] of Object.entries(checkpoints))
    fs.writeFileSync(path.join(folder, 'checkpoints', checkpointName(Number(step))), bytes);
  writer.end({ ending: 'failed', message: '', code: 'x', step: 10, block: null });
  writer.close();
  return folder;
}

it('a checkpoint states the SHA-256 of its bytes with zeros in its place', () => {
  const bytes = checkpointBytes();
  const stated = new RegExp(`"${digestKey}":"([0-9a-f]{64})"`).exec(bytes.toString('latin1'));
  const place = (stated?.index ?? NaN) + digestKey.length + 4;
  const zeroed = Buffer.from(bytes);
  zeroed.fill('0', place, place + 64, 'latin1');
  expect(stated?.[1]).toBe(createHash('sha256').update(zeroed).digest('hex'));
  expect(toCheckpoint(decodeTensors(bytes, 'x'), 'x').counters.step).toBe(10);
});

it('one flipped bit anywhere in a checkpoint is noticed, by whoever reads it and by resume', async () => {
  const random = Random.of('flipped bits', 1);
  const whole = checkpointBytes();
  const keyAt = whole.indexOf(digestKey, 0, 'latin1');
  for (let i = 0; i < 300; i++) {
    const at = random.below(whole.length);
    // Without its key a checkpoint is one of an older version, which has no digest.
    if (at >= keyAt - 1 && at <= keyAt + digestKey.length + 2) continue;
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    const folder = temporaryFolder();
    fs.mkdirSync(path.join(folder, 'checkpoints'));
    const file = path.join(folder, 'checkpoints', checkpointName(10));
    fs.writeFileSync(file, bytes);
    expect(lastIntactCheckpoint(folder), `byte ${at}`).toBeUndefined();
    expect(() => decodeTensors(bytes, 'x'), `byte ${at}`).toThrow(/^x is/);
    await expect(readTensorFile(file)).rejects.toThrow(/is damaged|not a whole/);
  }
});

it('a run goes on from its last intact checkpoint, and it is said', async () => {
  const damaged = checkpointBytes();
  damaged[damaged.length - 1] = 77;
  const folder = await crashedWith({ 10: checkpointBytes(), 20: damaged });
  expect(listCheckpoints(folder).map(({ step }) => step)).toEqual([10, 20]);
  const run = settleRun(folder);
  expect(resumeRequest(run).parents).toEqual([{ run: run.id, step: 10, role: 'resume' }]);
  expect(resumeRemark(run)).toMatch(/step 20 cannot be read \(torn or damaged\).*from step 10/);
});

it('a checkpoint of a version that wrote no digest counts as it is', () => {
  const { folder } = withTensors(3);
  expect(lastIntactCheckpoint(folder)?.step).toBe(10);
});
