import type { BlockRow } from './blockRow.ts';

export interface BlockPoint {
  /** In blocks; block j covers [j, j + 1). */
  readonly x: number;
  /** NaN: the line breaks here. */
  readonly y: number;
}

/**
 * Values of a network of another depth on the axis of `row`: each stage is stretched to the same
 * conceptual time. `at` of block j of stage s with n blocks of its own.
 */
function stretch(row: BlockRow, own: BlockRow, stage: number, j: number): number {
  const to = row.stages[stage];
  const from = own.stages[stage];
  if (to === undefined || from === undefined || from.to === from.from) return NaN;
  return to.from + (j * (to.to - to.from)) / (from.to - from.from);
}

/** L values on the middles of blocks; the line breaks where the shape changes. */
export function onBlocks(row: BlockRow, values: ArrayLike<number>, own = row): BlockPoint[] {
  const points: BlockPoint[] = [];
  for (const stage of own.stages) {
    if (stage.breaks) points.push({ x: stretch(row, own, stage.index, 0), y: NaN });
    for (let block = stage.from; block < stage.to; block++) {
      const x = stretch(row, own, stage.index, block - stage.from + 0.5);
      points.push({ x, y: values[block] ?? NaN });
    }
  }
  return points;
}

/**
 * L + 1 values between blocks, x from 0 to L. The value where a stage of another shape begins is
 * the output of the stage before, so it closes that line and a new one begins behind it.
 */
export function betweenBlocks(row: BlockRow, values: ArrayLike<number>, own = row): BlockPoint[] {
  const points: BlockPoint[] = [{ x: 0, y: values[0] ?? NaN }];
  for (const stage of own.stages) {
    if (stage.breaks) points.push({ x: stretch(row, own, stage.index, 0), y: NaN });
    for (let block = stage.from; block < stage.to; block++) {
      const x = stretch(row, own, stage.index, block - stage.from + 1);
      points.push({ x, y: values[block + 1] ?? NaN });
    }
  }
  return points;
}
