import { shapeAttr, stringAttr, typeAttr } from './graph/attributes.ts';
import type { Graph, GraphNode, Value } from './graph/graph.ts';
import { ARRAYS } from './rules/arrays.ts';
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

/**
 * Assigns a value to a variable once `after` has happened.
 *
 * A variable takes the memory of its value. What a caller feeds may lie in JavaScript's memory, and
 * that must not outlive the call: TensorFlow gives a variable's memory back on any of its threads,
 * where Node allows no call.
 */
export function assign(
  graph: Graph,
  handle: Value,
  value: Value,
  after: readonly GraphNode[] = [],
): GraphNode {
  return graph.node('AssignVariableOp', {
    inputs: [handle, isFed(value) ? copy(graph, value) : value],
    after,
    attributes: [typeAttr('dtype', value.dtype)],
  });
}

/** Whether a value may share memory with one that is fed: no op on the way computes new numbers. */
function isFed({ node }: Value): boolean {
  if (node.op === 'Placeholder') return true;
  return (
    (node.op === 'Identity' || node.op === 'Cast' || node.op in ARRAYS) && node.inputs.some(isFed)
  );
}

function copy(graph: Graph, value: Value): Value {
  const { shape, dtype } = value;
  const attributes = [typeAttr('T', dtype)];
  return { node: graph.node('DeepCopy', { inputs: [value], attributes }), index: 0, shape, dtype };
}

/** Something to fetch (false, always) once all of these have run. */
export function done(graph: Graph, after: readonly GraphNode[]): Value {
  return graph.identity(
    graph.constant({ shape: [], dtype: 'bool', values: new Uint8Array(1) }),
    after,
  );
}
