import type { Variant } from '../base/index.ts';
import type { Table } from '../figures/index.ts';
import type { TrainValue } from '../language/index.ts';
import type { Standing } from '../record/index.ts';

/** What curves are drawn over. */
export const curveAxes = ['step', 'epoch', 'seconds'] as const;
export type CurveAxis = (typeof curveAxes)[number];

export const splits = ['train', 'validation', 'test'] as const;
export type Split = (typeof splits)[number];

/** Columns of metrics, of rows of all splits alike. */
export const metricColumns = [
  'step',
  'epoch',
  'seconds',
  'loss',
  'accuracy',
  'rate',
  'images_per_second',
  'gradient_norm',
  'blocks',
] as const;
export type MetricColumn = (typeof metricColumns)[number];

/**
 * The rows of one split of a training and of those that it went on from, joined; NaN where there is no value. Steps ascend; of two
 * rows of one step the second is of more blocks: a network is evaluated right before and right after it grows. Where steps are
 * missing between two parts a row of NaN with a place on the axes stands between them.
 */
export interface MetricTable extends Table {
  readonly columns: Readonly<Record<MetricColumn, Float64Array>>;
}

/** A training as figures of its course need it. Tables and texts may be getters: they are read only where they are shown. */
export interface TrainedRun {
  /** Of the newest part of a chain; of a training that never ran the name of its cell. */
  readonly id: string;
  /** As legends name it among those shown. */
  readonly label: string;
  /** Colour, dash and marker. */
  readonly slot: number;
  readonly isLive: boolean;
  /** Train cell; of a run that is outside of the notebook the name of its own. */
  readonly cell: string;
  /** Same where all but the variant was asked alike: notebook, cell and digest of the recipe. */
  readonly recipeKey: string;
  /** Null: of a version that cannot be read. */
  readonly recipe: TrainValue | null;
  readonly variant: Variant;
  readonly seed: number;
  /** `cifar10`, or a path. */
  readonly dataSet: string;
  /** Null: not known. */
  readonly classes: number | null;
  /** Full batches of the training set; null: the plan cannot be drawn. */
  readonly stepsPerEpoch: number | null;
  /** `secondsElapsed` of the whole chain. Null: it never ran, and there is only its plan. */
  readonly standing: Standing | null;
  readonly metrics: Readonly<Record<Split, MetricTable>>;
  /** By step. Of a training that never ran those that are planned. */
  readonly events: readonly TrainedEvent[];
  /** What the network costs from step to step, the first from step 0; empty: not known. */
  readonly levels: readonly WorkLevel[];
  /** What was asked, key by key as the field says it: `rate.cosine` to `0.5 to 0.001`. */
  readonly asked: ReadonlyMap<string, string>;
}

/** One size of a network that grows. */
export interface WorkLevel {
  /** Steps that were done when it began. */
  readonly from: number;
  /** Multiply-adds of one image, forward. */
  readonly multiplyAdds: number;
}

/** `step`: so many steps were done when it happened. */
export type TrainedEvent = { readonly step: number } & (
  | {
      readonly event: 'growth';
      /** Blocks by stage before and after: [3, 3, 3]. */
      readonly from: readonly number[];
      readonly to: readonly number[];
      /** h. */
      readonly stepSize: readonly [number, number];
      /** On test data right before and right after; null: not known. */
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
