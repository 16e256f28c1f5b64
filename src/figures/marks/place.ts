import type { Area, Item, LaidAxis } from '../scene.ts';
import type { Figure, Mark, Series } from '../spec.ts';
import type { BlockRow } from '../blockRow.ts';
import type { Rows } from '../data/rows.ts';
import type { Measure } from '../view.ts';
import type { Layers } from './layers.ts';

/** The panel in which marks are laid out. */
export interface Place {
  readonly figure: Figure;
  readonly area: Area;
  readonly x: LaidAxis;
  readonly y: LaidAxis;
  /** Pixel of a value; NaN: none. */
  readonly atX: (value: number) => number;
  readonly atY: (value: number) => number;
  /** Of a block axis along x. */
  readonly row: BlockRow | null;
  /** What stands in each place of an ordinal axis. */
  readonly categories: { readonly x: readonly string[]; readonly y: readonly string[] };
  readonly emphasis: number | null;
  /** Long lines come as what paints the same pixels. */
  readonly isReduced: boolean;
  readonly measure: Measure;
  readonly layers: Layers;
}

export type MarkOf<K extends Mark['mark']> = Extract<Mark, { mark: K }>;

/** A mark with what it draws. */
export interface Drawn<M extends Mark = Mark> {
  readonly mark: M;
  readonly index: number;
  readonly series: Series;
  readonly rows: Rows;
}

/** What all items of a mark share. */
export function originOf({ series, index }: Drawn): Pick<Item, 'series' | 'mark' | 'look'> {
  return { series: series.id, mark: index, look: series.look };
}

/** Of what belongs to the axes and to no mark. */
export const axesOrigin = { series: '', mark: -1, look: 'main' } as const;

/** Pixels from one place (block, category, unit) of x to the next. */
export function pixelsPerUnit({ x }: Place): number {
  const [low, high] = x.domain;
  return Math.abs(x.range[1] - x.range[0]) / (Math.abs(high - low) || 1);
}

/** Whether a value of x is in the part that is shown. */
export function isInside({ x }: Place, value: number): boolean {
  const [a, b] = x.domain;
  return value >= Math.min(a, b) && value <= Math.max(a, b);
}
