import { sameShape } from '../checks.ts';
import { dim, int, known, operand, type Call, type Rules, type Spec } from './rule.ts';
import { stridedShape } from './stridedSlice.ts';

/** Ops that move elements and compute nothing. */
export const ARRAYS: Rules = {
  Reshape: { types: { T: 0 }, infer: call => unlessSame(call, reshaped(call)) },
  ExpandDims: {
    types: { T: 0 },
    infer: call => {
      const { shape } = operand(call, 0);
      const at = known(call, 1)[0] ?? 0;
      const axis = at < 0 ? at + shape.length + 1 : at;
      return like(call, [...shape.slice(0, axis), 1, ...shape.slice(axis)]);
    },
  },
  Transpose: {
    types: { T: 0 },
    infer: call => {
      const order = known(call, 1);
      if (order.every((axis, i) => axis === i)) return { same: 0 };
      return like(
        call,
        order.map(axis => dim(operand(call, 0), axis)),
      );
    },
  },
  ReverseV2: { types: { T: 0 }, infer: call => [operand(call, 0)] },
  PadV2: { types: { T: 0 }, infer: call => unlessSame(call, padded(call)) },
  MirrorPad: { types: { T: 0 }, infer: call => unlessSame(call, padded(call)) },
  Tile: {
    types: { T: 0 },
    infer: call => {
      const times = known(call, 1);
      return unlessSame(
        call,
        operand(call, 0).shape.map((d, i) => d * (times[i] ?? 1)),
      );
    },
  },
  Slice: {
    types: { T: 0, Index: 1 },
    infer: call => {
      const begin = known(call, 1);
      const size = known(call, 2);
      const { shape } = operand(call, 0);
      return unlessSame(
        call,
        shape.map((d, i) => (size[i] === -1 ? d - (begin[i] ?? 0) : (size[i] ?? d))),
      );
    },
  },
  StridedSlice: { types: { T: 0, Index: 1 }, infer: call => like(call, stridedShape(call)) },
  ConcatV2: {
    types: { T: 0 },
    infer: call => {
      const parts = call.inputs.slice(0, -1);
      const axis = known(call, parts.length)[0] ?? 0;
      const total = parts.reduce((sum, part) => sum + dim(part, axis), 0);
      const rank = operand(call, 0).shape.length;
      const at = axis < 0 ? axis + rank : axis;
      return like(
        call,
        operand(call, 0).shape.map((d, i) => (i === at ? total : d)),
      );
    },
  },
  Pack: {
    types: { T: 0 },
    infer: call => {
      const { shape } = operand(call, 0);
      const axis = int(call, 'axis') ?? 0;
      const at = axis < 0 ? axis + shape.length + 1 : axis;
      return like(call, [...shape.slice(0, at), call.inputs.length, ...shape.slice(at)]);
    },
  },
  Unpack: {
    types: { T: 0 },
    infer: call => {
      const { shape, dtype } = operand(call, 0);
      const axis = int(call, 'axis') ?? 0;
      const at = axis < 0 ? axis + shape.length : axis;
      const part: Spec = { shape: shape.filter((_, i) => i !== at), dtype };
      return Array.from({ length: call.outputs }, () => part);
    },
  },
  SplitV: {
    types: { T: 0, Tlen: 1 },
    infer: call => {
      const { shape, dtype } = operand(call, 0);
      const at = known(call, 2)[0] ?? 0;
      const axis = at < 0 ? at + shape.length : at;
      return known(call, 1).map(size => ({
        shape: shape.map((d, i) => (i === axis ? size : d)),
        dtype,
      }));
    },
  },
  Fill: {
    types: { T: 1, index_type: 0 },
    infer: call => [{ shape: known(call, 0), dtype: operand(call, 1).dtype }],
  },
  LinSpace: {
    types: { T: 0, Tidx: 2 },
    infer: call => like(call, [known(call, 2)[0] ?? 0]),
  },
  Range: {
    types: { Tidx: 0 },
    infer: call => {
      const [start = 0, limit = 0, delta = 1] = [0, 1, 2].flatMap(i => known(call, i));
      return like(call, [Math.max(0, Math.ceil((limit - start) / delta))]);
    },
  },
  OneHot: {
    types: { T: 2, TI: 0 },
    infer: call => {
      const { shape } = operand(call, 0);
      const axis = int(call, 'axis') ?? -1;
      const at = axis < 0 ? shape.length : axis;
      const depth = known(call, 1)[0] ?? 0;
      return [
        {
          shape: [...shape.slice(0, at), depth, ...shape.slice(at)],
          dtype: operand(call, 2).dtype,
        },
      ];
    },
  },
  GatherV2: {
    types: { Tparams: 0, Tindices: 1, Taxis: 2 },
    infer: call => {
      const { shape } = operand(call, 0);
      const at = known(call, 2)[0] ?? 0;
      const axis = at < 0 ? at + shape.length : at;
      const batch = int(call, 'batch_dims') ?? 0;
      const indices = operand(call, 1).shape.slice(batch);
      return like(call, [...shape.slice(0, axis), ...indices, ...shape.slice(axis + 1)]);
    },
  },
};

function like(call: Call, shape: readonly number[]): Spec[] {
  return [{ shape, dtype: operand(call, 0).dtype }];
}

/** Ops of this family that keep the shape keep the elements: then there is nothing to compute. */
function unlessSame(call: Call, shape: readonly number[]): Spec[] | { same: 0 } {
  return sameShape(shape, operand(call, 0).shape) ? { same: 0 } : like(call, shape);
}

function padded(call: Call): number[] {
  const pads = known(call, 1);
  return operand(call, 0).shape.map((d, i) => d + (pads[2 * i] ?? 0) + (pads[2 * i + 1] ?? 0));
}

function reshaped(call: Call): number[] {
  const shape = known(call, 1);
  const size = operand(call, 0).shape.reduce((a, b) => a * b, 1);
  const rest = shape.filter(d => d !== -1).reduce((a, b) => a * b, 1);
  return shape.map(d => (d === -1 ? size / rest : d));
}
