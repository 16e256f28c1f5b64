import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import type { NetworkPlan } from '../../network/index.ts';
import type { Batch } from '../data/index.ts';
import { maskInputs, maskValues } from '../model/index.ts';
import type { HostTensor } from '../../record/index.ts';

/** A tensor of the runtime with these values; the caller disposes it. */
export function deviceTensor({ values, shape, dtype }: HostTensor): Tensor {
  return tf.tensor(values, [...shape], dtype);
}

/** The values of a tensor, which stays the caller's. */
export function hostTensor(tensor: Tensor): HostTensor {
  const { shape, dtype } = tensor;
  if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') {
    throw new Error(`a state entry of type ${dtype} cannot be kept`);
  }
  // A copy: the backend may own the memory that it shows.
  return { dtype, shape: [...shape], values: tensor.dataSync().slice() };
}

/** Inputs `images` [batch, h, w, c] and `labels` [batch]. */
export function batchTensors(plan: NetworkPlan, { images, labels }: Batch) {
  return {
    images: tf.tensor(images, [labels.length, ...plan.input], 'float32'),
    labels: tf.tensor(labels, [labels.length], 'int32'),
  };
}

/** The dropout masks of a step, by layer name; none for a network without dropout. */
export function maskTensors(
  plan: NetworkPlan,
  batch: number,
  seed: number,
  step: number,
): Record<string, Tensor> {
  const values = maskValues(plan, batch, seed, step);
  return Object.fromEntries(
    Object.entries(maskInputs(plan, batch)).map(([name, { shape }]) => [
      name,
      tf.tensor(values[name] ?? [], [...shape], 'float32'),
    ]),
  );
}

export function mapTensors<T>(
  tensors: Readonly<Record<string, Tensor>>,
  read: (tensor: Tensor) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(tensors).map(([name, t]) => [name, read(t)]));
}
