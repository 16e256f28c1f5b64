import type { Column } from '../base/index.ts';
import type { NetworkSummary } from '../network/index.ts';
import type { FiguresData, FiguresQuery } from './figures/index.ts';

export type { FiguresData, FiguresQuery };

/**
 * What views ask of the run store, and what they get. A view subscribes with a query and gets the
 * answer at once and again whenever it changed, until it unsubscribes. Lines come thinned to the
 * width that was asked for: the first, smallest, largest and last point of each pixel column are kept.
 */
export type Query =
  | FiguresQuery
  | CurvesQuery
  | NetworkQuery
  | TrainedQuery
  | BlocksQuery
  | HeatQuery
  | CourseQuery
  | StudyQuery
  | DifferencesQuery;

export type DataOf<Q extends Query> = Extract<Data, { readonly kind: Q['kind'] }>;

export type Data =
  | FiguresData
  | CurvesData
  | NetworkData
  | TrainedData
  | BlocksData
  | HeatData
  | CourseData
  | StudyData
  | DifferencesData
  /** There is nothing to show (yet), and why: a sentence. */
  | { readonly kind: 'none'; readonly reason: string };

export type CurveAxis = 'step' | 'epoch' | 'seconds';
export type Split = 'train' | 'validation' | 'test';
export type MetricColumn = 'loss' | 'accuracy' | 'rate' | 'images_per_second' | 'gradient_norm';
export type BlockColumn = 'state' | 'residual' | 'gradient' | 'ratio';

/** A line of a chart; `x` ascends; NaN in `y` is a gap. */
export interface Line {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Points were left out for the width. */
  readonly thinned: boolean;
}

// Curves of trainings.

export interface CurvesQuery {
  readonly kind: 'curves';
  /** Several runs in one group (seeds of a cell) also give their mean and interval. */
  readonly groups: readonly {
    readonly id: string;
    readonly runs: readonly string[];
    /** A train cell of the notebook, whose plan is shown where there are no runs. */
    readonly cell?: string;
  }[];
  readonly lines: readonly CurveRequest[];
  readonly axis: CurveAxis;
  /** The part of x that is shown; null: all. */
  readonly range: readonly [number, number] | null;
  /** Pixels of the plot area. */
  readonly width: number;
}

export interface CurveRequest {
  readonly split: Split;
  readonly column: MetricColumn;
  /** Factor k of an exponential mean without start-up bias, taken before thinning; null: as recorded. */
  readonly smooth: number | null;
}

export interface CurvesData {
  readonly kind: 'curves';
  readonly groups: readonly CurveGroup[];
}

export interface CurveGroup {
  readonly id: string;
  readonly runs: readonly RunCurves[];
  /** One per requested line; null for a group of one run. */
  readonly mean: readonly MeanLine[] | null;
}

/** Mean over runs where at least two have a value; `low` and `high` share its x. */
export interface MeanLine {
  readonly mean: Line;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** 95 % Student interval of the mean from three runs on; the range of two. */
  readonly interval: 'student-95' | 'range';
}

export interface RunCurves {
  readonly run: string;
  /** In the order of the request. A smoothed and a raw line are both as recorded in x. */
  readonly lines: readonly Line[];
  /** Last value of each requested line, not thinned; null where there is none. */
  readonly last: readonly ({ readonly x: number; readonly y: number } | null)[];
  readonly events: readonly RunEvent[];
  /** Smallest and largest x recorded. */
  readonly extent: readonly [number, number] | null;
  /** For drawing the plan; of a training that never ran `events` are planned, too. */
  readonly plan: {
    /** Where x ends if the run goes through as asked. */
    readonly end: number;
    readonly rate: Line;
    /** Multiply-adds of one image forward; null once it runs, and where the network is not known. */
    readonly work: Line | null;
  } | null;
}

export type RunEvent = { readonly x: number; readonly step: number } & (
  | {
      readonly event: 'growth';
      /** Blocks by stage before and after, e.g. [3, 3, 3]. */
      readonly from: readonly number[];
      readonly to: readonly number[];
      readonly stepSize: readonly [number, number];
      /** Loss and accuracy on test data right before and right after; null where not known. */
      readonly loss: readonly [number | null, number | null];
      readonly accuracy: readonly [number | null, number | null];
    }
  /** A later process went on from here; `time` ISO 8601. */
  | {
      readonly event: 'resume';
      readonly time: string;
      readonly run: string;
      /** Nobody asked for it: the run before had crashed. */
      readonly byItself: boolean;
    }
  | { readonly event: 'restart' }
  /** The loss is no number any more, or the run failed here. */
  | { readonly event: 'failure'; readonly message: string }
);

// Networks.

export interface NetworkQuery {
  readonly kind: 'network';
  /** A network cell of the notebook by its name. */
  readonly network: string;
  /** Batch for which memory is counted; null: of a recipe that uses it, else 100. */
  readonly batch: number | null;
}

