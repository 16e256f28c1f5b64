import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { compiledProgram, onDevice } from '../../../src/engine/compile/index.ts';
import { Graph, reachable } from '../../../src/engine/compile/graph/graph.ts';
import { checkDevices, presentDevices } from '../../../src/engine/compile/devices.ts';
import { nativeBackend, type NativeBackend } from '../../../src/engine/compile/native.ts';
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

describe('the devices of a machine', () => {
  const all = ['CPU:0', ...Array.from({ length: 16 }, (_, i) => `GPU:${i}`)];
  const list = all.map(d => `/job:localhost/replica:0/task:0/device:${d}`).join(', ');
  /** As TensorFlow 2.21 says it. */
  const message =
    'Session fail to run with error: Cannot assign a device for operation n0: {{node n0}} was explicitly assigned to ' +
    `/device:GPU:9999 but available devices are [${list}]. Make sure the device specification refers to a valid device.`;
  const machine = (text: string): NativeBackend => ({
    ...({} as NativeBackend),
    loadSavedModelMetaGraph: () => 0,
    deleteSavedModel: () => undefined,
    runSavedModel: () => {
      throw new Error(text);
    },
  });
  const on = (device: string) => [new Graph().node('NoOp', { device })];

  it('are all found, however many', () => {
    expect(presentDevices(machine(message))).toEqual(all.map(d => `/device:${d}`));
    expect(() => checkDevices(machine(message), on('/device:GPU:15'))).not.toThrow();
    expect(() => checkDevices(machine(message), on('/device:GPU:16'))).toThrow(
      "device '/device:GPU:16' does not exist; this machine has /device:CPU:0, /device:GPU:0",
    );
  });

  it('are not guessed from a list that is cut', () => {
    const cut = machine(message.slice(0, 500));
    expect(presentDevices(cut)).toBeUndefined();
    expect(() => checkDevices(cut, on('/device:GPU:15'))).not.toThrow();
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
