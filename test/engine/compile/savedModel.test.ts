import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import {
  boolAttr,
  floatAttr,
  intAttr,
  stringAttr,
  typeAttr,
} from '../../../src/engine/compile/graph/attributes.ts';
import { Graph, reachable, type Constant } from '../../../src/engine/compile/graph/graph.ts';
import { encodeSavedModel } from '../../../src/engine/compile/savedModel/encode.ts';
import { bytes, int, text, varint } from '../../../src/engine/compile/savedModel/protobuf.ts';

describe('the wire format', () => {
  // The first three stand in the encoding guide of protocol buffers.
  it.each([
    ['150', varint(150), '9601'],
    ['field 1 is 150', int(1, 150), '089601'],
    ['field 2 is testing', text(2, 'testing'), '120774657374696e67'],
    ['an inner message', bytes(3, int(1, 150)), '1a03089601'],
    ['a negative number', varint(-1), 'ffffffffffffffffff01'],
    ['a large number', varint(2 ** 40), '808080808020'],
  ])('%s', (_, encoded, hex) => {
    expect(encoded.toString('hex')).toBe(hex);
  });
});

/** The decoder of tfjs-node: generated from TensorFlow's own definitions by another encoder. */
interface Decoded {
  toObject(): { metaGraphsList: { graphDef: { nodeList: Node[] } }[] };
}
interface Node {
  name: string;
  op: string;
  inputList: string[];
  device: string;
  attrMap: [string, Record<string, unknown>][];
}
const messages = createRequire(import.meta.url)(
  '@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js',
) as { SavedModel: { deserializeBinary(data: Uint8Array): Decoded } };

function decode(model: Buffer): Node[] {
  const [graph] = messages.SavedModel.deserializeBinary(model).toObject().metaGraphsList;
  return graph?.graphDef.nodeList ?? [];
}

describe('a graph', () => {
  it('is read back by the decoder of tfjs-node', () => {
    const graph = new Graph();
    const x = graph.placeholder([2, 3], 'float32', 'x');
    const first = graph.node('First', {
      inputs: [x],
      attributes: [
        typeAttr('T', 'int32'),
        intAttr('strides', [1, 2, -1]),
        floatAttr('epsilon', 0.5),
        stringAttr('padding', 'SAME'),
        boolAttr('training', true),
      ],
      device: '/device:GPU:1',
    });
    const second = { node: first, index: 1, shape: [], dtype: 'float32' as const };
    const last = graph.node('Last', { inputs: [second], after: [x.node] });
    graph.node('Unused', {});

    const nodes = decode(encodeSavedModel(reachable([last])));
    expect(nodes.map(n => n.op)).toEqual(['Placeholder', 'First', 'Last']);
    const [placeholder, one, two] = nodes;
    expect(two?.inputList).toEqual([`${one?.name}:1`, `^${placeholder?.name}`]);
    expect(one?.device).toBe('/device:GPU:1');
    const attributes = Object.fromEntries(one?.attrMap ?? []);
    expect(attributes['T']).toMatchObject({ type: 3 });
    expect(attributes['strides']).toMatchObject({ list: { iList: [1, 2, -1] } });
    expect(attributes['epsilon']).toMatchObject({ f: 0.5 });
    expect(attributes['padding']).toMatchObject({ s: Buffer.from('SAME').toString('base64') });
    expect(attributes['training']).toMatchObject({ b: true });
    const shape = Object.fromEntries(placeholder?.attrMap ?? [])['shape'];
    expect(shape).toMatchObject({ shape: { dimList: [{ size: 2 }, { size: 3 }] } });
  });

  const constants: [string, Constant, object][] = [
    [
      'numbers',
      { shape: [2], dtype: 'float32', values: Float32Array.of(1, 2) },
      { dtype: 1, tensorContent: Buffer.from(Float32Array.of(1, 2).buffer).toString('base64') },
    ],
    [
      'equal numbers',
      { shape: [1000], dtype: 'int32', values: new Int32Array(1000).fill(-7) },
      { dtype: 3, intValList: [-7], tensorContent: '' },
    ],
    [
      'equal truths',
      { shape: [3], dtype: 'bool', values: Uint8Array.of(1, 1, 1) },
      { dtype: 10, boolValList: [true], tensorContent: '' },
    ],
    ['no numbers', { shape: [0], dtype: 'float32', values: new Float32Array(0) }, { dtype: 1 }],
  ];
  it.each(constants)('holds constants: %s', (_, constant, expected) => {
    const { node } = new Graph().constant(constant);
    const [decoded] = decode(encodeSavedModel([node]));
    const { value } = Object.fromEntries(decoded?.attrMap ?? []);
    expect(value).toMatchObject({
      tensor: { ...expected, tensorShape: { dimList: constant.shape.map(size => ({ size })) } },
    });
  });

  it('has equal small constants once per device', () => {
    const graph = new Graph();
    const two = () => ({ shape: [], dtype: 'float32' as const, values: Float32Array.of(2) });
    expect(graph.constant(two()).node).toBe(graph.constant(two()).node);
    expect(graph.constant(two()).node).not.toBe(graph.constant(two(), '/device:GPU:0').node);
    const minusZero = { ...two(), values: Float32Array.of(-0) };
    const zero = { ...two(), values: Float32Array.of(0) };
    expect(graph.constant(zero).node).not.toBe(graph.constant(minusZero).node);
  });
});
