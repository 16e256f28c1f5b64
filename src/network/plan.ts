import type { InitialisationValue, LayerPlan, ParameterPlan, Shape } from '../language/index.ts';

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
}

export interface BlockPlan {
  /** `2.4`: stage and block within it, from 1. */
  readonly name: string;
  readonly stage: number;
  /** From 0 within its stage, the order of growth. */
  readonly indexInStage: number;
  readonly in: Shape;
  readonly out: Shape;
  readonly branch: readonly LayerPlan[];
  readonly shortcut: ShortcutPlan;
  /** Layers after the addition. */
  readonly after: readonly LayerPlan[];
  /** h: the branch is multiplied by it before the addition. */
  readonly step: number;
}

export type ShortcutPlan =
  | { readonly kind: 'identity' }
  /** Average-pool with window and stride `stride`, then zero channels after the existing ones. */
  | { readonly kind: 'pad'; readonly stride: number; readonly channels: number }
  /** `from` leading branch layers are applied first (0: the block's input), then these layers. */
  | { readonly kind: 'projection'; readonly from: number; readonly layers: readonly LayerPlan[] }
  /** Plain network: the branch alone. */
  | { readonly kind: 'none' };
