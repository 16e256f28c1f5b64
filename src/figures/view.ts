import type { ScaleName } from './spec.ts';

/** Pixels of a text in the letters of ticks, 11 high. */
export type Measure = (text: string) => number;

/** What a reader chose of a figure. All of it may be absent. */
export interface FigureView {
  /** The part of x that is shown; y follows it. */
  readonly range?: readonly [number, number] | null;
  /** Of y, one of the figure's `scales`. */
  readonly scale?: ScaleName | null;
  /** Rows of the legend that are off. */
  readonly hidden?: ReadonlySet<string>;
  /** Slot of the run that is drawn in full among hairlines. */
  readonly emphasis?: number | null;
  /** Widths of texts in pixels, where a renderer can measure them. */
  readonly measure?: Measure;
  /** Long lines come as what paints the same pixels: for a canvas, never for a file. */
  readonly isReduced?: boolean;
}
