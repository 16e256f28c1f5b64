import type { Line } from '../../../src/protocol/index.ts';
import type { Axes } from '../core/axes.ts';

/** What one panel of curves shows. Drawn in the order of its parts: bands, raw, theory, lines. */
export interface CurvesModel {
  readonly axes: Axes;
  readonly series: readonly Series[];
  readonly bands: readonly Band[];
  readonly events: readonly EventMark[];
  /** Curves that end because the run failed. */
  readonly failures: readonly FailureMark[];
  /** Horizontal lines of reference, such as the zero of a difference. */
  readonly references: readonly number[];
}

/**
 * `raw` each batch; `line` smoothed; `marked` few points with markers; `thin` one seed of several;
 * `theory` plan or theory.
 */
export type SeriesKind = 'raw' | 'line' | 'marked' | 'thin' | 'theory';

export interface Series {
  /** Unique in the panel. */
  readonly id: string;
  /** Column of the table, and name in the picture that is exported. */
  readonly label: string;
  readonly slot: number;
  readonly kind: SeriesKind;
  readonly line: Line;
  /** Values beyond the axis are shown as triangles at its edge. */
  readonly showsBeyond?: boolean;
  /** The keys step through the points of this one. */
  readonly isMain?: boolean;
}

/** Interval around a mean. */
export interface Band {
  readonly slot: number;
  readonly x: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface EventMark {
  readonly x: number;
  /** Null: only the dotted line, as in all panels but the first. */
  readonly label: string | null;
}

export interface FailureMark {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}
