import type {
  InitialisationValue,
  LayerPlan,
  ParameterPlan,
  Shape,
  WarpValue,
} from '../language/index.ts';

/**
 * A network written out: every layer with its shapes and parameters, in order of execution. The
 * engine builds the model from this and the arithmetic counts it, so the two cannot differ.
 * Plain JSON. Shapes are [height, width, channels]; convolution weights [kh, kw, in, out].
 */
export interface NetworkPlan {
  readonly input: Shape;
  readonly classes: number;
  readonly stem: readonly LayerPlan[];
  readonly blocks: readonly BlockPlan[];
  /** Layers before pooling; then global average pooling and the dense layer follow. */
  readonly head: readonly LayerPlan[];
  readonly dense: { readonly weight: ParameterPlan; readonly bias: ParameterPlan };
  readonly init: InitialisationValue;
  readonly maxNorm: number | null;
  readonly warp?: WarpValue;
}

export interface BlockPlan {
  /** `2.4`: stage and block within it, from 1. */
  readonly name: string;
  readonly stage: number;
  /** From 0 within its stage, the order of growth. */
  readonly indexInStage: number;
  readonly in: Shape;
  readonly out: Shape;
  /** The transition: layers that lead to the input of the block; absent where there are none. */
  readonly enter?: readonly LayerPlan[];
  readonly branch: readonly LayerPlan[];
  readonly shortcut: ShortcutPlan;
  /** Highway: T = sigmoid of this layer on the input of the block, whose biases start at `initial`. */
  readonly gate?: { readonly layer: LayerPlan; readonly initial: number };
  /** Layers after the addition. */
  readonly after: readonly LayerPlan[];
  /** h: the branch is multiplied by it before the addition. */
  readonly step: number;
  /** A learned factor besides h: [1], or [channels] of the branch. */
  readonly scale?: { readonly parameter: ParameterPlan; readonly initial: number };
  /** Probability that a training step keeps the branch; absent: always (stochastic depth). */
  readonly survival?: number;
  /** A step that drops the branch computes nothing of it; absent: it multiplies it by 0. */
  readonly skipsDropped?: true;
  /** The group of blocks that a parallel operator replaces, from 0, and the place in it. */
  readonly warp?: { readonly group: number; readonly position: number };
}

export type ShortcutPlan =
  | { readonly kind: 'identity' }
  /** Average-pool with window and stride `stride`, then zero channels after the existing ones. */
  | { readonly kind: 'pad'; readonly stride: number; readonly channels: number }
  /** `from` leading branch layers are applied first (0: the block's input), then these layers. */
  | { readonly kind: 'projection'; readonly from: number; readonly layers: readonly LayerPlan[] }
  /** Plain network: the branch alone. */
  | { readonly kind: 'none' };
