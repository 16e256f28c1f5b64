import { shapeAttr, typeAttr, type Attribute, type Dtype } from './attributes.ts';

/** A tensor of the graph: one output of one node, of known shape. */
export interface Value {
  readonly node: GraphNode;
  readonly index: number;
  readonly shape: readonly number[];
  readonly dtype: Dtype;
}

/** Fixed numbers; what is made of JavaScript numbers while tracing. */
export interface Constant {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly values: Float32Array | Int32Array | Uint8Array;
}

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly Value[];
  /** Nodes that must have run before. */
  readonly after: readonly GraphNode[];
  readonly attributes: readonly Attribute[];
  readonly constant?: Constant;
  /** Canonical device name, or undefined: TensorFlow chooses. */
  readonly device: string | undefined;
  /** What it is for people: `input 'images'`, or the op. */
  readonly label: string;
}

export interface NodeOptions {
  readonly inputs?: readonly Value[];
  readonly after?: readonly GraphNode[];
  readonly attributes?: readonly Attribute[];
  readonly constant?: Constant;
  readonly device?: string | undefined;
  readonly label?: string;
}

/** Equal constants up to this many bytes are one node. */
const SHARED_CONSTANT_BYTES = 256;

/** A dataflow graph under construction. Names are short: they are sent with every call. */
export class Graph {
  readonly #constants = new Map<string, GraphNode>();
  #count = 0;

  node(op: string, options: NodeOptions = {}): GraphNode {
    const { inputs = [], after = [], attributes = [], constant, device, label = op } = options;
    const name = `n${this.#count++}`;
    return { name, op, inputs, after, attributes, device, label, ...(constant && { constant }) };
  }

  constant(constant: Constant, device?: string): Value {
    const { shape, dtype, values } = constant;
    const key =
      values.byteLength <= SHARED_CONSTANT_BYTES
        ? `${dtype}[${shape.join()}]${bytesOf(values).toString('base64')}@${device ?? ''}`
        : undefined;
    let node = key === undefined ? undefined : this.#constants.get(key);
    if (!node) {
      node = this.node('Const', { attributes: [typeAttr('dtype', dtype)], constant, device });
      if (key !== undefined) this.#constants.set(key, node);
    }
    return { node, index: 0, shape, dtype };
  }

  /** A value that each call feeds. */
  placeholder(shape: readonly number[], dtype: Dtype, label: string): Value {
    const attributes = [typeAttr('dtype', dtype), shapeAttr('shape', shape)];
    return { node: this.node('Placeholder', { attributes, label }), index: 0, shape, dtype };
  }

  /** Passes a value on once `after` has happened. */
  identity(value: Value, after: readonly GraphNode[] = []): Value {
    const { shape, dtype } = value;
    const attributes = [typeAttr('T', dtype)];
    const node = this.node('Identity', { inputs: [value], after, attributes });
    return { node, index: 0, shape, dtype };
  }
}

/** All nodes that these need, each once, inputs before users. */
export function reachable(roots: readonly GraphNode[]): GraphNode[] {
  const seen = new Set<GraphNode>();
  const ordered: GraphNode[] = [];
  const stack: [node: GraphNode, next: number, needs: readonly GraphNode[]][] = [];
  const enter = (node: GraphNode) => {
    if (seen.has(node)) return;
    seen.add(node);
    stack.push([node, 0, [...node.inputs.map(v => v.node), ...node.after]]);
  };
  for (const root of roots) {
    enter(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const need = top[2][top[1]++];
      if (need) enter(need);
      else {
        ordered.push(top[0]);
        stack.pop();
      }
    }
  }
  return ordered;
}

/** How a session call names a value. */
export function fetchName(value: Value): string {
  return `${value.node.name}:${value.index}`;
}

export function bytesOf(values: Float32Array | Int32Array | Uint8Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}
