import type { Column } from '../../../src/base/index.ts';
import type { BlockAxis } from '../../../src/figures/index.ts';
import type { HeatBand } from '../../../src/studies/contract/present.ts';

// What the harness reads out of its measured runs, part by part.

export type BlockColumn = 'state' | 'residual' | 'gradient' | 'ratio';

export interface Line {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Points were left out for the width. */
  readonly thinned: boolean;
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
  readonly events: readonly {
    readonly x: number;
    readonly step: number;
    readonly event: 'growth';
    readonly from: readonly number[];
    readonly to: readonly number[];
    readonly stepSize: readonly [number, number];
    readonly loss: readonly [number | null, number | null];
    readonly accuracy: readonly [number | null, number | null];
  }[];
  /** Name of the block before the latest growth; null without growth. */
  readonly formerly: string | null;
}

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
