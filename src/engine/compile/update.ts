import { typeAttr } from './graph/attributes.ts';
import type { Graph, GraphNode, Value } from './graph/graph.ts';
import { assign, type Variable } from './state.ts';
import type { TracedFunction } from './trace/trace.ts';

/**
 * Adds the assignments of a function; returns what must run so that they have happened, or nothing
 * if there are none. A variable is assigned after it has been read.
 */
export function addUpdate(
  graph: Graph,
  fn: TracedFunction,
  variables: Readonly<Record<string, Variable>>,
): GraphNode | undefined {
  const entries = Object.entries(fn.update).flatMap(([name, value]) => {
    const variable = variables[name];
    return variable ? [{ variable, value }] : [];
  });
  if (entries.length === 0) return undefined;
  const assignAll = (after: readonly GraphNode[]) =>
    entries.map(({ variable, value }) =>
      assign(graph, variable.handle, value, [variable.read.node, ...after]),
    );
  if (!fn.when) return graph.node('NoOp', { after: assignAll([]) });
  return addConditional(graph, fn.when, assignAll);
}

/**
 * TensorFlow's control flow of dead values: a Switch passes its input to one of two outputs, what
 * depends on the other is dead and does not run, and a Merge comes back to life with either.
 */
function addConditional(
  graph: Graph,
  when: Value,
  body: (after: readonly GraphNode[]) => readonly GraphNode[],
): GraphNode {
  const node = graph.node('Switch', {
    inputs: [when, when],
    attributes: [typeAttr('T', 'bool')],
  });
  const [no, yes] = [0, 1].map((index): Value => ({ node, index, shape: [], dtype: 'bool' }));
  if (!no || !yes) throw new Error('a Switch has two outputs');
  const happened = graph.identity(yes, body([graph.identity(yes).node]));
  return graph.node('Merge', {
    inputs: [no, happened],
    attributes: [typeAttr('T', 'bool'), { name: 'N', type: 1, value: 2 }],
  });
}
