import type { HeatBand } from '../../../src/protocol/index.ts';
import { BlockRow } from '../../../src/figures/index.ts';
import { type HeatScale, rampPlace } from './heatScale.ts';

/** Places in the ramp by pixel, row by row from the top, not clipped; NaN where there is nothing. */
export interface HeatGrid {
  readonly width: number;
  readonly height: number;
  readonly places: Float32Array;
}

/** Which rows of pixels a recorded step covers. */
interface Rows {
  readonly top: number;
  readonly bottom: number;
}

/**
 * Draws bands of steps into pixels: x is the block axis of `row`, y runs from step 0 down to `steps`.
 * A stage of fewer blocks fills the same conceptual time with wider cells. Where several cells or
 * several steps fall into one pixel, the one farthest from the middle of the scale stays.
 */
export function heatGrid(
  row: BlockRow,
  bands: readonly HeatBand[],
  scale: HeatScale,
  size: {
    readonly width: number;
    readonly height: number;
    readonly steps: number;
    /** The part of the block axis that is drawn; all of it without. */
    readonly range?: readonly [number, number];
  },
): HeatGrid {
  const { width, height } = size;
  const places = new Float32Array(width * height).fill(NaN);
  const spans = rowSpans(bands, size);
  let span = 0;
  for (const band of bands) {
    const own = new BlockRow(band.axis);
    const columns = columnCells(row, own, width, size.range);
    const line = new Float32Array(own.count);
    for (let step = 0; step < band.steps.length; step++) {
      const { top, bottom } = spans[span++] ?? { top: 0, bottom: 0 };
      for (let block = 0; block < own.count; block++) {
        line[block] = rampPlace(scale, band.values[step * own.count + block] ?? NaN);
      }
      for (let x = 0; x < width; x++) {
        const from = columns[2 * x] ?? 0;
        const to = columns[2 * x + 1] ?? 0;
        let place = NaN;
        for (let block = from; block < to; block++) place = farther(place, line[block] ?? NaN);
        for (let y = top; y < bottom; y++) {
          const at = y * width + x;
          places[at] = farther(places[at] ?? NaN, place);
        }
      }
    }
  }
  return { width, height, places };
}

/** Of two places in a ramp the one farther from its middle; a number beats NaN. */
export function farther(a: number, b: number): number {
  if (Number.isNaN(b)) return a;
  if (Number.isNaN(a)) return b;
  return Math.abs(b - 0.5) > Math.abs(a - 0.5) ? b : a;
}

/**
 * A step's row reaches to the next recorded step; the last one is as high as the one before.
 * At least one pixel.
 */
function rowSpans(
  bands: readonly HeatBand[],
  size: { readonly height: number; readonly steps: number },
): Rows[] {
  const steps = bands.flatMap(band => [...band.steps]);
  const scale = size.height / Math.max(1, size.steps);
  const last = steps.length - 1;
  const gap = last > 0 ? (steps[last] ?? 0) - (steps[last - 1] ?? 0) : 1;
  return steps.map((step, i) => {
    const next = i < last ? (steps[i + 1] ?? step) : step + gap;
    const top = Math.min(size.height - 1, Math.max(0, Math.round(step * scale)));
    const bottom = Math.min(size.height, Math.max(top + 1, Math.round(next * scale)));
    return { top, bottom };
  });
}

/** For each column of pixels the cells [from, to) of `own` in it, at the same conceptual time. */
export function columnCells(
  row: BlockRow,
  own: BlockRow,
  width: number,
  [start, end]: readonly [number, number] = [0, row.count],
): Int32Array {
  const cells = new Int32Array(2 * width);
  const perPixel = (end - start) / width;
  for (let x = 0; x < width; x++) {
    // A cell that only touches the edge of the pixel is not in it.
    const from = cellAt(row, own, start + (x + 1e-6) * perPixel);
    const to = cellAt(row, own, start + (x + 1 - 1e-6) * perPixel);
    cells[2 * x] = from;
    cells[2 * x + 1] = to + 1;
  }
  return cells;
}

function cellAt(row: BlockRow, own: BlockRow, x: number): number {
  const block = Math.min(row.count - 1, Math.max(0, Math.floor(x)));
  const stage = row.stageOf(block);
  const target = stage === null ? undefined : own.stages[stage.index];
  if (stage === null || target === undefined) return 0;
  const n = target.to - target.from;
  const place = (x - stage.from) / (stage.to - stage.from);
  return target.from + Math.min(n - 1, Math.max(0, Math.floor(place * n)));
}
