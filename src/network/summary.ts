import type { Shape } from '../language/index.ts';

/** What `summarise` says of one layer. Layers stand in order of execution, pooling and dense last. */
export interface LayerSummary {
  /** `stage1.block2.conv1`; parameters of the layer have it as prefix. */
  readonly name: string;
  readonly layer: string;
  /** `1.2` for a layer of a block; null for stem and head. */
  readonly block: string | null;
  /** `transition` layers lead to the block, `gate` and `shortcut` layers run beside the branch, `after` layers behind the addition. */
  readonly place: 'stem' | 'transition' | 'branch' | 'gate' | 'shortcut' | 'after' | 'head';
  readonly in: Shape;
  readonly out: Shape;
  readonly trainableParameters: number;
  /** Running statistics of batch norm. */
  readonly otherParameters: number;
  /** For one example; see `NetworkSummary.macs`. */
  readonly macs: number;
  /** Bytes for the whole batch that this layer adds; see `NetworkSummary.activationBytes`. */
  readonly activationBytes: number;
  /** Side, in pixels of the input, of what one output position sees; not cut at the border. */
  readonly receptiveField: number;
}

export interface BlockSummary {
  readonly name: string;
  readonly stage: number;
  readonly in: Shape;
  readonly out: Shape;
  readonly shortcut: 'identity' | 'pad' | 'projection' | 'none';
  readonly step: number;
  readonly trainableParameters: number;
  readonly otherParameters: number;
  readonly macs: number;
  readonly activationBytes: number;
  readonly receptiveField: number;
}

export interface NetworkSummary {
  /** The name by which papers call it, e.g. `ResNet-32`, `WRN-28-10`; null if it has none. */
  readonly name: string | null;
  /** Layers with weights on the main path: convolutions and dense layers of stem, branches and head, and the last dense layer. */
  readonly depth: number;
  readonly batch: number;
  readonly trainableParameters: number;
  readonly otherParameters: number;
  /**
   * Multiply-accumulates of convolutions and dense layers for one example, forward only; one
   * multiply with its addition counts once. Norms, activations, pooling and additions are not counted.
   */
  readonly macs: number;
  /**
   * Float32 bytes of the feature maps that the backward pass reads, for the batch, each map counted
   * once: inputs of convolutions, norms, dense layers and activations that need it, outputs of the other activations, masks of
   * dropout. Temporary buffers of the runtime come on top.
   */
  readonly activationBytes: number;
  /** `activationBytes`, and 4 bytes for each parameter, gradient, momentum and running statistic. */
  readonly trainingMemoryBytes: number;
  /** Of the output of the last block. */
  readonly receptiveField: number;
  readonly layers: readonly LayerSummary[];
  readonly blocks: readonly BlockSummary[];
}
