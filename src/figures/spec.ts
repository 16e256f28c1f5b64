import type { BlockAxis, BlockPlace } from './blocks.ts';

/**
 * A figure as data, in the manner of Vega-Lite: tables, and what is drawn of them. Plain JSON but for the
 * typed arrays of columns. Whoever makes one (a study, the curves of trainings) says what is shown and never where a
 * pixel lies; `layOut` computes that once, and page, SVG and terminal draw what it found.
 */
export interface Figure {
  /** Unique in its answer, the same from answer to answer: `loss`, `each`. */
  readonly id: string;
  readonly title: string;
  /** Stands in the caption, never on ticks; empty: none. */
  readonly unit: string;
  /** What the picture shows, with its last value, for those who do not see it. */
  readonly label: string;
  /** CSS pixels, caption aside: 150, a strip 62, by block 104, a heat map 160, stems over blocks 178. */
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** Drawn in this order. */
  readonly marks: readonly Mark[];
  /** Vertical dotted lines with words above: growth, resume, restart. */
  readonly events?: readonly EventMark[];
  /** One panel for each value of this column, which every table of the figure has; in the order of first appearance. */
  readonly facet?: string;
  /** Figures of one group share crosshair, range and height of head; null: it stands alone. */
  readonly group: string | null;
  /** Stage labels or flags stand above the plot: 18 pixels are kept for them. */
  readonly isHeaded?: boolean;
  /** The labels of x stand under another panel of the group. */
  readonly isBare?: boolean;
  /** What the caption says of the place at the crosshair. */
  readonly readout?: Readout;
  /** What stands for the picture as table and CSV: one of the tables, all of its columns that are named here. */
  readonly shown: ShownTable;
  /** The beginning of the names of exported files; without: title. */
  readonly fileName?: string;
  /** Where it stands: among the plots, or in the column beside them. Without: `plots`. */
  readonly place?: 'plots' | 'side';
  /** Choices of scale of y that the reader has; the first is the default. Without: no choice. */
  readonly scales?: readonly ScaleName[];
}

/** The values of a column; NaN and the empty text: none. */
export type Values = Float64Array | Float32Array | Int32Array | readonly string[];

/** Columns of one length. */
export interface Table {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Values>>;
}

export type Tables = Readonly<Record<string, Table>>;

export type ScaleName = 'linear' | 'log' | 'symlog' | 'ordinal' | 'block' | 'time';

/** How numbers of an axis or a column read: three digits, percent, signed points of percent, exact, 2 h 05 min. */
export type NumberFormat =
  'value' | 'share' | 'points' | 'difference' | 'count' | 'seconds' | 'step';

export interface Axis {
  /** `step`, `epoch`, `seconds`, `block`, `τ`: in the left margin of the row of ticks; of y it is for the table only. */
  readonly title: string;
  /** `time` is step, epoch or seconds: round ticks, no half steps, s or min or h. */
  readonly scale: ScaleName;
  readonly format: NumberFormat;
  /** Both ends, or either, fixed; null: from the data. */
  readonly domain?: readonly [number | null, number | null];
  /** Values that the axis covers beside the data: 0, chance, an end that is planned. */
  readonly include?: readonly number[];
  /** No value can lie outside: an interval is cut there. Accuracy: [0, 1]. */
  readonly bounds?: readonly [number, number];
  /** At least this factor (log) or difference (linear) from end to end, around the middle of the data. */
  readonly least?: number;
  /** Log axes around one: as far below 1 as above. */
  readonly isSymmetric?: boolean;
  /** Values grow downward (or to the left). */
  readonly isReversed?: boolean;
  /** At most about so many ticks; 4. */
  readonly most?: number;
  /** Only the ends are named, of a strip that is too low for more. */
  readonly isStrip?: boolean;
  /** Scale `block`: the network whose blocks these are. */
  readonly blocks?: BlockAxis;
  /** Scale `ordinal`: what stands in each place, in order. Without: the texts of the column, or the numbers, ascending. */
  readonly categories?: readonly string[];
}

export interface Readout {
  /** With a dot between them. */
  readonly values: readonly ReadValue[];
  /** Without a crosshair the last values stand there; else nothing does. */
  readonly showsLast?: boolean;
  /** The place comes first: `step 400`, `2.4`. */
  readonly saysPlace?: boolean;
  /** What comes first instead: texts of a column of the first value's table: `without 2.4`. */
  readonly place?: string;
}

/** A value that is read off a line: the one at the crosshair (two where the line jumps there), else the last one. */
export interface ReadValue {
  /** Name of a table, and its columns. */
  readonly data: string;
  readonly x: string;
  readonly y: string;
  /** The ends of its interval, half of which is said with it: `93.4 ± 0.2 %`. */
  readonly low?: string;
  readonly high?: string;
  readonly format: NumberFormat;
  /** Before the value, where there are several: `theory 21.0`. */
  readonly label?: string;
  /** The last one of all, of which the table may hold a part only: x, y, and with an interval low and high. */
  readonly last?: readonly number[];
}

/** What belongs together in legend, colour and dash. */
export interface Series {
  readonly id: string;
  /** In the legend, in the table's heads, in exported pictures. */
  readonly label: string;
  /** The run's: colour, dash and marker. Null: no run's, such as theory or a reference. */
  readonly slot: number | null;
  readonly look: Look;
  /** The row of the legend that hides it; several series may share one. Null: nothing hides it. */
  readonly legend: string | null;
}

