import * as tf from '@tensorflow/tfjs';
import { beforeEach, expect, it } from 'vitest';
import { loadEngine } from '../../../src/engine/native/index.ts';
import { guardMemory } from '../../../src/engine/native/wasm/memory.ts';

beforeEach(async () => {
  await loadEngine('wasm');
});

it('ends with an error when there is no memory left, and keeps what is there', () => {
  const first = tf.fill([1000], 7);
  const wasm = (tf.backend() as unknown as { wasm: { _malloc: (bytes: number) => number } }).wasm;
  expect(() => tf.zeros([1024, 1024, 1024, 2])).toThrow('out of memory: the engine wasm has 4 GiB');
  expect([...first.dataSync()].every(v => v === 7)).toBe(true);
  expect(wasm._malloc(4)).toBeGreaterThan(0);
});

it('notices that an allocator gives nothing, also one that is put in its place later', () => {
  const module = { wasm: { _malloc: (_: number) => 0 } };
  guardMemory(module);
  expect(() => module.wasm._malloc(8)).toThrow('out of memory');
  expect(module.wasm._malloc(0)).toBe(0);
  module.wasm._malloc = bytes => 16 * bytes;
  expect(module.wasm._malloc(2)).toBe(32);
  expect(() => module.wasm._malloc(2 ** 32)).toThrow('out of memory');
});

it('refuses by name what the backend computes wrongly and no layer needs', () => {
  const x = tf.ones<tf.Rank.R4>([1, 4, 4, 1]);
  const depthwise = () => tf.depthwiseConv2d(x, tf.ones<tf.Rank.R4>([2, 2, 1, 1]), 3, 'same');
  expect(depthwise).toThrow('The engine wasm computes DepthwiseConv2dNative wrongly');
  expect(() => tf.grad(y => tf.maxPool(y as tf.Tensor4D, 2, 2, 'same'))(x)).toThrow(
    'The engine wasm computes MaxPoolGrad wrongly',
  );
});

it('throws where a kernel gives up, which only prints a line by itself', () => {
  const truths = tf.tensor1d([true, false], 'bool');
  expect(() => tf.exp(truths)).toThrow('the engine wasm did not compute: Exp failed');
  expect([...tf.abs(tf.tensor1d([-2, 3])).dataSync()]).toEqual([2, 3]);
});
