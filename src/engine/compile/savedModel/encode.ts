import { ATTR, DATA_TYPES, type Attribute } from '../graph/attributes.ts';
import { bytesOf, type Constant, type GraphNode } from '../graph/graph.ts';
import { bytes, float, int, message, text } from './protobuf.ts';

/** Tag of the one graph in the SavedModel. */
export const TAG = 'program';

/** GraphDef version: that of TensorFlow 2.15; older graphs stay loadable for years. */
const PRODUCER = 1645;

/**
 * The bytes of `saved_model.pb`: SavedModel, with one MetaGraphDef, with one GraphDef
 * (tensorflow/core/protobuf/saved_model.proto, meta_graph.proto, framework/graph.proto).
 */
export function encodeSavedModel(nodes: readonly GraphNode[]): Buffer {
  const graph = message(...nodes.map(n => bytes(1, nodeDef(n))), bytes(4, int(1, PRODUCER)));
  return message(int(1, 1), bytes(2, message(bytes(1, text(4, TAG)), bytes(2, graph))));
}

function nodeDef(node: GraphNode): Buffer {
  return message(
    text(1, node.name),
    text(2, node.op),
    ...node.inputs.map(v => text(3, v.index ? `${v.node.name}:${v.index}` : v.node.name)),
    ...node.after.map(n => text(3, `^${n.name}`)),
    ...(node.device ? [text(4, node.device)] : []),
    ...node.attributes.map(a => bytes(5, message(text(1, a.name), bytes(2, attrValue(a))))),
    ...(node.constant
      ? [bytes(5, message(text(1, 'value'), bytes(2, bytes(8, tensorProto(node.constant)))))]
      : []),
  );
}

/** AttrValue (framework/attr_value.proto); a list is its field 1 with the same field numbers. */
function attrValue({ name, type, value }: Attribute): Buffer {
  if (Array.isArray(value) && type !== ATTR.shape) {
    return bytes(1, message(...value.map(v => scalar(name, type, v))));
  }
  return scalar(name, type, value);
}

function scalar(name: string, type: number, value: unknown): Buffer {
  switch (type) {
    case ATTR.string:
      return text(2, String(value));
    case ATTR.int:
      return int(3, Number(value));
    case ATTR.float:
      return float(4, Number(value));
    case ATTR.bool:
      return int(5, value ? 1 : 0);
    case ATTR.type:
      return int(6, Number(value));
    case ATTR.shape:
      return bytes(7, shapeProto(value as readonly number[]));
    default:
      throw new Error(`attribute '${name}' is of a kind (${type}) that cannot be written`);
  }
}

function shapeProto(shape: readonly number[]): Buffer {
  return message(...shape.map(d => bytes(2, int(1, d))));
}

/** A tensor of equal numbers is written as one of them: TensorFlow repeats the last. */
function tensorProto({ shape, dtype, values }: Constant): Buffer {
  const head = [int(1, DATA_TYPES[dtype]), bytes(2, shapeProto(shape))];
  const first = values[0];
  if (values.length > 1 && first !== undefined && isUniform(values)) {
    const one =
      dtype === 'float32' ? float(5, first) : int(dtype === 'int32' ? 7 : 11, Number(first));
    return message(...head, one);
  }
  return message(...head, bytes(4, bytesOf(values)));
}

function isUniform(values: Float32Array | Int32Array | Uint8Array): boolean {
  const first = values[0];
  return values.every(v => Object.is(v, first));
}