/** What a diagram shows of a network. */
export interface NetworkView {
  readonly name: string;
  readonly summary: NetworkSummary;
  readonly stages: readonly StageView[];
  /** Input shape [height, width, channels]. */
  readonly input: readonly number[];
  readonly classes: number;
}

/** The network that a run trains. */
export interface TrainedQuery {
  readonly kind: 'trained';
  readonly run: string;
  /** As grown to so many; null: as it was at first. */
  readonly blocks: number | null;
}

export interface TrainedData extends NetworkView {
  readonly kind: 'trained';
  readonly run: string;
}

export interface NetworkData extends NetworkView {
  readonly kind: 'network';
  /** The text has errors now; this is its last valid state. */
  readonly isOfEarlierText: boolean;
  /** By stage (from 0): the line of the document (from 0) that describes it; null where there is none. */
  readonly lines: readonly (number | null)[];
}

export interface StageView {
  /** Blocks of the stage: [first, behind the last) in `summary.blocks`. */
  readonly from: number;
  readonly to: number;
  readonly out: readonly number[];
  readonly trainableParameters: number;
}

// Blocks of one run.

/** The geometry that everything per block shares. */
export interface BlockAxis {
  /** Blocks by stage, e.g. [6, 6, 6]. */
  readonly blocks: readonly number[];
  /** Shape [height, width, channels] behind each stage. */
  readonly shapes: readonly (readonly number[])[];
}

export interface BlocksQuery {
  readonly kind: 'blocks';
  readonly run: string;
  /** A recorded step (else the nearest before it); null: the newest, and follow. */
  readonly step: number | null;
}

export interface BlocksData {
  readonly kind: 'blocks';
  readonly run: string;
  readonly axis: BlockAxis;
  readonly step: number;
  /** All recorded steps, ascending. */
  readonly steps: Int32Array;
  /** Steps that the run goes to; 0 where not known. */
  readonly planned: number;
  /** L+1, L, L+1 and L values; NaN where none. States and gradients are between blocks. */
  readonly state: Float32Array;
  readonly residual: Float32Array;
  readonly gradient: Float32Array;
  /** Gradient norm at the input of a block over that at its output. */
  readonly ratio: Float32Array;
  /** h of each block, and its value before the last growth. */
  readonly stepSize: number;
  /**
   * For theory 1/d (multi-level paper): the last record before the latest growth, at the blocks of now:
   * entry l is the residual norm of the block from which block l came. Null without growth.
   */
  readonly beforeGrowth: {
    readonly step: number;
    readonly residual: Float32Array;
    readonly stepSize: number;
  } | null;
  /** Smallest and largest positive finite value of each column over all recorded steps, for steady axes. */
  readonly extent: Readonly<Record<BlockColumn, readonly [number, number] | null>>;
}

export interface HeatQuery {
  readonly kind: 'heat';
  readonly run: string;
  readonly column: BlockColumn;
  /** Pixels in height; rows come thinned to it. */
  readonly height: number;
}

export interface HeatData {
  readonly kind: 'heat';
  readonly run: string;
  /** In order of steps; a new band after each growth. */
  readonly bands: readonly HeatBand[];
  readonly planned: number;
}

export interface HeatBand {
  readonly axis: BlockAxis;
  readonly steps: Int32Array;
  /** steps.length × number of blocks, row by row; NaN where none. */
  readonly values: Float32Array;
}

/** One block through the steps. */
export interface CourseQuery {
  readonly kind: 'course';
  readonly run: string;
  readonly column: BlockColumn;
  /** Stage from 0, and place within it from 0 to below 1: survives growth. */
  readonly stage: number;
  readonly place: number;
  readonly width: number;
}

export interface CourseData {
  readonly kind: 'course';
  readonly run: string;
  readonly line: Line;
  readonly events: readonly RunEvent[];
  /** Name of the block before the latest growth; null without growth. */
  readonly formerly: string | null;
}

// Studies.

/** All rows of a study's results. */
export interface StudyQuery {
  readonly kind: 'study';
  readonly run: string;
}

export interface StudyData {
  readonly kind: 'study';
  readonly run: string;
  /** Of the network that was studied. */
  readonly axis: BlockAxis;
  /** What was studied. */
  readonly of: { readonly run: string; readonly cell: string; readonly step: number | null };
  readonly classes: number | null;
  readonly columns: readonly StudyColumn[];
  readonly rows: number;
}

export interface StudyColumn {
  readonly column: Column;
  /** NaN where there is no value. */
  readonly values: Float64Array | readonly string[];
}

// Comparison.

/** What was asked of these runs, where it differs. */
export interface DifferencesQuery {
  readonly kind: 'differences';
  readonly runs: readonly string[];
}

export interface DifferencesData {
  readonly kind: 'differences';
  readonly rows: readonly {
    /** `rate.cosine`, `blocks`, `parameters`. */
    readonly path: string;
    /** Each distinct value once, with the runs that have it. */
    readonly values: readonly { readonly text: string; readonly runs: readonly string[] }[];
  }[];
  /** Names of what is the same in all. */
  readonly same: readonly string[];
}
