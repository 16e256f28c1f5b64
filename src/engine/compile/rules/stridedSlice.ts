import { int, known, operand, type Call } from './rule.ts';

/** The shape that TensorFlow's StridedSlice makes, with all its masks. */
export function stridedShape(call: Call): number[] {
  const { shape } = operand(call, 0);
  const [begin, end, strides] = [known(call, 1), known(call, 2), known(call, 3)];
  const mask = (name: string, i: number) => (((int(call, name) ?? 0) >> i) & 1) === 1;
  const result: number[] = [];
  const given = begin.length;
  let axis = 0;
  for (let i = 0; i < given; i++) {
    if (mask('ellipsis_mask', i)) {
      const later = given - i - 1 - newAxesAfter(i);
      while (axis < shape.length - later) result.push(shape[axis++] ?? 0);
    } else if (mask('new_axis_mask', i)) {
      result.push(1);
    } else if (mask('shrink_axis_mask', i)) {
      axis++;
    } else {
      const extent = shape[axis++] ?? 0;
      const stride = strides[i] ?? 1;
      const from = mask('begin_mask', i) ? undefined : begin[i];
      const to = mask('end_mask', i) ? undefined : end[i];
      result.push(length(extent, from, to, stride));
    }
  }
  return [...result, ...shape.slice(axis)];

  function newAxesAfter(i: number): number {
    let count = 0;
    for (let j = i + 1; j < given; j++) if (mask('new_axis_mask', j)) count++;
    return count;
  }
}

/** How many elements `from`, `from + stride`, ... before `to` there are; as in Python's slices. */
function length(
  extent: number,
  from: number | undefined,
  to: number | undefined,
  stride: number,
): number {
  const [low, high] = stride > 0 ? [0, extent] : [-1, extent - 1];
  const clamp = (v: number) => Math.min(high, Math.max(low, v < 0 ? v + extent : v));
  const start = from === undefined ? (stride > 0 ? low : high) : clamp(from);
  const stop = to === undefined ? (stride > 0 ? high : low) : clamp(to);
  return Math.max(0, Math.ceil((stop - start) / stride));
}
