/**
 * Which rows of a grid to draw in `height` pixels where each row is a step and steps run from `from`
 * to `to`: the first of each pixel row, which stays when more steps come, and the last of all.
 * An infinite height leaves out none. `steps` ascends; indices ascend.
 */
export function thinRows(
  steps: ArrayLike<number>,
  from: number,
  to: number,
  height: number,
): Int32Array {
  const kept: number[] = [];
  const scale = height < Infinity && to > from ? Math.max(1, Math.floor(height)) / (to - from) : 0;
  let row = -1;
  for (let i = 0; i < steps.length; i++) {
    const at = Math.floor(((steps[i] ?? 0) - from) * scale);
    if (height < Infinity && i > 0 && at === row && i < steps.length - 1) continue;
    row = at;
    kept.push(i);
  }
  return Int32Array.from(kept);
}
