import type { FunctionDefinition, Tensors, TensorSpec } from './types.ts';

/** A tensor or spec for people: `float32 [3, 3, 16, 16]`. */
export function describe(t: { readonly shape: readonly number[]; readonly dtype: string }): string {
  return `${t.dtype} [${t.shape.join(', ')}]`;
}

/** The function of this name; throws with the names there are. */
export function functionNamed<T>(functions: Readonly<Record<string, T>>, name: string): T {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (found === undefined) {
    throw new Error(`there is no function '${name}'; there are ${list(Object.keys(functions))}`);
  }
  return found;
}

/** Throws if an input is missing, unknown, disposed, or not of its declared shape and dtype. */
export function checkInputs(fn: string, definition: FunctionDefinition, inputs: Tensors): void {
  for (const name of Object.keys(inputs)) {
    if (!Object.hasOwn(definition.inputs, name)) {
      const known = list(Object.keys(definition.inputs));
      throw new Error(`${fn}: unknown input '${name}'; the inputs are ${known}`);
    }
  }
  for (const [name, spec] of Object.entries(definition.inputs)) {
    const tensor = inputs[name];
    if (!tensor) throw new Error(`${fn}: input '${name}' (${describe(spec)}) is missing`);
    checkTensor(`${fn}: input '${name}'`, tensor, spec);
  }
}

/** Throws if a tensor is not what a place is declared to hold. */
export function checkTensor(
  place: string,
  tensor: { shape: readonly number[]; dtype: string; isDisposed?: boolean },
  spec: { shape: readonly number[]; dtype: string },
): void {
  if (tensor.isDisposed) throw new Error(`${place} is disposed`);
  if (tensor.dtype !== spec.dtype || !sameShape(tensor.shape, spec.shape)) {
    throw new Error(`${place} is ${describe(tensor)}, but ${describe(spec)} was declared`);
  }
}

/** Throws unless every name is one of the known ones. `what` is e.g. `train: output`. */
export function checkNames(what: string, names: readonly string[], known: Iterable<string>): void {
  const all = new Set(known);
  for (const name of names) {
    if (!all.has(name)) {
      throw new Error(`${what} '${name}' does not exist; there are ${list([...all])}`);
    }
  }
}

/** Throws unless the result of a function fits the state and the rules of `FunctionResult`. */
export function checkUpdate(
  fn: string,
  state: Readonly<Record<string, TensorSpec>>,
  update: Tensors,
  when: { readonly shape: readonly number[]; readonly dtype: string } | undefined,
): void {
  checkNames(`${fn}: state entry`, Object.keys(update), Object.keys(state));
  for (const [name, tensor] of Object.entries(update)) {
    const spec = state[name];
    if (spec) checkTensor(`${fn}: the update of '${name}'`, tensor, spec);
  }
  if (when) checkTensor(`${fn}: 'when'`, when, { shape: [], dtype: 'bool' });
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((d, i) => d === b[i]);
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map(n => `'${n}'`).join(', ');
}
