import type { Area } from '../scene.ts';
import type { Canvas } from './canvas.ts';

/** x0, y0, x1, y1 in pixels. */
type Corners = readonly [number, number, number, number];
type IsSet = (x: number, y: number) => boolean;

/** Pixels of a plot area on a canvas. */
export class Brush {
  readonly #canvas: Canvas;
  readonly #area: Area;
  readonly #width: number;
  readonly #height: number;

  constructor(canvas: Canvas, area: Area) {
    this.#canvas = canvas;
    this.#area = area;
    this.#width = canvas.columns * canvas.across;
    this.#height = canvas.rows * canvas.down;
  }

  /** Dot of a pixel; the far edge belongs to the last one. */
  x(pixel: number): number {
    const { left, right } = this.#area;
    return place((pixel - left) / (right - left), this.#width);
  }

  y(pixel: number): number {
    const { top, bottom } = this.#area;
    return place((pixel - top) / (bottom - top), this.#height);
  }

  column(pixel: number): number {
    return Math.floor(this.x(pixel) / this.#canvas.across);
  }

  row(pixel: number): number {
    return Math.floor(this.y(pixel) / this.#canvas.down);
  }

  /** A line through points x0, y0, x1, y1, ...; NaN is a gap. Of `every` dots the first `on` are set. */
  line(points: ArrayLike<number>, ink: string, [on, every]: readonly [number, number]): void {
    let before: readonly [number, number] | null = null;
    let count = 0;
    for (let i = 0; i + 1 < points.length; i += 2) {
      const [x, y] = [this.x(points[i] ?? NaN), this.y(points[i + 1] ?? NaN)];
      if (Number.isNaN(x + y)) {
        before = null;
        continue;
      }
      const [x0, y0] = before ?? [x, y];
      const steps = Math.max(Math.abs(x - x0), Math.abs(y - y0));
      for (let s = before === null ? 0 : 1; s <= steps; s++, count++) {
        const share = steps === 0 ? 0 : s / steps;
        if (count % every < on)
          this.#canvas.set(
            Math.round(x0 + share * (x - x0)),
            Math.round(y0 + share * (y - y0)),
            ink,
          );
      }
      before = [x, y];
    }
  }

  /** All dots between two corners, of which `isSet` may leave out some. */
  fill([x0, y0, x1, y1]: Corners, ink: string, isSet?: IsSet): void {
    const [left, right] = [this.x(Math.min(x0, x1)), this.x(Math.max(x0, x1))];
    for (let x = Math.max(0, left); x <= Math.min(right, this.#width - 1); x++)
      this.span(x, y0, y1, ink, isSet);
  }

  /** Those of one column of dots between two pixels. */
  span(x: number, y0: number, y1: number, ink: string, isSet: IsSet = () => true): void {
    const [top, bottom] = [this.y(Math.min(y0, y1)), this.y(Math.max(y0, y1))];
    for (let y = Math.max(0, top); y <= Math.min(bottom, this.#height - 1); y++)
      if (isSet(x, y)) this.#canvas.set(x, y, ink);
  }
}

/** Far outside it stands still, that a line there has an end. */
function place(share: number, dots: number): number {
  if (Number.isNaN(share)) return NaN;
  const near = Math.max(-farthest, Math.min(farthest, share));
  return near === 1 ? dots - 1 : Math.floor(near * dots);
}

const farthest = 20;
