import {
  rasterOf,
  type Area,
  type Item,
  type Ramp,
  type RampColours,
} from '../../../src/figures/index.ts';
import type { Theme } from '../../base/theme.ts';
import type { Canvas } from './draw.ts';

type Cells = Extract<Item, { readonly item: 'cells' }>;

/** The last picture of each: it is made of many cells, and drawn again for every click. */
const known = new WeakMap<
  Float64Array,
  { readonly key: readonly unknown[]; readonly image: HTMLCanvasElement }
>();

/** Rectangles coloured by value, as an image of the pixels that the canvas has. */
export function paintCells({ context, theme }: Canvas, cells: Cells, area: Area): void {
  const ratio = context.getTransform().a;
  const key = [theme, ratio, area.left, area.top, area.right, area.bottom];
  const before = known.get(cells.boxes);
  const isSame = before?.key.every((part, i) => part === key[i]) ?? false;
  const image = isSame && before ? before.image : imageOf(cells, area, ratio, theme);
  known.set(cells.boxes, { key, image });
  context.imageSmoothingEnabled = false;
  context.drawImage(image, area.left, area.top, area.right - area.left, area.bottom - area.top);
}

function imageOf(cells: Cells, area: Area, ratio: number, theme: Theme): HTMLCanvasElement {
  const { width, height, places } = rasterOf(cells, area, ratio);
  const colours = rampOf(cells.ramp, theme);
  const pixels = new Uint8ClampedArray(new ArrayBuffer(4 * places.length));
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? NaN;
    if (!Number.isNaN(place)) setPixel(pixels, 4 * i, colours, place);
  }
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

function rampOf({ kind }: Pick<Ramp, 'kind'>, theme: Theme): RampColours {
  return kind === 'around' ? theme.aroundOne : theme.oneSided;
}

/** `place` from 0 to 1; what is clipped lies beyond. */
function setPixel(
  pixels: Uint8ClampedArray,
  at: number,
  colours: RampColours,
  place: number,
): void {
  const entry = 3 * Math.round(255 * Math.min(1, Math.max(0, place)));
  pixels[at] = colours[entry] ?? 0;
  pixels[at + 1] = colours[entry + 1] ?? 0;
  pixels[at + 2] = colours[entry + 2] ?? 0;
  pixels[at + 3] = 255;
}

/** The colours of a ramp from left to right, as a sample in a caption. */
export function paintRamp(canvas: HTMLCanvasElement, ramp: Ramp, theme: Theme): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const image = context.createImageData(canvas.width, 1);
  for (let x = 0; x < canvas.width; x++)
    setPixel(image.data, 4 * x, rampOf(ramp, theme), x / (canvas.width - 1));
  context.putImageData(image, 0, 0);
}
