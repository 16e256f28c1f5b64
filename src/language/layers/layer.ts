import type { Shape } from '../shape.ts';
import type { PaddingValue } from './padding.ts';

/** A tensor that a layer owns, as it is named in checkpoints. */
export interface ParameterPlan {
  /** Unique in the network, e.g. `stage1.block2.conv1.weight`; the name in checkpoints. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly role: 'weight' | 'bias' | 'scale' | 'gamma' | 'beta' | 'mean' | 'variance';
  readonly trainable: boolean;
}

/** Where a layer stands when its shapes and parameters are written out. */
export interface LayerContext {
  readonly in: Shape;
  /** Filters of the stage or of the stem; a convolution may divide them. */
  readonly filters: number;
  /** What a layer that can change the resolution does here; 1 everywhere else. */
  readonly stride: number;
  /** How the network's convolutions pad. */
  readonly padding: PaddingValue;
  /** Name of this layer, the prefix of its parameters: `stage1.block2.conv1`. */
  readonly name: string;
}

/** The value of a layer's text, or a sentence that says what is wrong with the text, and what to write. */
export type LayerText<Value> =
  { readonly value: Value } | { readonly problem: string; readonly fix?: string };

/**
 * Everything that the language and the arithmetic know about one kind of block layer. Adding a layer
 * is one file with a descriptor, one line in `index.ts`, and one file in the engine's ops.
 */
export interface LayerDescriptor<
  Value extends { readonly layer: string },
  Plan extends { readonly layer: Value['layer']; readonly in: Shape; readonly out: Shape },
> {
  readonly layer: Value['layer'];
  /** Text forms for completion and documentation, e.g. `conv 3/4`. */
  readonly forms: readonly string[];
  /** What it does, in Markdown, with the source of its numbers. */
  readonly doc: string;
  /** Carries the stride of the block: the first such layer of a branch does. */
  readonly strided: boolean;
  /** Of a strided one: whether this one does; absent: yes. */
  readonly takesStride?: (layer: Value | Plan) => boolean;
  /** May stand after the addition, where the shape must not change. */
  readonly keepsShape: boolean;
  /** Reads what follows the layer's name; never throws. */
  readonly parse: (argument: string) => LayerText<Value>;
  readonly format: (value: Value) => string;
  readonly plan: (value: Value, context: LayerContext) => Plan;
  readonly parameters: (plan: Plan) => readonly ParameterPlan[];
  /** Multiply-accumulates for one example; only convolutions and the dense layer have any. */
  readonly macs: (plan: Plan) => number;
  /** Which feature map the backward pass reads; `mask`: one of its own, of the size of its output. */
  readonly keeps: 'input' | 'output' | 'mask' | 'nothing';
  /** Side of the window that one output position sees, in input positions. */
  readonly window: (plan: Plan) => number;
  readonly stride: (plan: Plan) => number;
  /** Only activations have it: E[f(z)²] of a standard normal z, the gain of initialisation laws. */
  readonly secondMoment?: (layer: Value | Plan) => number;
}

/** Reads a decimal number that is all of the text; null if it is none. */
export function numberOf(text: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}
