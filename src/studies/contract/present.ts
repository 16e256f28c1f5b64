import type { TextRange } from '../../base/index.ts';
import type { CurvesView, TrainedRun } from '../../curves/index.ts';
import type { BlockAxis, BlockPlace, NumberFormat, Presented, Table } from '../../figures/index.ts';
import type {
  Diagnostic,
  DiagnosticFix,
  NetworkValue,
  Path,
  TrainValue,
} from '../../language/index.ts';
import type { NetworkPlan } from '../../network/index.ts';

/**
 * All pure code of a study but its description: what is wrong with a cell, what running it would do, and how its results are
 * shown. Checks, host, command line and exports call it; nobody else knows a study.
 */
export interface StudyPresentation<Value> {
  /** Mistakes of the domain in a cell that is sound as text; those of `split` and `examples` are found without. */
  readonly check?: (study: CheckedStudy<Value>) => Iterable<Diagnostic>;
  /** What running it would do, without examples and full stop: `9 removals`. `blocks`: of the network at the end of training. */
  readonly prospect?: (value: Value, blocks: number | null) => string;
  /** Without: a study that nothing computes yet has nothing to show. */
  readonly present?: (results: StudyResults<Value>) => Presented;
  /** A number for each block, which comparisons lay over each other; null: this result has none. */
  readonly byBlock?: (run: StudyRun) => BlockQuantity | null;
  /** Shows what the training recorded before it has a result of its own. */
  readonly showsRecords?: true;
}

/** A cell whose value is sound, and what it is of. */
export interface CheckedStudy<Value> {
  readonly value: Value;
  /** The trainings that `of` names, in order; null for what is outside the notebook or has errors. */
  readonly subjects: readonly (CheckedSubject | null)[];
  /** The place of a value, or of the nearest part around it that the text has. */
  readonly placeOf: (path: Path) => TextRange;
  /** Whether the text has a value there. */
  readonly has: (path: Path) => boolean;
  /** A repair of the value that the text has there; undefined where it has none. */
  readonly fixAt: (path: Path, text: string) => DiagnosticFix | undefined;
}

export interface CheckedSubject {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly recipe: TrainValue;
  readonly network: {
    readonly name: string;
    readonly value: NetworkValue;
    readonly placeOf: (path: Path) => TextRange;
  } | null;
  /** As grown at the end of the training; null where the network is not known. */
  readonly plan: NetworkPlan | null;
}

/** What there is to show of a cell, or of runs that were chosen. All of it is lazy where it costs anything. */
export interface StudyResults<Value> {
  /** Null: of an outdated or unreadable value. */
  readonly value: Value | null;
  /** Name of the cell. */
  readonly name: string;
  /** Runs of the study itself, in the order of their seeds. */
  readonly runs: readonly StudyRun[];
  /** The trainings that it is of. */
  readonly trainings: readonly TrainingRun[];
  /** A recorded step; null: the newest, and follow. */
  readonly frame: number | null;
  readonly selected: BlockPlace | null;
  /** Over what, in which part, in what detail curves are shown. */
  readonly view: CurvesView;
  /** c of δ = c·log(2L)/L. */
  readonly bandFactor: number;
}

export interface ShownRun {
  readonly id: string;
  /** As legends name it among those shown: `base`, `base, seed 2`. */
  readonly label: string;
  readonly slot: number;
  readonly seed: number;
  readonly isLive: boolean;
}

export interface StudyRun extends ShownRun {
  /** All rows so far; null: none. Float64 columns, NaN where null. */
  readonly results: Table | null;
  /** Why there are none, a sentence. */
  readonly reason: string | null;
  /** The training that was studied, at this step. */
  readonly of: { readonly run: string; readonly cell: string; readonly step: number | null };
  /** The network that was studied; null: not known. */
  readonly axis: BlockAxis | null;
  readonly classes: number | null;
}

/** A training whose records are shown: of its course, and by block. */
export interface TrainingRun extends ShownRun, TrainedRun {
  /** Norms by block at a recorded step; null: none (yet), and why. */
  readonly blocks: (step: number | null) => RecordedBlocks | { readonly reason: string };
  /** A column of every block at as many recorded steps as there are pixels. */
  readonly heat: (column: string, height: number) => readonly HeatBand[];
  /** A column of one block through the steps. */
  readonly course: (column: string, place: BlockPlace, width: number) => RecordedCourse | null;
  /** What its newest study of each kind says block by block. */
  readonly byBlock: () => readonly BlockQuantity[];
}

/** A number for each block of a network: `cost`. */
export interface BlockQuantity {
  /** Same for what can be compared. */
  readonly id: string;
  /** `Cost of removing the block`, `points of error`, and in heads of tables `cost`. */
  readonly title: string;
  readonly unit: string;
  readonly short: string;
  /** `points`: two are compared by their difference, else by their quotient. */
  readonly format: NumberFormat;
  readonly axis: BlockAxis;
  /** By block; NaN where there is none. */
  readonly values: Float64Array;
}

/** As `BlocksData` of the wire was: L+1, L, L+1 and L values; NaN where none. */
export interface RecordedBlocks {
  readonly axis: BlockAxis;
  readonly step: number;
  readonly steps: Int32Array;
  readonly planned: number;
  readonly columns: Readonly<Record<string, Float32Array>>;
  readonly stepSize: number;
  readonly beforeGrowth: {
    readonly step: number;
    readonly residual: Float32Array;
    readonly stepSize: number;
  } | null;
  readonly extent: Readonly<Record<string, readonly [number, number] | null>>;
}

export interface HeatBand {
  readonly axis: BlockAxis;
  readonly steps: Int32Array;
  /** steps.length × number of blocks, row by row; NaN where none. */
  readonly values: Float32Array;
}

export interface RecordedCourse {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Name of the block before the latest growth; null without growth. */
  readonly formerly: string | null;
  readonly events: readonly { readonly x: number; readonly label: string }[];
}
