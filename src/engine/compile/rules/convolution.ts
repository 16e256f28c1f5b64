import { dim, ints, known, operand, text, type Call, type Rule, type Rules } from './rule.ts';

/** Ops on images [batch, height, width, channels]. */
export const CONVOLUTION: Rules = {
  Conv2D: {
    types: { T: 0 },
    infer: call => {
      const [x, filter] = [operand(call, 0), operand(call, 1)];
      const window = [dim(filter, 0), dim(filter, 1)];
      return [{ shape: [dim(x, 0), ...slid(call, window), dim(filter, 3)], dtype: x.dtype }];
    },
  },
  DepthwiseConv2dNative: {
    types: { T: 0 },
    infer: call => {
      const [x, filter] = [operand(call, 0), operand(call, 1)];
      const window = [dim(filter, 0), dim(filter, 1)];
      const channels = dim(filter, 2) * dim(filter, 3);
      return [{ shape: [dim(x, 0), ...slid(call, window), channels], dtype: x.dtype }];
    },
  },
  // Gradients get the shape of what they are the gradient of as a vector of numbers.
  Conv2DBackpropInput: shapeGiven(0, 2),
  Conv2DBackpropFilter: shapeGiven(1, 2),
  DepthwiseConv2dNativeBackpropInput: shapeGiven(0, 2),
  DepthwiseConv2dNativeBackpropFilter: shapeGiven(1, 2),
  AvgPoolGrad: shapeGiven(0, 1),
  AvgPool: pool(),
  MaxPool: pool(),
  MaxPoolGrad: { types: { T: 0 }, infer: call => [operand(call, 0)] },
};

function pool(): Rule {
  return {
    types: { T: 0 },
    infer: call => {
      const x = operand(call, 0);
      const window = ints(call, 'ksize').slice(1, 3);
      return [{ shape: [dim(x, 0), ...slid(call, window), dim(x, 3)], dtype: x.dtype }];
    },
  };
}

function shapeGiven(shapeInput: number, typeInput: number): Rule {
  return {
    types: { T: typeInput },
    infer: call => {
      images(call);
      return [{ shape: known(call, shapeInput), dtype: operand(call, typeInput).dtype }];
    },
  };
}

/** Height and width after a window has slid over the image. */
function slid(call: Call, window: readonly number[]): number[] {
  images(call);
  const x = operand(call, 0);
  const strides = ints(call, 'strides').slice(1, 3);
  const dilations = ints(call, 'dilations').slice(1, 3);
  const padding = text(call, 'padding');
  // Before and behind, for batch, height, width and channels.
  const given = ints(call, 'explicit_paddings').slice(2, 6);
  return window.map((size, i) => {
    const extent = dim(x, i + 1);
    const stride = strides[i] ?? 1;
    if (padding !== 'SAME' && padding !== 'VALID' && padding !== 'EXPLICIT') {
      throw new Error(`${call.op}: padding '${padding}' has no rule`);
    }
    if (padding === 'SAME') return Math.ceil(extent / stride);
    const spread = (size - 1) * (dilations[i] ?? 1) + 1;
    const zeros = padding === 'VALID' ? 0 : (given[2 * i] ?? 0) + (given[2 * i + 1] ?? 0);
    return Math.max(0, Math.floor((extent + zeros - spread) / stride) + 1);
  });
}

function images(call: Call): void {
  if ((text(call, 'data_format') ?? 'NHWC') !== 'NHWC') {
    throw new Error(`${call.op}: only the layout [batch, height, width, channels] has a rule`);
  }
}
