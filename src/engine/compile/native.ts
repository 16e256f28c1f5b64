import * as tf from '@tensorflow/tfjs';
import type { Tensor, TensorInfo } from '@tensorflow/tfjs';
import type { Attribute } from './graph/attributes.ts';

/** What tfjs-node's native module says of a tensor that an op has made. `dtype` is TensorFlow's. */
export interface OutputMetadata {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** The native module of tfjs-node, as far as it is used here. */
export interface Binding {
  createTensor(shape: number[], dtype: number, values: ArrayLike<number>): number;
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array;
  executeOp(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputs: number,
  ): OutputMetadata[];
}

/** The TensorFlow backend of tfjs-node, as far as it is used here. */
export interface NativeBackend {
  binding: Binding;
  readonly tensorMap: { set(dataId: object, value: unknown): void };
  getInputTensorIds(tensors: readonly TensorInfo[]): number[];
  createOutputTensor(metadata: OutputMetadata): Tensor;
  executeMultipleOutputs(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[];
  loadSavedModelMetaGraph(path: string, tags: string): number;
  runSavedModel(
    id: number,
    inputs: readonly Tensor[],
    inputNames: readonly { readonly name: string }[],
    outputNames: readonly string[],
  ): Tensor[];
  deleteSavedModel(id: number): void;
}

/** The TensorFlow backend; throws if another one is set. */
export function nativeBackend(): NativeBackend {
  if (tf.getBackend() !== 'tensorflow') {
    throw new Error(`this needs the TensorFlow runtime, but the backend is '${tf.getBackend()}'`);
  }
  return tf.backend() as unknown as NativeBackend;
}

/**
 * Runs a TensorFlow op by its own name, such as the ones that TensorFlow.js has no function for.
 * Works eagerly and, if there is a shape rule for the op, inside a trace. Not differentiable: wrap
 * it in `tf.customGrad`.
 */
export function runOp(
  op: string,
  inputs: readonly Tensor[],
  attributes: readonly Attribute[],
  outputs: number,
): Tensor[] {
  return nativeBackend().executeMultipleOutputs(op, attributes, inputs, outputs);
}
