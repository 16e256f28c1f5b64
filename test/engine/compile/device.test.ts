import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { compiledProgram, onDevice } from '../../../src/engine/compile/index.ts';
import { Graph, reachable } from '../../../src/engine/compile/graph/graph.ts';
import { nativeBackend } from '../../../src/engine/compile/native.ts';
import { canonicalDevice } from '../../../src/engine/compile/trace/device.ts';
import { traceFunction } from '../../../src/engine/compile/trace/trace.ts';
import { missing } from './runtime.ts';

/** Devices of the nodes of one op in the graph of a function of `x`. */
function devicesOf(op: string, run: (x: tf.Tensor) => tf.Tensor): (string | undefined)[] {
  const definition = {
    inputs: { x: { shape: [2], dtype: 'float32' as const } },
    run: (_: unknown, { x }: { readonly x?: tf.Tensor }) => ({
      outputs: { y: run(x ?? tf.zeros([2])) },
    }),
  };
  const traced = traceFunction(nativeBackend(), new Graph(), 'f', definition, {}, () => undefined);
  const roots = Object.values(traced.outputs).map(value => value.node);
  return reachable(roots)
    .filter(node => node.op === op)
    .map(node => node.device);
}

describe('device names', () => {
  it.each([
    ['/device:GPU:1', '/device:GPU:1'],
    ['gpu:1', '/device:GPU:1'],
    ['/GPU:0', '/device:GPU:0'],
    ['/job:localhost/replica:0/task:0/device:CPU:0', '/device:CPU:0'],
  ])('%s is %s', (given, name) => {
    expect(canonicalDevice(given)).toBe(name);
  });
  it.each(['gpu', '/device:GPU', 'first'])('%s is none', given => {
    expect(() => canonicalDevice(given)).toThrow(`'${given}' is not a device name`);
  });
});

describe(`ops on devices${missing}`, () => {
  it.skipIf(missing)('go where they were told, and only they', () => {
    const place = (x: tf.Tensor) => tf.exp(onDevice('GPU:1', () => tf.sin(x)));
    expect(devicesOf('Sin', place)).toEqual(['/device:GPU:1']);
    expect(devicesOf('Exp', place)).toEqual([undefined]);
  });

  it.skipIf(missing)('take their gradients with them, the innermost first', () => {
    const inner = (x: tf.Tensor) => onDevice('GPU:2', () => tf.square(tf.sin(x)));
    const gradient = tf.grad(x => onDevice('GPU:1', () => tf.exp(inner(x))));
    // d sin = cos; d square = 2x; d exp = exp.
    expect(devicesOf('Cos', gradient)).toEqual(['/device:GPU:2']);
    expect(devicesOf('Sin', gradient)).toEqual(['/device:GPU:2']);
    expect(devicesOf('Exp', gradient)).toEqual(['/device:GPU:1']);
    const products = devicesOf('Mul', gradient);
    expect(products.filter(d => d === '/device:GPU:2').length).toBeGreaterThan(1);
    expect(products).not.toContain(undefined);
  });

  it.skipIf(missing)('compute', () => {
    const program = compiledProgram({
      state: {},
      functions: {
        f: {
          inputs: { x: { shape: [2], dtype: 'float32' } },
          run: (_, { x }) => ({
            outputs: { y: tf.grad(x => onDevice('CPU:0', () => tf.square(x)))(x ?? tf.zeros([2])) },
          }),
        },
      },
    });
    expect([...program.call('f', { x: tf.tensor1d([1, 3]) }, ['y']).y.dataSync()]).toEqual([2, 6]);
    program.dispose();
  });
});
