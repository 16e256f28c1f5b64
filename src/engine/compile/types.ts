import type { DataType, Tensor, TensorLike } from '@tensorflow/tfjs';

/** A value that a function takes or a state holds: fixed shape and dtype. */
export interface TensorSpec {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
}

export type Tensors = Readonly<Record<string, Tensor>>;

/** What one function of a program computes, written in plain TensorFlow.js. */
export interface FunctionDefinition {
  readonly inputs: Readonly<Record<string, TensorSpec>>;
  /**
   * Called once to trace (or at every call by the eager program). Reads `state` as it was before
   * the call; whatever it returns in `update` is assigned afterwards.
   */
  readonly run: (state: Tensors, inputs: Tensors) => FunctionResult;
}

export interface FunctionResult {
  readonly outputs: Tensors;
  /** New values of some state entries, same shape and dtype. */
  readonly update?: Tensors;
  /** Scalar bool: the update happens only where it is true. Absent: always. */
  readonly when?: Tensor;
}

/**
 * Several named functions over one state. The compiled program keeps the state inside TensorFlow;
 * the eager program keeps it as tensors; both behave the same.
 */
export interface Program {
  /**
   * Runs a function. Fetches exactly `outputs` (any subset of its outputs; the rest is not
   * computed) and performs its update. The caller owns and disposes the returned tensors.
   * Throws a UserError-free, descriptive Error if an input is missing, unknown, or of another
   * shape or dtype than declared.
   */
  call<Name extends string>(
    fn: string,
    inputs: Tensors,
    outputs: readonly Name[],
  ): Record<Name, Tensor>;
  /** Copies of state entries (all, or those named); the caller disposes them. */
  read(names?: readonly string[]): Record<string, Tensor>;
  /** Overwrites state entries. The caller keeps ownership of `values`. */
  write(values: Tensors): void;
  /** Frees the graph and the state. */
  dispose(): void;
}

export interface ProgramDefinition {
  /** Initial values; the caller keeps ownership. */
  readonly state: Tensors;
  readonly functions: Readonly<Record<string, FunctionDefinition>>;
}

export type { DataType, Tensor, TensorLike };
