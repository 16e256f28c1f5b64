/** Sets of other kinds than `changedData.test.ts` has: with a test folder, in few large files, too large to be read whole. */
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encode as encodePng } from 'fast-png';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/base/index.ts';
import { runFolder } from '../../src/engine/run.ts';
import { fromRun } from '../support/runFolder.ts';
import type { TrainValue } from '../../src/language/index.ts';
import { findData } from '../../src/runs/index.ts';
import { createRun, readDataRecord, readRun, type NewRun } from '../../src/store/index.ts';
import { words } from './data/support.ts';
import { quadrants, recipe, tinyNetwork } from './train/support.ts';

const home = mkdtempSync(join(tmpdir(), 'changed-sets-'));
const set = join(home, 'set');
const env = { RESIDUAL_LAB_CACHE: join(home, 'cache') };
const usual = limits.fingerprinted;
beforeEach(() => {
  process.env['RESIDUAL_LAB_CACHE'] = env.RESIDUAL_LAB_CACHE;
  rmSync(set, { recursive: true, force: true });
});
afterEach(() => void Object.assign(limits, { fingerprinted: usual }));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function write(name: string, bytes: Uint8Array): void {
  mkdirSync(dirname(join(set, name)), { recursive: true });
  writeFileSync(join(set, name), bytes);
}

function writePictures(): void {
  for (const [split, count] of [
    ['train', 60],
    ['test', 20],
  ] as const) {
    const { images, labels } = quadrants(count, count);
    for (let i = 0; i < count; i++) {
      const data = Uint8Array.from(images.subarray(16 * i, 16 * (i + 1)));
      const png = encodePng({ width: 4, height: 4, channels: 1, data });
      write(`${split}/class ${labels[i]}/${i}.png`, png);
    }
  }
}

function writeIdx(): void {
  for (const [split, count] of [
    ['train', 60],
    ['t10k', 20],
  ] as const) {
    const { images, labels } = quadrants(count, count);
    const bytes = Buffer.from(images as Uint8Array);
    write(`${split}-images-idx3-ubyte`, Buffer.concat([words(0x803, count, 4, 4), bytes]));
    write(`${split}-labels-idx1-ubyte`, Buffer.concat([words(0x801, count), Buffer.from(labels)]));
  }
}

const request = (data: Partial<TrainValue['data']> = {}): NewRun => ({
  kind: 'train',
  notebook: join(home, 'n.resnet.yaml'),
  cell: { name: 'base', text: '', digest: 'd' },
  variant: { seed: 1 },
  value: { ...recipe, epochs: 2, data: { ...recipe.data, set: './set', ...data } },
  network: { name: 'tiny', value: tinyNetwork() },
  parents: [],
  engine: { name: 'cpu', compiled: true },
  data: { folder: null },
  git: null,
  version: '0.0.0',
});

const store = join(home, 'store');
const find = (asked: NewRun) => findData(asked, store, { env, usual: null });

async function run(asked: NewRun) {
  const folder = await createRun(store, asked);
  await runFolder(folder);
  return readRun(folder);
}

/** Trains, lets `change` have its way with the set, and goes on from the middle: what that ended with. */
async function goOn(first: NewRun, change: (files: readonly string[]) => void) {
  const whole = await run(await find(first));
  expect(whole.ending).toMatchObject({ ending: 'finished' });
  const steps = whole.status?.steps ?? 0;
  const rest = { ...first, data: whole.request.data, ...fromRun(whole.id, steps / 2) };
  const asked = await find(rest);
  change(Object.keys(readDataRecord(whole.folder)?.files ?? {}));
  return (await run(asked)).ending;
}

/** Other bytes in the place of some, the file as large as before. */
function overwrite(name: string): void {
  const file = openSync(join(set, name), 'r+');
  const { length } = readFileSync(join(set, name));
  const old = readFileSync(join(set, name))[length - 1] as number;
  writeSync(file, Uint8Array.of(old ^ 1), 0, 1, length - 1);
  closeSync(file);
}

const changed = (text: string) => ({
  ending: 'refused',
  code: 'data.changed',
  message: expect.stringContaining(text) as string,
});
const parts = { validation: 12, trainSubset: 24, testSubset: 8 };

describe('a set with a test folder, of which a run uses a part', () => {
  it.each(['train', 'test'])(
    'is another one when a picture of %s has other contents',
    async split => {
      writePictures();
      let name = '';
      const ending = await goOn(request(parts), files => {
        name = files.find(file => file.startsWith(`${split}/`)) as string;
        overwrite(name);
      });
      expect(ending).toMatchObject(changed(`1 file has other contents (${name})`));
    },
  );

  it('is another one when a picture went from train to test', async () => {
    writePictures();
    const [label = ''] = readdirSync(join(set, 'train'));
    const [picture = ''] = readdirSync(join(set, 'train', label));
    const to = `test/${label}/x${picture}`;
    const ending = await goOn(request(parts), () => {
      write(to, readFileSync(join(set, 'train', label, picture)));
      rmSync(join(set, 'train', label, picture));
    });
    expect(ending).toMatchObject(changed(`(train/${label}/${picture} is now ${to})`));
  });

  it('goes on where nothing changed', async () => {
    writePictures();
    expect(await goOn(request(parts), () => undefined)).toMatchObject({ ending: 'finished' });
  });
});

describe('a set of few large files', () => {
  it.each(['train-images-idx3-ubyte', 't10k-labels-idx1-ubyte'])(
    'is another one when %s was overwritten at its size',
    async name => {
      writeIdx();
      const ending = await goOn(request(), () => overwrite(name));
      expect(ending).toMatchObject(changed(`1 file has other contents (${name})`));
    },
  );

  it('too large to be read whole is told by its files all the same, since they are few', async () => {
    writeIdx();
    Object.assign(limits, { fingerprinted: 100 });
    const name = 'train-labels-idx1-ubyte';
    const ending = await goOn(request(), () => overwrite(name));
    expect(ending).toMatchObject(changed(`1 file has other contents (${name})`));
  });
});

it('of many pictures too large to be read whole a file that is gone is named', async () => {
  writePictures();
  Object.assign(limits, { fingerprinted: 100 });
  let name = '';
  const ending = await goOn(request(), files => {
    expect(files).toHaveLength(80);
    name = files[70] as string;
    rmSync(join(set, name));
  });
  expect(ending).toMatchObject(changed(`1 file is gone (${name})`));
});
