import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defined, Random } from '../../../src/base/index.ts';
import type { Tensors } from '../../../src/engine/compile/index.ts';
import { forward, lossAndGradients, parameters } from '../../../src/engine/model/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import {
  batchTensors,
  families,
  hostBatch,
  relativeError,
  tensorsOf,
  unevenValues,
} from './tiny.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

// Steps are so small because every ReLU that changes side within a step adds an error of the order
// of the step; float32 rounds the loss to 1e-7, which is about 0.5 % of a slope of 1 here. In this batch
// no ReLU does; in every second or third other one does in some network.
const step = 1e-5;
const directions = [1, 2, 3, 4, 5];

describe.each(families)('gradients of a %s network', (_, makePlan) => {
  it('agree with central differences along random directions', () => {
    const plan = makePlan({ size: 4 });
    tf.tidy(() => {
      const state = tensorsOf(unevenValues(plan));
      const { images, labels } = batchTensors(plan, hostBatch(plan, 4, 2));
      const names = parameters(plan)
        .filter(p => p.trainable)
        .map(p => p.name);
      const lossAt = (at: Tensors): number => {
        const { logits } = forward(plan, plainOps, at, images, { training: true });
        return number(plainOps.crossEntropy(logits, labels, 0.1));
      };
      const { gradients } = lossAndGradients(plan, plainOps, state, images, labels, {
        training: true,
        smoothing: 0.1,
      });
      const slopes: number[] = [];
      const differences: number[] = [];
      for (const seed of directions) {
        const along = (e: number): Tensors => ({ ...state, ...move(state, names, seed, e) });
        differences.push((lossAt(along(step)) - lossAt(along(-step))) / (2 * step));
        slopes.push(
          names.reduce((sum, name) => {
            const d = direction(defined(state[name], name), seed, name);
            return sum + number(tf.sum(tf.mul(defined(gradients[name], name), d)));
          }, 0),
        );
      }
      expect(relativeError(slopes, differences)).toBeLessThan(1e-2);
    });
  });
});

function move(state: Tensors, names: readonly string[], seed: number, e: number): Tensors {
  return Object.fromEntries(
    names.map(name => {
      const from = defined(state[name], name);
      return [name, tf.add(from, tf.mul(direction(from, seed, name), e))];
    }),
  );
}

function direction(tensor: Tensor, seed: number, name: string): Tensor {
  const random = Random.of(seed, 'direction', name);
  const values = Float32Array.from({ length: tensor.size }, () => random.normal());
  return tf.tensor(values, tensor.shape);
}

function number(scalar: Tensor): number {
  return defined(scalar.dataSync()[0], 'value');
}
