import type { Area, Item } from '../scene.ts';

/** Places in a ramp by pixel, row by row from the top, not clipped; NaN where there is nothing. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly places: Float32Array;
}

/**
 * Cells as pixels of an area, `ratio` of them for each pixel of CSS. A cell is at least one pixel; where several fall into
 * one, the one farthest from the middle of the ramp stays.
 */
export function rasterOf(
  { boxes, places }: Pick<Extract<Item, { item: 'cells' }>, 'boxes' | 'places'>,
  area: Area,
  ratio: number,
): Raster {
  const width = Math.max(1, Math.round((area.right - area.left) * ratio));
  const height = Math.max(1, Math.round((area.bottom - area.top) * ratio));
  const pixels = new Float32Array(width * height).fill(NaN);
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? NaN;
    if (Number.isNaN(place)) continue;
    const [x0, x1] = touched(boxes[4 * i], boxes[4 * i + 2], area.left, ratio, width);
    const [y0, y1] = spanOf(boxes[4 * i + 1], boxes[4 * i + 3], area.top, ratio, height);
    for (let y = y0; y < y1; y++)
      for (let at = y * width + x0; at < y * width + x1; at++)
        pixels[at] = farther(pixels[at] ?? NaN, place);
  }
  return { width, height, places: pixels };
}

/** The rows of pixels [first, behind the last) from one edge of a cell to the other, at least one. */
function spanOf(
  from = 0,
  to = 0,
  origin: number,
  ratio: number,
  most: number,
): readonly [number, number] {
  const first = Math.min(most - 1, Math.max(0, Math.round((from - origin) * ratio)));
  return [first, Math.min(most, Math.max(first + 1, Math.round((to - origin) * ratio)))];
}

/** The columns of pixels that a cell has a part in, so that a lone block of many is seen; not those whose edge it only touches. */
function touched(
  from = 0,
  to = 0,
  origin: number,
  ratio: number,
  most: number,
): readonly [number, number] {
  const first = Math.floor((from - origin) * ratio + 1e-6);
  const end = Math.ceil((to - origin) * ratio - 1e-6);
  const start = Math.min(most - 1, Math.max(0, first));
  return [start, Math.min(most, Math.max(start + 1, end))];
}

/** Of two places in a ramp the one farther from its middle; a number beats NaN. */
function farther(a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  return Math.abs(b - 0.5) > Math.abs(a - 0.5) ? b : a;
}
