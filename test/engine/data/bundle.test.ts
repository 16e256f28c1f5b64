import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDataset, splitDataset, trainingBatches } from '../../../src/engine/data/index.ts';
import { folderWith } from './support.ts';

const options = {
  shape: [28, 28, 1],
  batch: 100,
  augment: { pad: 2, flip: false },
  standardize: 'per-image',
  seed: 1,
} as const;
const everything = { validation: 0, trainSubset: null, testSubset: null, seed: 1 };

it('bundled, the shipped sample and the loader thread are found, and the bits are the same', async () => {
  const product = await folderWith({});
  const bundle = { bundle: true, platform: 'node', format: 'cjs' } as const;
  await build({
    ...bundle,
    entryPoints: ['src/engine/data/index.ts'],
    outfile: join(product, 'dist', 'data.js'),
  });
  await build({
    ...bundle,
    entryPoints: ['src/engine/data/loaderWorker.ts'],
    outfile: join(product, 'dist', 'loader.js'),
  });
  await writeFile(join(product, 'package.json'), '{"name": "residual-lab"}');
  await cp('media/data', join(product, 'media', 'data'), { recursive: true });
  await writeFile(
    join(product, 'dist', 'main.js'),
    `const { openDataset, splitDataset, trainingBatches } = require('./data.js');
    const { Worker } = require('node:worker_threads');
    let threads = 0;
    process.on('worker', () => threads++);
    (async () => {
      const set = await openDataset({ set: 'mnist-sample', format: null });
      const { train } = splitDataset(set, ${JSON.stringify(everything)});
      const source = trainingBatches(train, ${JSON.stringify(options)});
      const { images } = await source.batch(31);
      const hash = require('node:crypto').createHash('sha256').update(images).digest('hex');
      console.log(JSON.stringify({ threads, hash }));
    })();`,
  );
  // Not closed on purpose: a source that nobody waits for must not keep the process alive.
  const printed = execFileSync(process.execPath, [join(product, 'dist', 'main.js')], {
    cwd: product,
    timeout: 50_000,
    env: { ...process.env, RESIDUAL_LAB_DATA: '', RESIDUAL_LAB_CACHE: product },
  });

  const { train } = splitDataset(
    await openDataset({ set: 'mnist-sample', format: null }),
    everything,
  );
  const { images } = await trainingBatches(train, { ...options, worker: false }).batch(31);
  const hash = createHash('sha256').update(images).digest('hex');
  expect(JSON.parse(printed.toString())).toEqual({ threads: 1, hash });
});
