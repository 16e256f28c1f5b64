import { bool, dim, int, known, operand, type, type Call, type Rule, type Rules } from './rule.ts';

const reduction: Rule = {
  types: { T: 0 },
  infer: call => {
    const x = operand(call, 0);
    const axes = known(call, 1);
    // Summing over no axis changes nothing; the norm of a number is its absolute value.
    if (axes.length === 0 && call.op !== 'EuclideanNorm') return { same: 0 };
    return [{ shape: reduced(x.shape, axes, bool(call, 'keep_dims')), dtype: x.dtype }];
  },
};

const argument: Rule = {
  types: { T: 0 },
  infer: call => [
    {
      shape: reduced(operand(call, 0).shape, known(call, 1), false),
      dtype: type(call, 'output_type') ?? unsupported(call),
    },
  ],
};

export const REDUCTION: Rules = {
  Sum: reduction,
  Mean: reduction,
  Max: reduction,
  Min: reduction,
  Prod: reduction,
  EuclideanNorm: reduction,
  All: { infer: reduction.infer },
  Any: { infer: reduction.infer },
  ArgMax: argument,
  ArgMin: argument,
  Cumsum: { types: { T: 0 }, infer: call => [operand(call, 0)] },
  /** Half the sum of squares. */
  L2Loss: { types: { T: 0 }, infer: call => [{ shape: [], dtype: operand(call, 0).dtype }] },
  UnsortedSegmentSum: {
    types: { T: 0, Tindices: 1, Tnumsegments: 2 },
    infer: call => {
      const x = operand(call, 0);
      const rest = x.shape.slice(operand(call, 1).shape.length);
      return [{ shape: [known(call, 2)[0] ?? 0, ...rest], dtype: x.dtype }];
    },
  },
  BiasAddGrad: {
    types: { T: 0 },
    infer: call => [{ shape: [dim(operand(call, 0), -1)], dtype: operand(call, 0).dtype }],
  },
  TopKV2: {
    types: { T: 0 },
    infer: call => {
      const x = operand(call, 0);
      const shape = [...x.shape.slice(0, -1), known(call, 1)[0] ?? int(call, 'k') ?? 0];
      return [
        { shape, dtype: x.dtype },
        { shape, dtype: 'int32' },
      ];
    },
  },
};

function reduced(shape: readonly number[], axes: readonly number[], keep: boolean): number[] {
  const gone = new Set(axes.map(a => (a < 0 ? a + shape.length : a)));
  return keep ? shape.map((d, i) => (gone.has(i) ? 1 : d)) : shape.filter((_, i) => !gone.has(i));
}

function unsupported(call: Call): never {
  throw new Error(`${call.op} with an index type other than int32`);
}
