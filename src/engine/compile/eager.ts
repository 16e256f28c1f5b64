import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { checkInputs, checkNames, checkTensor, checkUpdate, functionNamed } from './checks.ts';
import { tidyKept } from './scope.ts';
import type { Program, ProgramDefinition, Tensors } from './types.ts';

/**
 * A program that runs its functions as they are, operation by operation, on whatever backend is
 * set. Slower than the compiled one and equal to it otherwise: the fallback, and the oracle.
 */
export function eagerProgram(definition: ProgramDefinition): Program {
  const state = new Map<string, Tensor>();
  for (const [name, tensor] of Object.entries(definition.state)) state.set(name, keptCopy(tensor));

  const assign = (name: string, value: Tensor) => {
    const old = state.get(name);
    state.set(name, keptCopy(value));
    old?.dispose();
  };

  let disposed = false;
  const checkAlive = () => {
    if (disposed) throw new Error('the program was disposed');
  };

  return {
    call(fn, inputs, outputs) {
      checkAlive();
      const fnDefinition = functionNamed(definition.functions, fn);
      checkInputs(fn, fnDefinition, inputs);
      const { wanted, assigned } = tidyKept(() => {
        const before: Tensors = Object.fromEntries(state);
        const result = fnDefinition.run(before, { ...inputs });
        const update = result.update ?? {};
        checkUpdate(fn, specsOf(before), update, result.when);
        checkNames(`${fn}: output`, outputs, Object.keys(result.outputs));
        const happens = !result.when || result.when.dataSync()[0];
        // Copies, since an output or a new value may be a state entry or an input.
        return {
          wanted: pick(result.outputs, outputs),
          assigned: happens ? pick(update, Object.keys(update)) : {},
        };
      });
      for (const [name, value] of Object.entries(assigned)) {
        assign(name, value);
        value.dispose();
      }
      return wanted;
    },
    read(names) {
      checkAlive();
      const before: Tensors = Object.fromEntries(state);
      checkNames('state entry', names ?? [], state.keys());
      return pick(before, names ?? [...state.keys()]);
    },
    write(values) {
      checkAlive();
      checkNames('state entry', Object.keys(values), state.keys());
      for (const [name, value] of Object.entries(values)) {
        const old = state.get(name);
        if (old) checkTensor(`state entry '${name}'`, value, old);
      }
      for (const [name, value] of Object.entries(values)) assign(name, value);
    },
    dispose() {
      disposed = true;
      for (const tensor of state.values()) tensor.dispose();
      state.clear();
    },
  };
}

/** A copy that no surrounding `tf.tidy` frees; shares the data. */
function keptCopy(tensor: Tensor): Tensor {
  return tf.keep(tf.clone(tensor));
}

function pick<Name extends string>(from: Tensors, names: readonly Name[]): Record<Name, Tensor> {
  const picked: Partial<Record<Name, Tensor>> = {};
  for (const name of new Set(names)) {
    const tensor = from[name];
    if (tensor) picked[name] = tf.clone(tensor);
  }
  return picked as Record<Name, Tensor>;
}

function specsOf(tensors: Tensors) {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, t]) => [
      name,
      { shape: t.shape, dtype: t.dtype as 'float32' | 'int32' | 'bool' },
    ]),
  );
}
