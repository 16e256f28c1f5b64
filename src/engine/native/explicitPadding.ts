import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { input, type Arguments, replaceKernel } from './kernels.ts';

type Shape4D = [number, number, number, number];
type ConvInfo = tf.backend_util.Conv2DInfo;

/** The attributes that TensorFlow.js gives to the gradients of a convolution. */
interface GradientAttributes {
  readonly strides: [number, number] | number;
  readonly pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  /** Of the image, of the filter: the one that the gradient is by. */
  readonly inputShape?: Shape4D;
  readonly filterShape?: Shape4D;
}

/**
 * tfjs-node computes convolutions with given zeros on each side, but refuses their gradients, which
 * TensorFlow has. This adds them.
 */
export function registerExplicitPadding(): void {
  replaceKernel('tensorflow', 'Conv2DBackpropFilter', (args, original) => {
    const [x, dy] = [input(args, 'x'), input(args, 'dy')];
    const { filterShape } = args.attrs as unknown as GradientAttributes;
    const info = infoOf(args, x.shape as Shape4D, filterShape);
    if (info.padInfo.type !== 'EXPLICIT') return original(args);
    return gradient(args, 'Conv2DBackpropFilter', info, sizes => [x, sizes(filterShape), dy]);
  });
  replaceKernel('tensorflow', 'Conv2DBackpropInput', (args, original) => {
    const [dy, filter] = [input(args, 'dy'), input(args, 'filter')];
    const { inputShape } = args.attrs as unknown as GradientAttributes;
    const info = infoOf(args, inputShape, filter.shape as Shape4D);
    if (info.padInfo.type !== 'EXPLICIT') return original(args);
    return gradient(args, 'Conv2DBackpropInput', info, sizes => [sizes(inputShape), filter, dy]);
  });
}

function infoOf(
  { attrs }: Arguments,
  image: Shape4D = [0, 0, 0, 0],
  filter: Shape4D = [0, 0, 0, 0],
): ConvInfo {
  const { strides, pad, dimRoundingMode } = attrs as unknown as GradientAttributes;
  return tf.backend_util.computeConv2DInfo(image, filter, strides, 1, pad, dimRoundingMode);
}

/** `inputs` gets what makes a shape a tensor, as TensorFlow takes it. */
function gradient(
  args: Arguments,
  op: string,
  { strideHeight, strideWidth, padInfo }: ConvInfo,
  inputs: (sizes: (shape?: Shape4D) => Tensor) => Tensor[],
): tf.TensorInfo {
  const backend = args.backend as NodeJSKernelBackend;
  const { TF_ATTR_INT, TF_ATTR_STRING, TF_ATTR_BOOL, TF_ATTR_TYPE, TF_FLOAT } = backend.binding;
  const { top, bottom, left, right } = padInfo;
  const attributes = [
    { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT },
    { name: 'strides', type: TF_ATTR_INT, value: [1, strideHeight, strideWidth, 1] },
    { name: 'padding', type: TF_ATTR_STRING, value: 'EXPLICIT' },
    {
      name: 'explicit_paddings',
      type: TF_ATTR_INT,
      value: [0, 0, top, bottom, left, right, 0, 0],
    },
    { name: 'data_format', type: TF_ATTR_STRING, value: 'NHWC' },
    { name: 'use_cudnn_on_gpu', type: TF_ATTR_BOOL, value: true },
    { name: 'dilations', type: TF_ATTR_INT, value: [1, 1, 1, 1] },
  ];
  return tf.tidy(() =>
    backend.executeSingleOutput(
      op,
      attributes,
      inputs(shape => tf.tensor1d(shape ?? [], 'int32')),
    ),
  );
}
