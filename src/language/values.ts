/**
 * The checked values of cells: every default filled in, every number in range. These are plain
 * JSON; they go into run.json and into the digest of a cell. Shapes are [height, width, channels].
 */

import type { Schedule, warpOperators } from '../base/index.ts';
import type { LayerValue, PaddingValue } from './layers/index.ts';
import type { Shape } from './shape.ts';
import type { StudyKind, StudyValue } from './studies.ts';

export interface BlockValue {
  /** The residual branch, in order. */
  readonly layers: readonly LayerValue[];
  /** Layers after the addition (`after:`), e.g. the ReLU of a post-activation block. */
  readonly after: readonly LayerValue[];
}

export type ShortcutValue =
  /** Average-pool by the stride, then pad channels with zeros: no parameters (He's option A). */
  | 'pad'
  /** 1x1 convolution where the shape changes (He's option B). */
  | 'projection'
  /** No skip: a plain network. */
  | 'none';

export interface StageValue {
  readonly blocks: number;
  readonly filters: number;
  readonly stride: number;
}

/** The law of weights at the start; `initialisations` says what each is. */
export type InitialisationValue = {
  /** Multiplies the variance of what the law draws; absent: 1. */
  readonly scale?: number;
} & (
  | { readonly kind: 'he' | 'he-uniform' | 'glorot' | 'delta-orthogonal' }
  | { readonly kind: 'zero-last' | 'fixup' | 'looks-linear' }
  /** Normal with variance C/(fan_in·L), L blocks (Taki, arXiv 1709.02956). */
  | { readonly kind: 'depth-scaled'; readonly c: number }
);

/** A learned number that multiplies each residual: SkipInit, ReZero (per block), LayerScale (per channel). */
export interface ScaleValue {
  readonly per: 'block' | 'channel';
  readonly initial: number;
}

/** Layers that change the shape between two stages, so that every block keeps its shape. */
export interface TransitionValue {
  readonly layers: readonly LayerValue[];
  /** Probability per step with which stem and transition kernels are made norm-preserving; 0: never. */
  readonly preserve: number;
}

/** Groups of blocks computed side by side by a first-order operator (Fok et al., ICLR 2018). */
export interface WarpValue {
  /** K: consecutive blocks that become one operator. */
  readonly group: number;
  /** `first-order`: Jacobian-vector products; `input`: of the block input; `released`: the authors' code. */
  readonly operator: (typeof warpOperators)[number];
  readonly devices: number;
}

/** What is optional is absent where it is off, so that digests of networks without it stay. */
export interface NetworkValue {
  readonly input: Shape;
  readonly classes: number;
  readonly stem: {
    readonly filters: number;
    /** Null: there is no convolution, and `layers` are all of the stem. */
    readonly kernel: number | null;
    readonly stride: number;
    readonly layers: readonly LayerValue[];
  };
  readonly stages: readonly StageValue[];
  readonly block: BlockValue;
  readonly shortcut: ShortcutValue;
  /**
   * Where a projection starts: at the block's input (v1), after all before the first convolution of
   * the branch (WRN), or at the input through a norm and ReLU of its own (baselines of arXiv 1805.07477).
   */
  readonly projectionFrom: 'input' | 'preactivation' | 'own-preactivation';
  /** A projection shortcut is followed by batch norm (v1 networks). */
  readonly projectionNorm: boolean;
  /** h: multiplies each residual before the addition. */
  readonly step: number;
  /** A learned factor besides h. */
  readonly scale?: ScaleValue;
  /**
   * Stochastic depth: probability that the last block is kept in a training step; that of block l of L
   * is 1 - (l/L)(1 - P) (Huang et al., ECCV 2016).
   */
  readonly survival?: number;
  /**
   * A step computes nothing of a branch that it drops. Absent beside `survival`, in runs of earlier
   * versions: it computes the branch and multiplies it by 0, so that running statistics take in its batch.
   */
  readonly skipsDropped?: true;
  /** Highway blocks: a learned gate mixes branch and state; `bias` is where its bias starts. Absent: none. */
  readonly gate?: { readonly bias: number };
  /** Absent: the first block of a stage changes the shape. */
  readonly transition?: TransitionValue;
  readonly warp?: WarpValue;
  /** Of all convolutions; what was written before there was a choice is `same` (`storedNetwork`). */
  readonly padding: PaddingValue;
  readonly norm: 'batch' | 'none';
  readonly init: InitialisationValue;
  /** Max-norm c on the incoming weights of each unit (Oyedotun et al., ICPR 2020); null: off. */
  readonly maxNorm: number | null;
  readonly head: {
    /** Layers before global average pooling, e.g. [norm, relu] in pre-activation networks. */
    readonly layers: readonly LayerValue[];
  };
}

export type OptimizerValue =
  | {
      readonly kind: 'sgd';
      readonly momentum: number;
      readonly nesterov: boolean;
      readonly decay: number;
      readonly decayOn: 'weights' | 'all';
    }
  | {
      readonly kind: 'adamw';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly decay: number;
      readonly decayOn: 'weights' | 'all';
    };

export interface DataValue {
  /** Name of a set (`cifar10`) or a path to one (`./images`, `/data/x`). */
  readonly set: string;
  /** How a path is read; null: found out from the folder. */
  readonly format: string | null;
  readonly augment: {
    /** Zero padding in pixels before a random crop back to size; 0: off. */
    readonly pad: number;
    readonly flip: boolean;
  };
  readonly standardize: 'per-image' | 'none';
  /** Number of training examples held out for validation, chosen by seed. */
  readonly validation: number;
  /** Use only the first N training/test examples of a seeded shuffle; null: all. */
  readonly trainSubset: number | null;
  readonly testSubset: number | null;
}

export interface TrainValue {
  readonly network: string;
  readonly data: DataValue;
  readonly epochs: number;
  readonly batch: number;
  readonly optimizer: OptimizerValue;
  readonly rate: Schedule;
  /** Epochs of linear warm-up from 0 (fractions allowed). */
  readonly warmup: number;
  readonly labelSmoothing: number;
  /** Global gradient norm is clipped to this; null: off. */
  readonly clip: number | null;
  /** Multi-level growth: double the blocks and halve h at these epochs (Chang et al., ICLR 2018); null: none. */
  readonly grow: {
    readonly at: readonly number[];
    readonly momentum: 'zero' | 'copy';
    /** Absent: a cosine begins again at each growth. */
    readonly restart?: false;
  } | null;
  readonly seeds: readonly number[];
  readonly precision: 'float32' | 'tf32';
  /** Evaluate the test set every N epochs (fractions allowed: several times an epoch). */
  readonly evaluate: number;
  /** Record per-block norms every N steps; 0: never. */
  readonly norms: number;
  readonly checkpoints: { readonly every: number; readonly keep: number; readonly best: boolean };
  /** Train cell, run id, checkpoint or safetensors file whose weights to start from; null: initialise. */
  readonly from: string | null;
}

export type CellValue =
  | { readonly kind: 'note'; readonly value: string }
  | { readonly kind: 'network'; readonly value: NetworkValue }
  | { readonly kind: 'train'; readonly value: TrainValue }
  | { [K in StudyKind]: { readonly kind: K; readonly value: StudyValue<K> } }[StudyKind];

export type CellKind = CellValue['kind'];
