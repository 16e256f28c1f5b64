import type { Tensor } from '@tensorflow/tfjs';
import { checkInputs, checkNames, checkTensor, describe, functionNamed } from './checks.ts';
import { checkDevices } from './devices.ts';
import { Graph, type Value } from './graph/graph.ts';
import { nativeBackend } from './native.ts';
import { openSession } from './savedModel/session.ts';
import { addVariable, done } from './state.ts';
import { mapValues, traceFunction } from './trace/trace.ts';
import { addUpdate } from './update.ts';
import type { Program, ProgramDefinition, TensorSpec } from './types.ts';

/** A function as the session sees it. */
interface Loaded {
  readonly inputs: Readonly<Record<string, Value>>;
  readonly outputs: Readonly<Record<string, Value>>;
  /** What to fetch when no output is asked for. */
  readonly ran: Value;
}

/**
 * A program that runs each function as one TensorFlow call: all functions are traced into one graph
 * with one state. Needs the TensorFlow runtime.
 */
export function compiledProgram(definition: ProgramDefinition): Program {
  const backend = nativeBackend();
  const graph = new Graph();
  const variables = mapValues(definition.state, (tensor, name) =>
    addVariable(graph, name, specOf(name, tensor)),
  );
  const functions = mapValues(definition.functions, (fn, name): Loaded => {
    const traced = traceFunction(backend, graph, name, fn, variables, tensor => {
      const entry = Object.entries(definition.state).find(([, t]) => t.dataId === tensor.dataId);
      return (
        entry && `it is the initial value of '${entry[0]}'; the function gets state['${entry[0]}']`
      );
    });
    const updated = addUpdate(graph, traced, variables);
    const after = updated ? [updated] : [];
    return {
      inputs: traced.inputs,
      outputs: mapValues(traced.outputs, value => graph.identity(value, after)),
      ran: done(graph, after),
    };
  });
  const roots = [
    ...Object.values(variables).flatMap(v => [v.read.node, v.written.node]),
    ...Object.values(functions).flatMap(f =>
      [f.ran, ...Object.values(f.inputs), ...Object.values(f.outputs)].map(v => v.node),
    ),
  ];
  checkDevices(backend, roots);
  const session = openSession(backend, roots);

  const program: Program = {
    call(fn, inputs, outputs) {
      const loaded = functionNamed(functions, fn);
      checkInputs(fn, functionNamed(definition.functions, fn), inputs);
      checkNames(`${fn}: output`, outputs, Object.keys(loaded.outputs));
      const feeds = Object.entries(loaded.inputs).map(
        ([name, value]) => [value, inputs[name] as Tensor] as const,
      );
      const names = [...new Set(outputs)];
      const fetches = names.length === 0 ? [loaded.ran] : valuesOf(loaded.outputs, names);
      const values = inFunction(fn, () => session.run(feeds, fetches));
      if (names.length === 0) for (const value of values) value.dispose();
      return named(names, values);
    },
    read(names) {
      const wanted = [...new Set(names ?? Object.keys(variables))];
      checkNames('state entry', wanted, Object.keys(variables));
      if (wanted.length === 0) return {};
      const reads = mapValues(variables, v => v.read);
      return named(wanted, session.run([], valuesOf(reads, wanted)));
    },
    write(values) {
      checkNames('state entry', Object.keys(values), Object.keys(variables));
      const entries = Object.entries(values).map(([name, tensor]) => {
        const variable = functionNamed(variables, name);
        checkTensor(`state entry '${name}'`, tensor, variable.spec);
        return { tensor, variable };
      });
      if (entries.length === 0) return;
      const written = session.run(
        entries.map(e => [e.variable.fed, e.tensor] as const),
        entries.map(e => e.variable.written),
      );
      for (const tensor of written) tensor.dispose();
    },
    dispose: () => session.close(),
  };
  program.write(definition.state);
  return program;
}

function specOf(name: string, tensor: Tensor): TensorSpec {
  const { shape, dtype } = tensor;
  if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') {
    throw new Error(`state entry '${name}' is ${describe(tensor)}; only float32, int32 and bool`);
  }
  return { shape, dtype };
}

/** Says in which function TensorFlow failed. */
function inFunction<T>(fn: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${fn}: ${reason}`, { cause: error });
  }
}

function valuesOf(values: Readonly<Record<string, Value>>, names: readonly string[]): Value[] {
  return names.map(name => functionNamed(values, name));
}

function named<Name extends string>(
  names: readonly Name[],
  tensors: readonly Tensor[],
): Record<Name, Tensor> {
  return Object.fromEntries(names.map((name, i) => [name, tensors[i]])) as Record<Name, Tensor>;
}
