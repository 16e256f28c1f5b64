import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor4D, TensorInfo } from '@tensorflow/tfjs';

/**
 * The wasm backend has no Conv2DBackpropFilter, so it cannot train a convolution. This registers
 * one that is composed of kernels it has. Does nothing where the kernel exists.
 */
export function registerWasmKernels(): void {
  const kernelName = 'Conv2DBackpropFilter';
  if (tf.getKernel(kernelName, 'wasm')) return;
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { strides, pad, dimRoundingMode, filterShape } = attrs as unknown as ConvAttributes;
      const x = asTensor(inputs['x']);
      const info = tf.backend_util.computeConv2DInfo(
        x.shape as [number, number, number, number],
        filterShape,
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      return filterGradient(x, asTensor(inputs['dy']), info);
    },
  });
}

interface ConvAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: [number, number, number, number];
}

/** One matrix product per kernel position: the pixels it has seen, transposed, times dy. */
function filterGradient(x: Tensor, dy: Tensor, info: tf.backend_util.Conv2DInfo): Tensor {
  const { filterHeight, filterWidth, strideHeight, strideWidth, inChannels, outChannels } = info;
  const { batchSize, outHeight, outWidth, padInfo } = info;
  return tf.tidy(() => {
    const rows = batchSize * outHeight * outWidth;
    const flatDy = tf.reshape(dy, [rows, outChannels]);
    const padded = tf.pad(x as Tensor4D, [
      [0, 0],
      [padInfo.top, padInfo.bottom],
      [padInfo.left, padInfo.right],
      [0, 0],
    ]);
    const parts: Tensor[] = [];
    for (let i = 0; i < filterHeight; i++) {
      for (let j = 0; j < filterWidth; j++) {
        const seen = tf.stridedSlice(
          padded,
          [0, i, j, 0],
          [
            batchSize,
            i + (outHeight - 1) * strideHeight + 1,
            j + (outWidth - 1) * strideWidth + 1,
            inChannels,
          ],
          [1, strideHeight, strideWidth, 1],
        );
        parts.push(tf.matMul(tf.reshape(seen, [rows, inChannels]), flatDy, true, false));
      }
    }
    return tf.reshape(tf.stack(parts), info.filterShape);
  });
}

function asTensor(info: TensorInfo | undefined): Tensor {
  if (!(info instanceof tf.Tensor)) throw new Error('Conv2DBackpropFilter needs tensors x and dy');
  return info as Tensor;
}
