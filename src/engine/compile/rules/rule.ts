import { ATTR, dtypeOf, type Attribute, type Dtype } from '../graph/attributes.ts';

export interface Spec {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
}

/** An input of an op: its shape and, if it is known while tracing, its numbers. */
export interface Operand extends Spec {
  readonly values?: ArrayLike<number> | undefined;
}

/** One use of an op, as a rule sees it. */
export interface Call {
  readonly op: string;
  readonly inputs: readonly Operand[];
  readonly attributes: readonly Attribute[];
  /** How many outputs the caller takes; several ops make one per requested output. */
  readonly outputs: number;
}

/** What an op makes: its outputs, or nothing new but the input of this number. */
export type Inferred = readonly Spec[] | { readonly same: number };

/** How to put an op into a graph without running it. */
export interface Rule {
  /**
   * Type attributes with the input whose type they are. A graph requires them; the eager runtime
   * infers them, so TensorFlow.js leaves some out and gets some wrong.
   */
  readonly types?: Readonly<Record<string, number>>;
  readonly infer: (call: Call) => Inferred;
}

export type Rules = Readonly<Record<string, Rule>>;

/** The input of this number; throws if the op was called with fewer. */
export function operand(call: Call, index: number): Operand {
  const input = call.inputs[index];
  if (!input) throw new Error(`${call.op} has no input ${index}`);
  return input;
}

/** An input that shapes depend on and that therefore must be known while tracing. */
export function known(call: Call, index: number): number[] {
  const { values } = operand(call, index);
  if (!values) {
    throw new Error(
      `input ${index} of ${call.op} decides a shape, so it must be made of JavaScript numbers`,
    );
  }
  return Array.from(values);
}

export function dim(spec: Spec, axis: number): number {
  const d = spec.shape[axis < 0 ? axis + spec.shape.length : axis];
  if (d === undefined) throw new Error(`there is no axis ${axis} in [${spec.shape.join(', ')}]`);
  return d;
}

export function ints(call: Call, name: string): number[] {
  const value = attribute(call, name, ATTR.int);
  return Array.isArray(value) ? value.map(Number) : [];
}

export function int(call: Call, name: string): number | undefined {
  const value = attribute(call, name, ATTR.int);
  return typeof value === 'number' ? value : undefined;
}

export function bool(call: Call, name: string): boolean {
  return attribute(call, name, ATTR.bool) === true;
}

export function text(call: Call, name: string): string | undefined {
  const value = attribute(call, name, ATTR.string);
  return typeof value === 'string' ? value : undefined;
}

export function type(call: Call, name: string): Dtype | undefined {
  return dtypeOf(attribute(call, name, ATTR.type));
}

function attribute(call: Call, name: string, kind: number): unknown {
  return call.attributes.find(a => a.name === name && a.type === kind)?.value;
}
