import type { LayerValue, NetworkValue } from '../../../src/language/index.ts';
import type { Tape, Value } from '../tape.ts';

/** [height, width, channels] */
export type Shape = readonly [number, number, number];

/** Where a layer stands: what comes in, and what the stage asks for. */
export interface Place {
  readonly in: Shape;
  readonly filters: number;
  /** 1 unless the layer carries the stride of its stage. */
  readonly stride: number;
  readonly padding: NetworkValue['padding'];
  /** Prefix of its parameters in checkpoints. */
  readonly name: string;
}

export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly isTrainable: boolean;
  /** Weights of convolutions and of the dense layer: what `decay-on: weights` and `max-norm` mean. */
  readonly isWeight: boolean;
}

/** A layer with its shapes, what it costs and what it does. */
export interface Layer {
  readonly out: Shape;
  readonly parameters: readonly Parameter[];
  /** By how much it divides the resolution; absent: not. */
  readonly stride?: number;
  /** Multiply-accumulates for one example. */
  readonly macs: number;
  readonly apply: (x: Value, pass: Pass) => Value;
}

/** One kind of layer of the language. */
export interface Rule<Name extends LayerValue['layer']> {
  readonly layer: Name;
  /** Takes the stride of its stage: the first such layer of a list does. */
  readonly isStrided: boolean | ((value: Extract<LayerValue, { readonly layer: Name }>) => boolean);
  readonly build: (value: Extract<LayerValue, { readonly layer: Name }>, at: Place) => Layer;
}

/** One run through a network. */
export interface Pass {
  readonly tape: Tape;
  /** Batch statistics, and masks. */
  readonly isTraining: boolean;
  readonly parameter: (name: string) => Value;
  /** What is kept of each value, by the name of a dropout layer: 0 or 1/(1 - P); null: all. */
  readonly mask: (name: string) => ArrayLike<number> | null;
  /** Told the new running statistics of a training step. */
  readonly statistic: (name: string, data: Float64Array) => void;
  /** Told how near to its kink an activation came, by example; exact zeros aside. */
  readonly kink: (example: number, distance: number) => void;
}

/** A layer without parameters and arithmetic that it is charged for. */
export function free(out: Shape, apply: Layer['apply']): Layer {
  return { out, parameters: [], macs: 0, apply };
}
