import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { createProgram, type FunctionDefinition } from '../../../src/engine/compile/index.ts';
import { nativeBackend } from '../../../src/engine/compile/native.ts';
import { findInstallation } from '../../../src/engine/native/installed.ts';
import { shippedBinding } from '../../../src/engine/native/renew.ts';
import { neededVersions, tooNew } from '../../run/neededVersions.ts';
import { fourViews } from '../compile/fourViews.ts';
import { missing } from '../compile/runtime.ts';

const installation = findInstallation();
const why =
  missing || (installation?.kind === 'cache' ? '' : ' (skipped: the binding is not built here)');

const shipped = shippedBinding();
it.skipIf(shipped === undefined)('the shipped binding runs where TensorFlow runs', () => {
  const versions = neededVersions(readFileSync(shipped ?? ''));
  expect(versions.join(' ')).toMatch(/GLIBC_2/);
  expect(tooNew(versions)).toEqual([]);
  expect(tooNew(['GLIBC_2.34', 'GLIBCXX_3.4.21'])).toEqual(['GLIBC_2.34']);
});

it.skipIf(why !== '')(`a tensor does not change with the array that it was made of${why}`, () => {
  for (const view of fourViews()) {
    const tensor = tf.tensor(view, [32]);
    // A tensor takes its values over to TensorFlow when an op first uses it.
    const sum = tf.sum(tensor);
    view.fill(2);
    expect(sum.dataSync()[0]).toBe(32);
    expect(tf.sum(tensor).dataSync()[0]).toBe(32);
  }
});

it.skipIf(why !== '')(`a message is not cut, however long${why}`, () => {
  const name = 'x'.repeat(5000);
  expect(() => nativeBackend().executeMultipleOutputs(name, [], [], 1)).toThrow(name);
});

it.skipIf(why !== '')(`a call that fails keeps none of its inputs${why}`, () => {
  const [shape, dtype] = [[2 ** 20], 'int32'] as const;
  const divide: FunctionDefinition = {
    inputs: { x: { shape, dtype }, y: { shape, dtype } },
    run: (_, { x = tf.scalar(0), y = tf.scalar(0) }) => ({ outputs: { z: tf.floorDiv(x, y) } }),
  };
  const program = createProgram({ state: {}, functions: { divide } }, { compiled: true });
  const fail = (): void => {
    const [x, y] = [tf.zeros([...shape], dtype), tf.zeros([...shape], dtype)];
    expect(() => program.call('divide', { x, y }, ['z'])).toThrow('Integer division by zero');
    tf.dispose([x, y]);
  };
  for (let i = 0; i < 20; i++) fail();
  const before = process.memoryUsage.rss();
  for (let i = 0; i < 100; i++) fail();
  // The inputs of 100 calls are 800 MiB.
  expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 2 ** 20);
  program.dispose();
});

const linux = process.platform === 'linux';
it.skipIf(why !== '' || !linux)(`leaves its stack where it aborts, and aborts${why}`, () => {
  const script = `require(${JSON.stringify(installation?.binding)}); process.abort();`;
  const { signal, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(signal).toBe('SIGABRT');
  expect(stderr).toContain('Aborted (SIGABRT). Native stack:');
  expect(stderr).toMatch(/libc\.so\.6\(abort/);
  const kill = `require(${JSON.stringify(installation?.binding)}); process.kill(process.pid, 'SIGABRT'); setTimeout(() => {}, 60_000);`;
  expect(spawnSync(process.execPath, ['-e', kill]).signal).toBe('SIGABRT');
});
