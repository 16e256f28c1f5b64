import type { Look, NumberFormat, Ramp, ScaleName } from './spec.ts';

/**
 * A figure laid out: every domain, tick, label, margin and position, in CSS pixels from the top left corner. Pure data,
 * which the page, the SVG writer and tests read. Colours are roles, which each renderer has its own values for.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly Panel[];
}

/** One plot; a figure without facets has one. */
export interface Panel {
  /** The value of the facet; empty: none. */
  readonly title: string;
  readonly area: Area;
  readonly x: LaidAxis;
  readonly y: LaidAxis;
  /** From back to front. */
  readonly items: readonly Item[];
}

/** The plot area. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface LaidAxis {
  readonly scale: ScaleName;
  readonly format: NumberFormat;
  readonly title: string;
  /** The values at the two ends of the plot area: left and right, or bottom and top. */
  readonly domain: readonly [number, number];
  /** Their pixels. */
  readonly range: readonly [number, number];
  /** Of symlog: where it is linear. */
  readonly constant?: number;
  readonly ticks: readonly LaidTick[];
  readonly hasGrid: boolean;
  readonly isBare: boolean;
}

export interface LaidTick {
  readonly value: number;
  /** Pixel along the axis. */
  readonly at: number;
  readonly label: string;
  readonly align: 'start' | 'middle' | 'end';
  /** Pixels that there are for the label: a longer one is condensed, never cut. */
  readonly room: number;
}

/** What a colour means. `run`: of the slot; `ramp`: a place from 0 to 1 in a scale of colours. */
export type Paint =
  | { readonly role: 'ink' | 'quiet' | 'axis' | 'grid' | 'accent' | 'background' | 'error' }
  | { readonly role: 'run'; readonly slot: number };

export interface LineStyle {
  readonly paint: Paint;
  /** Times the colour's own; 1. */
  readonly alpha: number;
  readonly width: number;
  /** Pixels on, off, ...; empty: solid. */
  readonly dash: readonly number[];
}

export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'ring';

/**
 * Points as x0, y0, x1, y1, ...; NaN is a gap, and a point between two gaps a dot as wide as the line. `series` and `mark`
 * (its index) say where an item comes from; of what belongs to the axes they are empty and -1.
 */
export type Item = {
  readonly series: string;
  readonly mark: number;
  readonly look: Look;
  /** Drawn inside the plot area only (with four pixels above and below). */
  readonly isClipped: boolean;
} & (
  | { readonly item: 'path'; readonly points: Float64Array; readonly line: LineStyle }
  /** Pairs of points: x0, y0 to x1, y1, then the next pair. */
  | { readonly item: 'segments'; readonly points: Float64Array; readonly line: LineStyle }
  | {
      readonly item: 'area';
      readonly points: Float64Array;
      readonly paint: Paint;
      readonly alpha: number;
    }
  | {
      readonly item: 'markers';
      readonly points: Float64Array;
      readonly marker: Marker;
      readonly radius: number;
      readonly paint: Paint;
      readonly alpha: number;
    }
  /** Triangles at the edge, where values lie beyond the axis. */
  | {
      readonly item: 'beyond';
      readonly points: Float64Array;
      readonly isAbove: boolean;
      readonly paint: Paint;
      /** The values themselves, in the order of the points. */
      readonly values: Float64Array;
    }
  /** x0, y0, x1, y1 of each rectangle. */
  | {
      readonly item: 'rects';
      readonly boxes: Float64Array;
      readonly paint: Paint;
      readonly alpha: number;
    }
  /** The same, coloured by a ramp: from 0 to 1, beyond its ends where clipped; NaN: none. */
  | {
      readonly item: 'cells';
      readonly boxes: Float64Array;
      readonly places: Float64Array;
      readonly values: Float64Array;
      readonly ramp: Ramp;
    }
  | {
      readonly item: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly align: 'start' | 'middle' | 'end';
      readonly paint: Paint;
      readonly isBold: boolean;
      /** On a plate of the background. */
      readonly hasPlate: boolean;
    }
  | { readonly item: 'flag'; readonly x: number; readonly top: number; readonly bottom: number }
  | { readonly item: 'cross'; readonly x: number; readonly y: number; readonly paint: Paint }
);