/**
 * `main` a full line, markers where there are few points · `line` a full line without markers (smoothed) · `marked` few points with
 * markers · `hollow` the same, hollow and thin: a second quantity of a run whose first is `marked` · `raw` each batch, one faint pixel · `thin` one of several seeds · `other` another run that stands back · `theory` quiet and dashed.
 */
export type Look = 'main' | 'line' | 'marked' | 'hollow' | 'raw' | 'thin' | 'other' | 'theory';

/** How the domain of y follows the values of a mark: all, 95 % of them, or not at all. */
export type Covers = 'whole' | 'mostly' | 'none';

interface MarkBase {
  /** Name of a table. */
  readonly data: string;
  /** Id of a series. */
  readonly series: string;
  /** Only rows with this value in this column. */
  readonly where?: { readonly column: string; readonly is: string | number };
  /** Without: `whole`. */
  readonly covers?: Covers;
  /** Values beyond the axis are triangles at its edge, the farthest with its value. Without: true for points, `main`, `line`, `marked` and `hollow`. */
  readonly showsBeyond?: boolean;
}

/**
 * Columns are named, numbers are the same for all rows. x of a scale `block`: block j covers [j, j + 1), so a value on it has
 * x = j + 0.5 and one between blocks x = 0..L. A NaN in y is a gap in a line.
 */
export type Mark =
  | (MarkBase & { readonly mark: 'line'; readonly x: string; readonly y: string })
  | (MarkBase & { readonly mark: 'point'; readonly x: string; readonly y: string })
  /** A straight line over the whole width (y) or height (x). */
  | (Omit<MarkBase, 'data'> & {
      readonly mark: 'rule';
      readonly y?: number;
      readonly x?: number;
      readonly text?: string;
      /** Words at the left end, or under the line. */
      readonly isLeft?: boolean;
      readonly isBelow?: boolean;
    })
  /** From `from` to y: its length is the difference. */
  | (MarkBase & {
      readonly mark: 'stem';
      readonly x: string;
      readonly y: string;
      readonly from: number;
    })
  /** Between low and high: columns over x, or numbers over the whole width. */
  | (MarkBase & {
      readonly mark: 'band';
      readonly x: string;
      readonly low: string;
      readonly high: string;
    })
  | (Omit<MarkBase, 'data'> & {
      readonly mark: 'band';
      readonly low: number;
      readonly high: number;
    })
  /** From x to x2 (timelines) or around x (histograms, ordinal), from y (0 without y2) to y2. */
  | (MarkBase & {
      readonly mark: 'bar';
      readonly x: string;
      readonly x2?: string;
      readonly y: string;
      readonly y2?: string;
    })
  /** Median, quartiles, extremes and a dot each of the values of y that share an x. */
  | (MarkBase & { readonly mark: 'box'; readonly x: string; readonly y: string })
  /** A rectangle whose colour is the value: [x, x2) by [y, y2). */
  | (MarkBase & {
      readonly mark: 'cell';
      readonly x: string;
      readonly x2: string;
      readonly y: string;
      readonly y2: string;
      readonly value: string;
      readonly ramp: Ramp;
    })
  /** The same by columns, the i-th of which has the values at [i, i + 1) of x. */
  | (MarkBase & {
      readonly mark: 'cell';
      readonly columns: readonly string[];
      readonly y: string;
      readonly y2: string;
      readonly ramp: Ramp;
    })
  | (MarkBase & {
      readonly mark: 'text';
      readonly x: string;
      readonly y: string;
      readonly text: string;
    });

/** A scale of colours: from paper to ink, or around a middle. Ends may be clipped; the caption says so. */
export interface Ramp {
  readonly kind: 'one-sided' | 'around';
  readonly scale: 'linear' | 'log';
  readonly domain: readonly [number, number];
  readonly clips: readonly [boolean, boolean];
}

export interface EventMark {
  /** Where on the axis of time: that of x, or of y where only y has scale `time` (heat maps). */
  readonly x: number;
  /** Null: only the dotted line, as in all panels but the first. */
  readonly label: string | null;
  /** The same where there is less room: `6 → 12` of `grow 6 → 12 blocks`. */
  readonly short?: string;
  readonly kind: 'event' | 'failure';
  /** Of a failure: the last value, at whose height its cross stands. */
  readonly y?: number;
  readonly series?: string;
}

/**
 * The table that stands for a figure: columns of one table, the first of which names a row (one without any value
 * is left out: there a line breaks); or lines with an x each of their own,
 * joined by x (two rows where a line jumps; a gap where a line has no point).
 */
export type ShownTable =
  | { readonly data: string; readonly columns: readonly ShownColumn[] }
  | {
      readonly x: string;
      readonly lines: readonly {
        readonly data: string;
        readonly x: string;
        readonly y: string;
        readonly head: string;
        readonly format?: NumberFormat;
      }[];
    };

export interface ShownColumn {
  readonly column: string;
  /** With the unit, e.g. `error (%)`. */
  readonly head: string;
  /** As shown and exported: a share as percent. Without: as it is. */
  readonly format?: NumberFormat;
}

export type { BlockAxis, BlockPlace };
