import type { Shape } from '../shape.ts';
import type { NetworkValue } from '../values.ts';

/** What a preset may be given in the text. */
export interface PresetSettings {
  readonly depth: number;
  /** Filters of the first stage; for `wide` the factor k. */
  readonly width: number;
  readonly input: Shape;
  readonly classes: number;
}

/** One family of networks that `preset:` can name. */
export interface PresetDescriptor {
  readonly preset: string;
  /** In Markdown, with paper and section. */
  readonly doc: string;
  readonly defaults: { readonly depth: number; readonly width: number };
  /** Depth = perBlock·n + extra, n blocks in each stage; `perBlock` 0: always `extra`. */
  readonly depth: { readonly perBlock: number; readonly extra: number };
  readonly widthDoc: string;
  readonly expand: (settings: PresetSettings, blocksPerStage: number) => NetworkValue;
}

/** Three stages that double the filters and halve the resolution, as on CIFAR in all these papers. */
export function threeStages(blocks: number, filters: number): NetworkValue['stages'] {
  return [
    { blocks, filters, stride: 1 },
    { blocks, filters: 2 * filters, stride: 2 },
    { blocks, filters: 4 * filters, stride: 2 },
  ];
}

/** What the networks of this family have in common; a preset overrides what its paper says. */
export const plainDefaults = {
  shortcut: 'pad',
  projectionFrom: 'input',
  projectionNorm: false,
  step: 1,
  padding: 'symmetric',
  norm: 'batch',
  init: { kind: 'he' },
  maxNorm: null,
} as const;
