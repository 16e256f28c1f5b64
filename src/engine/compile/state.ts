import { shapeAttr, stringAttr, typeAttr } from './graph/attributes.ts';
import type { Graph, GraphNode, Value } from './graph/graph.ts';
import type { TensorSpec } from './types.ts';

/** A state entry as a variable of the graph. */
export interface Variable {
  readonly spec: TensorSpec;
  readonly handle: Value;
  /** The value before any assignment of the same call. */
  readonly read: Value;
  /** Feed for a new value; fetching `written` assigns it. */
  readonly fed: Value;
  readonly written: Value;
}

/** Adds a variable with its ways in and out. */
export function addVariable(graph: Graph, name: string, spec: TensorSpec): Variable {
  const { shape, dtype } = spec;
  const handle: Value = {
    node: graph.node('VarHandleOp', {
      attributes: [
        typeAttr('dtype', dtype),
        shapeAttr('shape', shape),
        stringAttr('shared_name', name),
        stringAttr('container', ''),
      ],
    }),
    index: 0,
    shape: [],
    dtype,
  };
  const read: Value = {
    node: graph.node('ReadVariableOp', {
      inputs: [handle],
      attributes: [typeAttr('dtype', dtype)],
      label: `state entry '${name}'`,
    }),
    index: 0,
    shape,
    dtype,
  };
  const fed = graph.placeholder(shape, dtype, `new value of '${name}'`);
  const written = done(graph, [assign(graph, handle, fed)]);
  return { spec, handle, read, fed, written };
}

/** Assigns a value to a variable once `after` has happened. */
export function assign(
  graph: Graph,
  handle: Value,
  value: Value,
  after: readonly GraphNode[] = [],
): GraphNode {
  return graph.node('AssignVariableOp', {
    inputs: [handle, value],
    after,
    attributes: [typeAttr('dtype', value.dtype)],
  });
}

/** Something to fetch (false, always) once all of these have run. */
export function done(graph: Graph, after: readonly GraphNode[]): Value {
  return graph.identity(
    graph.constant({ shape: [], dtype: 'bool', values: new Uint8Array(1) }),
    after,
  );
}
