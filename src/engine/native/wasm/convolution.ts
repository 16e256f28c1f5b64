import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { input, replaceKernel } from '../kernels.ts';

type Shape4D = [number, number, number, number];
type ConvInfo = tf.backend_util.Conv2DInfo;

/** The attributes that the kernels get from TensorFlow.js; shapes: the gradient kernels only. */
interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape?: Shape4D;
  readonly inputShape?: Shape4D;
}

/**
 * The wasm backend has no gradient of a convolution by its filter, so it cannot train one, and the
 * one by the image takes ten times as long as a convolution. This registers both, composed of
 * kernels that are fast there, and repairs the convolution itself.
 */
export function registerConvolutions(): void {
  replaceKernel('wasm', 'Conv2D', (args, original) => {
    const attributes = args.attrs as unknown as ConvolutionAttributes;
    const [x, filter] = [input(args, 'x'), input(args, 'filter')];
    const info = infoOf(x.shape as Shape4D, filter.shape as Shape4D, attributes);
    return seesAllPixels(info)
      ? original(args)
      : tf.tidy(() => paddedConvolution(x, filter, info, attributes));
  });
  replaceKernel('wasm', 'Conv2DBackpropFilter', args => {
    const attributes = args.attrs as unknown as ConvolutionAttributes;
    const [x, dy] = [input(args, 'x'), input(args, 'dy')];
    const shape = attributes.filterShape ?? ([] as never);
    return tf.tidy(() => filterGradient(x, dy, infoOf(x.shape as Shape4D, shape, attributes)));
  });
  replaceKernel('wasm', 'Conv2DBackpropInput', args => {
    const attributes = args.attrs as unknown as ConvolutionAttributes;
    const [dy, filter] = [input(args, 'dy'), input(args, 'filter')];
    const shape = attributes.inputShape ?? ([] as never);
    return tf.tidy(() =>
      imageGradient(dy, filter, infoOf(shape, filter.shape as Shape4D, attributes)),
    );
  });
}

/**
 * Whether the windows of a convolution leave no pixels between them. Where they do, the backend
 * shifts the windows of padding 'same' (a negative padding there is no padding by definition).
 */
function seesAllPixels(info: ConvInfo): boolean {
  return (
    info.padInfo.type !== 'SAME' ||
    (info.effectiveFilterHeight >= info.strideHeight &&
      info.effectiveFilterWidth >= info.strideWidth)
  );
}

/** The same with zeros put around the image first, which the backend computes rightly. */
function paddedConvolution(
  x: Tensor,
  filter: Tensor,
  info: ConvInfo,
  { strides, dilations }: ConvolutionAttributes,
): Tensor {
  return tf.conv2d(padded(x, info), filter as Tensor4D, strides, 'valid', 'NHWC', dilations);
}

/** One matrix product per kernel position: the pixels it has seen times dy. */
function filterGradient(x: Tensor, dy: Tensor, info: ConvInfo): Tensor {
  const { filterHeight, filterWidth, strideHeight, strideWidth, inChannels, outChannels } = info;
  const { batchSize, outHeight, outWidth } = info;
  const rows = batchSize * outHeight * outWidth;
  const flatDy = tf.reshape(dy, [rows, outChannels]);
  // Channels first: a product with a transposed factor is slow on wasm.
  const channelsFirst = tf.transpose(padded(x, info), [3, 0, 1, 2]);
  const parts: Tensor[] = [];
  for (let i = 0; i < filterHeight; i++) {
    for (let j = 0; j < filterWidth; j++) {
      const end = [i + (outHeight - 1) * strideHeight + 1, j + (outWidth - 1) * strideWidth + 1];
      const seen = tf.stridedSlice(
        channelsFirst,
        [0, 0, i, j],
        [inChannels, batchSize, ...end],
        [1, 1, strideHeight, strideWidth],
      );
      parts.push(tf.matMul(tf.reshape(seen, [inChannels, rows]), flatDy));
    }
  }
  return tf.reshape(tf.stack(parts), info.filterShape);
}

/**
 * A convolution of dy, with zeros between its pixels where the stride was more than 1, with the
 * kernel turned by 180 degrees and its channels swapped.
 */
function imageGradient(dy: Tensor, filter: Tensor, info: ConvInfo): Tensor {
  const { filterHeight, filterWidth, strideHeight, strideWidth, inHeight, inWidth } = info;
  const { top, left } = info.padInfo;
  const turned = tf.reverse(tf.transpose(filter, [0, 1, 3, 2]), [0, 1]);
  const rows = fit(spread(dy, 1, strideHeight), 1, filterHeight - 1 - top, inHeight + top);
  const both = fit(spread(rows, 2, strideWidth), 2, filterWidth - 1 - left, inWidth + left);
  return tf.conv2d(both as Tensor4D, turned as Tensor4D, 1, 'valid');
}

/** Puts stride - 1 zeros after each row (axis 1) or column (axis 2). */
function spread(x: Tensor, axis: 1 | 2, stride: number): Tensor {
  if (stride === 1) return x;
  const { shape } = x;
  const pads = [...shape, 1].map((_, i): [number, number] => [0, i === axis + 1 ? stride - 1 : 0]);
  const grown = tf.pad(tf.expandDims(x, axis + 1), pads);
  return tf.reshape(
    grown,
    shape.map((d, i) => (i === axis ? d * stride : d)),
  );
}

/** Puts zeros before an axis and makes what follows them `length` long; both may cut. */
function fit(x: Tensor, axis: 1 | 2, before: number, length: number): Tensor {
  const extent = x.shape[axis] ?? 0;
  const cut = [Math.max(0, -before), Math.max(0, extent - length)] as const;
  const begin = x.shape.map((_, i) => (i === axis ? cut[0] : 0));
  const size = x.shape.map((d, i) => (i === axis ? d - cut[0] - cut[1] : d));
  const pads = x.shape.map((_, i): [number, number] =>
    i === axis ? [Math.max(0, before), Math.max(0, length - extent)] : [0, 0],
  );
  return tf.pad(tf.slice(x, begin, size), pads);
}

/** x with the zeros around it that its convolution asks for. */
function padded(x: Tensor, { padInfo }: ConvInfo): Tensor4D {
  return tf.pad(x as Tensor4D, [
    [0, 0],
    [padInfo.top, padInfo.bottom],
    [padInfo.left, padInfo.right],
    [0, 0],
  ]);
}

function infoOf(image: Shape4D, filter: Shape4D, attributes: ConvolutionAttributes): ConvInfo {
  const { strides, dilations = 1, pad, dimRoundingMode } = attributes;
  return tf.backend_util.computeConv2DInfo(image, filter, strides, dilations, pad, dimRoundingMode);
}
