import type { Tensor } from '@tensorflow/tfjs';
import { checkUpdate } from '../checks.ts';
import type { Graph, Value } from '../graph/graph.ts';
import type { NativeBackend } from '../native.ts';
import { tidyKept } from '../scope.ts';
import type { FunctionDefinition, TensorSpec } from '../types.ts';
import { recording, type Naming } from './capture.ts';
import { Recorder } from './recorder.ts';

/** A function as part of a graph. */
export interface TracedFunction {
  readonly inputs: Readonly<Record<string, Value>>;
  readonly outputs: Readonly<Record<string, Value>>;
  readonly update: Readonly<Record<string, Value>>;
  readonly when: Value | undefined;
}

/**
 * Runs a function once, on tensors that have a shape and no numbers, and adds what it did to the
 * graph. Nothing is computed and no memory of the size of a tensor is used.
 */
export function traceFunction(
  backend: NativeBackend,
  graph: Graph,
  name: string,
  definition: FunctionDefinition,
  state: Readonly<Record<string, { readonly spec: TensorSpec; readonly read: Value }>>,
  nameOf: Naming,
): TracedFunction {
  const recorder = new Recorder(graph, name);
  const inputs = mapValues(definition.inputs, ({ shape, dtype }, input) =>
    graph.placeholder(shape, dtype, `input '${input}'`),
  );
  return recording(backend, recorder, name, nameOf, () =>
    unwrapped(() => {
      const symbol = (value: Value) => backend.createOutputTensor(recorder.add(value));
      const result = definition.run(
        mapValues(state, entry => symbol(entry.read)),
        mapValues(inputs, symbol),
      );
      if (result instanceof Promise) {
        throw new Error(`${name}: a function of a program must not be asynchronous`);
      }
      const update = result.update ?? {};
      checkUpdate(
        name,
        mapValues(state, entry => entry.spec),
        update,
        result.when,
      );
      const valueOf = (tensor: Tensor): Value => {
        const [id = 0] = backend.getInputTensorIds([tensor]);
        return recorder.value(id);
      };
      return {
        inputs,
        outputs: mapValues(result.outputs, valueOf),
        update: mapValues(update, valueOf),
        when: result.when && valueOf(result.when),
      };
    }),
  );
}

/** `tidyKept` for a result that holds no tensors. */
function unwrapped<T>(run: () => T): T {
  let result: { readonly value: T } | undefined;
  tidyKept(() => {
    result = { value: run() };
  });
  if (!result) throw new Error('the function was not run');
  return result.value;
}

export function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  map: (value: A, key: string) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([k, v]) => [k, map(v, k)]));
}
