import type { RampColours } from '../../../src/figures/index.ts';
import type { HeatGrid } from './heatCells.ts';

/** Pixels of a heat map in the colours of a ramp; empty where there is no value. */
export function heatPixels(
  { places }: HeatGrid,
  ramp: RampColours,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(new ArrayBuffer(4 * places.length));
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? NaN;
    if (Number.isNaN(place)) continue;
    const entry = 3 * Math.round(255 * Math.min(1, Math.max(0, place)));
    pixels[4 * i] = ramp[entry] ?? 0;
    pixels[4 * i + 1] = ramp[entry + 1] ?? 0;
    pixels[4 * i + 2] = ramp[entry + 2] ?? 0;
    pixels[4 * i + 3] = 255;
  }
  return pixels;
}

export function heatImage(grid: HeatGrid, ramp: RampColours): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = grid.width;
  canvas.height = grid.height;
  const image = new ImageData(heatPixels(grid, ramp), grid.width, grid.height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}
