import * as tf from '@tensorflow/tfjs';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs';

export type Arguments = Parameters<KernelFunc>[0];

/** A kernel of a backend as a function of tensors; `original` is the one that it replaces. */
export type Kernel = (args: Arguments, original: KernelFunc) => ReturnType<KernelFunc>;

/** Replaces a kernel of a backend, or adds it where there is none. */
export function replaceKernel(
  backendName: 'tensorflow' | 'wasm',
  kernelName: string,
  kernel: Kernel,
): void {
  const found = tf.getKernel(kernelName, backendName);
  const original =
    found?.kernelFunc ??
    (() => {
      throw new Error(`the ${backendName} backend has no kernel ${kernelName}`);
    });
  if (found) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    ...found,
    kernelName,
    backendName,
    kernelFunc: args => kernel(args, original),
  });
}

/** The tensor of this name among the inputs of a kernel. */
export function input({ inputs }: Arguments, name: string): Tensor {
  const found = inputs[name];
  if (!(found instanceof tf.Tensor)) throw new Error(`a kernel needs the tensor '${name}'`);
  return found as Tensor;
}
