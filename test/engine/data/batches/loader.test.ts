import { build } from 'esbuild';
import { statSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  evaluationBatches,
  trainingBatches,
  type BatchSource,
  type View,
} from '../../../../src/engine/data/index.ts';
import { failure, pattern } from '../support.ts';

const shape = [8, 8, 3] as const;
const size = 192;

function view(count: number, shared: boolean): View {
  const images = shared
    ? new Uint8Array(new SharedArrayBuffer(count * size))
    : new Uint8Array(count * size);
  images.set(pattern(count * size, 1));
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  return {
    split: { count, images, labels },
    indices: Int32Array.from({ length: count }, (_, i) => i),
  };
}

let bundle = '';
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'residual-lab-loader-'));
  bundle = join(folder, 'loader.js');
  await buildLoader(bundle);
});

async function buildLoader(outfile: string, before = ''): Promise<void> {
  await build({
    entryPoints: ['src/engine/data/loaderWorker.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    banner: { js: before },
    outfile,
  });
}

/** A loader thread that tells how many batches it has made, also to a thread that is blocked. */
async function countingBundle(): Promise<{ program: string; made: () => number }> {
  const folder = await mkdtemp(join(tmpdir(), 'residual-lab-loader-'));
  const [program, file] = [join(folder, 'loader.js'), join(folder, 'made')];
  await writeFile(file, '');
  const count = `
    const { prototype } = require('node:worker_threads').MessagePort;
    const { postMessage } = prototype;
    prototype.postMessage = function (...args) {
      postMessage.apply(this, args);
      require('node:fs').appendFileSync(${JSON.stringify(file)}, '.');
    };`;
  await buildLoader(program, count);
  return { program, made: () => statSync(file).size };
}

/** As a step of the device does. */
function blockUntil(isSo: () => boolean): void {
  const end = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('it never happened');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
}

/** Whether it is there before anything else can happen in this thread: no message is received meanwhile. */
async function inThisTurn(promise: Promise<unknown>): Promise<boolean> {
  let isThere = false;
  void promise.then(() => (isThere = true));
  for (let i = 0; i < 100; i++) await Promise.resolve();
  const found = isThere;
  await promise;
  return found;
}

const options = {
  shape,
  batch: 16,
  augment: { pad: 2, flip: true },
  standardize: 'per-image',
  seed: 5,
} as const;

const training = (worker: string | false, shared = true): BatchSource =>
  trainingBatches(view(50, shared), { ...options, worker });

describe('training batches', () => {
  it.each([true, false])(
    'are bit-equal from the thread and without one (shared memory: %s)',
    async shared => {
      const inline = training(false);
      const thread = training(bundle, shared);
      try {
        for (let step = 0; step < 20; step++) {
          expect(await thread.batch(step)).toEqual(await inline.batch(step));
        }
      } finally {
        await thread.close();
      }
    },
  );

  it('depend on the step alone, however it is reached', async () => {
    const inline = training(false);
    const straight = [];
    for (let step = 0; step < 9; step++) straight.push(await inline.batch(step));
    for (const worker of [false, bundle] as const) {
      const source = training(worker);
      try {
        for (const step of [7, 2, 8, 0, 0, 5])
          expect(await source.batch(step)).toEqual(straight[step]);
        const [six, one] = await Promise.all([source.batch(6), source.batch(1)]);
        expect([six, one]).toEqual([straight[6], straight[1]]);
      } finally {
        await source.close();
      }
    }
  });

  it('drop the last partial batch', () => {
    expect(training(false).stepsPerEpoch).toBe(3);
  });

  it('of different seeds differ', async () => {
    const other = trainingBatches(view(50, true), { ...options, seed: 6, worker: false });
    expect(await other.batch(0)).not.toEqual(await training(false).batch(0));
  });

  it('larger than the view are refused with both numbers', async () => {
    const open = () => trainingBatches(view(10, true), { ...options, worker: false });
    expect(await failure(Promise.resolve().then(open))).toMatch(
      /batch of 16 .* 10 training examples/,
    );
  });

  it('are ready after a step that blocks this thread', async () => {
    const { program, made } = await countingBundle();
    const source = training(program);
    try {
      await source.batch(0);
      for (let step = 1; step <= 4; step++) {
        blockUntil(() => made() > step);
        // Without work ahead each batch would wait for a turn of the thread; here it lies ready.
        expect(await inThisTurn(source.batch(step))).toBe(true);
      }
    } finally {
      await source.close();
    }
  });
});

describe('the thread', () => {
  it('that fails passes the reason on, now and later', async () => {
    const broken = join(tmpdir(), `residual-lab-broken-${process.pid}.js`);
    await writeFile(broken, 'throw new Error("boom")');
    const source = training(broken);
    await expect(source.batch(0)).rejects.toThrow('the data loader failed');
    await expect(source.batch(1)).rejects.toMatchObject({ cause: { message: 'boom' } });
    await source.close();
  });

  it('that is closed ends those who wait', async () => {
    const source = training(bundle);
    const waiting = expect(source.batch(0)).rejects.toThrow('the data loader was closed');
    await source.close();
    await waiting;
  });
});

describe('evaluation batches', () => {
  it('are the whole view in order, with a smaller last one, again and again', async () => {
    const whole = evaluationBatches(view(50, true), { ...options, batch: 50, worker: false });
    const { images, labels } = await whole.batch(0);
    for (const worker of [false, bundle] as const) {
      const source = evaluationBatches(view(50, true), { ...options, worker });
      try {
        expect([source.batches, source.tail]).toEqual([4, 2]);
        for (let pass = 0; pass < 3; pass++) {
          const parts = [];
          for (let i = 0; i < source.batches; i++) parts.push(await source.batch(i));
          expect(parts.map(part => part.labels.length)).toEqual([16, 16, 16, 2]);
          expect(parts.flatMap(part => [...part.labels])).toEqual([...labels]);
          expect(parts.flatMap(part => [...part.images])).toEqual([...images]);
        }
      } finally {
        await source.close();
      }
    }
  });

  it('without a remainder have no tail', () => {
    const source = evaluationBatches(view(32, true), { ...options, worker: false });
    expect([source.batches, source.tail]).toEqual([2, 0]);
  });

  it('are prepared again before the next pass begins', async () => {
    const { program, made } = await countingBundle();
    const source = evaluationBatches(view(50, true), { ...options, worker: program });
    try {
      for (let i = 0; i < 4; i++) await source.batch(i);
      // The four of this pass, and the first of the next.
      blockUntil(() => made() > 4);
      expect(await inThisTurn(source.batch(0))).toBe(true);
    } finally {
      await source.close();
    }
  });
});
