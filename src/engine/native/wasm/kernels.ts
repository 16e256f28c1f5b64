import * as tf from '@tensorflow/tfjs';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs';

type Arguments = Parameters<KernelFunc>[0];

/** A kernel of the wasm backend as a function of tensors; `original` is the one that it replaces. */
export type Kernel = (args: Arguments, original: KernelFunc) => ReturnType<KernelFunc>;

/** Replaces a kernel of the wasm backend, or adds it where there is none. */
export function replaceKernel(kernelName: string, kernel: Kernel): void {
  const found = tf.getKernel(kernelName, 'wasm');
  const original =
    found?.kernelFunc ??
    (() => {
      throw new Error(`the wasm backend has no kernel ${kernelName}`);
    });
  if (found) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    ...found,
    kernelName,
    backendName: 'wasm',
    kernelFunc: args => kernel(args, original),
  });
}

/** The tensor of this name among the inputs of a kernel. */
export function input({ inputs }: Arguments, name: string): Tensor {
  const found = inputs[name];
  if (!(found instanceof tf.Tensor)) throw new Error(`a wasm kernel needs the tensor '${name}'`);
  return found as Tensor;
}
