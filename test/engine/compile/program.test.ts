import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createProgram,
  type FunctionDefinition,
  type Program,
  type ProgramDefinition,
  type Tensors,
  type TensorSpec,
} from '../../../src/engine/compile/index.ts';
import { missing } from './runtime.ts';

const scalar = (dtype: TensorSpec['dtype']): TensorSpec => ({ shape: [], dtype });
const vector: TensorSpec = { shape: [2], dtype: 'float32' };
const at = (tensors: Tensors, name: string): tf.Tensor => {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`no ${name}`);
  return tensor;
};
const numbers = (tensors: Tensors, name: string) => [...at(tensors, name).dataSync()];

/** A weight, a counter and a flag; one function changes them, one looks at them. */
const counting = (): ProgramDefinition => {
  const add: FunctionDefinition = {
    inputs: { x: vector, go: scalar('bool') },
    run: (state, inputs) => ({
      outputs: {
        before: at(state, 'w'),
        x: at(inputs, 'x'),
        both: tf.add(at(state, 'w'), at(inputs, 'x')),
      },
      update: {
        w: tf.add(at(state, 'w'), at(inputs, 'x')),
        count: tf.add(at(state, 'count'), tf.scalar(1, 'int32')),
        flag: tf.logicalNot(at(state, 'flag')),
      },
      when: at(inputs, 'go'),
    }),
  };
  return {
    state: {
      w: tf.tensor1d([1, 2]),
      count: tf.scalar(5, 'int32'),
      flag: tf.scalar(false, 'bool'),
    },
    functions: {
      add,
      swap: {
        inputs: {},
        run: state => ({ outputs: {}, update: { w: tf.reverse(at(state, 'w'), 0) } }),
      },
      look: {
        inputs: { k: scalar('int32') },
        run: (state, { k }) => ({
          outputs: {
            product: tf.mul(at(state, 'count'), k ?? 0),
            flagged: tf.where(at(state, 'flag'), tf.scalar(1), tf.scalar(0)),
          },
        }),
      },
    },
  };
};
const go = (yes: boolean) => ({ x: tf.tensor1d([10, 20]), go: tf.scalar(yes, 'bool') });

describe.each([
  ['eager', false],
  ['compiled', true],
])(`%s program${missing}`, (_, compiled) => {
  let program: Program;
  let tensors: number;
  beforeEach(() => {
    if (missing) return;
    tf.engine().startScope();
    tensors = tf.memory().numTensors;
    program = createProgram(counting(), { compiled });
  });
  afterEach(() => {
    if (missing) return;
    program.dispose();
    tf.engine().endScope();
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it.skipIf(missing)('shares one state among functions and keeps every dtype', () => {
    const first = program.call('add', go(true), ['before', 'both']);
    expect(numbers(first, 'before')).toEqual([1, 2]);
    expect(numbers(first, 'both')).toEqual([11, 22]);
    const seen = program.call('look', { k: tf.scalar(3, 'int32') }, ['product', 'flagged']);
    expect(numbers(seen, 'product')).toEqual([18]);
    expect(seen.product.dtype).toBe('int32');
    expect(numbers(seen, 'flagged')).toEqual([1]);
    program.call('swap', {}, []);
    const state = program.read();
    expect(numbers(state, 'w')).toEqual([22, 11]);
    expect([at(state, 'count').dtype, at(state, 'flag').dtype]).toEqual(['int32', 'bool']);
    expect(numbers(state, 'flag')).toEqual([1]);
  });

  it.skipIf(missing)('updates nothing, not one bit, where the condition is false', () => {
    program.write({ w: tf.tensor1d([NaN, -0]) });
    const before = program.read();
    const out = program.call('add', go(false), ['both', 'x']);
    expect(numbers(out, 'x')).toEqual([10, 20]);
    const after = program.read();
    for (const name of ['w', 'count', 'flag']) {
      const [a, b] = [at(before, name).dataSync(), at(after, name).dataSync()];
      expect(Buffer.from(a.buffer)).toEqual(Buffer.from(b.buffer));
    }
    program.call('add', go(true), []);
    expect(numbers(program.read(['count']), 'count')).toEqual([6]);
  });

  it.skipIf(missing)('fetches exactly the outputs asked for', () => {
    expect(Object.keys(program.call('add', go(true), ['x', 'x']))).toEqual(['x']);
    expect(program.call('add', go(true), [])).toEqual({});
    expect(numbers(program.read(), 'w')).toEqual([21, 42]);
  });

  it.skipIf(missing)('hands out values that later calls do not change', () => {
    const { w } = program.read(['w']);
    const out = program.call('add', go(true), ['before']);
    program.call('add', go(true), []);
    expect(numbers({ w: w ?? out.before }, 'w')).toEqual([1, 2]);
    expect(numbers(out, 'before')).toEqual([1, 2]);
  });

  it.skipIf(missing)('writes some entries and keeps the rest', () => {
    const count = tf.scalar(40, 'int32');
    program.write({ count });
    count.dispose();
    program.call('add', go(true), []);
    expect(numbers(program.read(), 'count')).toEqual([41]);
    expect(numbers(program.read(), 'w')).toEqual([11, 22]);
  });

  const misuse: [string, () => unknown, string][] = [
    ['function', () => program.call('walk', {}, []), "no function 'walk'; there are 'add', 'swap'"],
    [
      'missing input',
      () => program.call('add', { x: tf.tensor1d([1, 2]) }, []),
      "add: input 'go' (bool []) is missing",
    ],
    [
      'unknown input',
      () => program.call('swap', { z: tf.scalar(1) }, []),
      "swap: unknown input 'z'; the inputs are none",
    ],
    [
      'shape of an input',
      () => program.call('add', { ...go(true), x: tf.tensor1d([1]) }, []),
      "add: input 'x' is float32 [1], but float32 [2] was declared",
    ],
    [
      'dtype of an input',
      () => program.call('look', { k: tf.scalar(3) }, []),
      "look: input 'k' is float32 [], but int32 [] was declared",
    ],
    [
      'disposed input',
      () => {
        const x = tf.tensor1d([1, 2]);
        x.dispose();
        program.call('add', { ...go(true), x }, []);
      },
      "add: input 'x' is disposed",
    ],
    [
      'output',
      () => program.call('add', go(true), ['lost']),
      "add: output 'lost' does not exist; there are 'before', 'x', 'both'",
    ],
    ['entry to read', () => program.read(['v']), "state entry 'v' does not exist; there are 'w'"],
    ['entry to write', () => program.write({ v: tf.scalar(1) }), "state entry 'v' does not exist"],
    [
      'value to write',
      () => program.write({ count: tf.scalar(1) }),
      "state entry 'count' is float32 [], but int32 [] was declared",
    ],
  ];
  it.skipIf(missing).each(misuse)('names the wrong %s, and nothing changes', (_, use, message) => {
    expect(use).toThrow(message);
    expect(numbers(program.read(), 'w')).toEqual([1, 2]);
  });

  it.skipIf(missing)('refuses to run after its end, and ends once', () => {
    program.dispose();
    program.dispose();
    expect(() => program.call('swap', {}, [])).toThrow('the program was disposed');
    expect(() => program.read()).toThrow('the program was disposed');
  });
});
