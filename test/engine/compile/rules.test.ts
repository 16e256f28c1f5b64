import * as tf from '@tensorflow/tfjs';
import { afterAll, describe, expect, it } from 'vitest';
import { dtypeOf } from '../../../src/engine/compile/graph/attributes.ts';
import { nativeBackend, type Binding } from '../../../src/engine/compile/native.ts';
import { RULES, type Operand, type Spec } from '../../../src/engine/compile/rules/index.ts';
import { cases, inputsOf, type Case } from './cases.ts';
import { missing } from './runtime.ts';

const seen = new Set<string>();

/** Checks each op that `run` executes: what its rule infers must be what TensorFlow has made. */
function checkingRules(run: () => void): string[] {
  const backend = nativeBackend();
  const native = backend.binding;
  const known = new Map<number, Operand>();
  const problems: string[] = [];
  const shadow = Object.create(native) as Binding;
  Object.defineProperty(shadow, 'createTensor', {
    value: ((shape, dtype, values) => {
      const id = native.createTensor(shape, dtype, values);
      known.set(id, { shape, dtype: dtypeOf(dtype) ?? 'float32', values: Array.from(values) });
      return id;
    }) satisfies Binding['createTensor'],
  });
  Object.defineProperty(shadow, 'executeOp', {
    value: ((op, attributes, ids, outputs) => {
      const made = native.executeOp(op, attributes, ids, outputs);
      const inputs = ids.map(id => known.get(id) ?? { shape: [NaN], dtype: 'float32' as const });
      seen.add(op);
      const inferred = RULES[op]?.infer({ op, inputs, attributes, outputs });
      const specs: readonly (Spec | undefined)[] =
        inferred === undefined ? [] : 'same' in inferred ? [inputs[inferred.same]] : inferred;
      made.forEach(({ id, shape, dtype }, i) => {
        const opaque = op.startsWith('FusedBatchNorm') && specs[i]?.shape[0] === 0;
        const actual = `${dtypeOf(dtype)} [${shape.join()}]`;
        const expected = `${specs[i]?.dtype} [${specs[i]?.shape.join()}]`;
        if (!opaque && actual !== expected) problems.push(`${op}: ${actual}, not ${expected}`);
        known.set(id, { shape, dtype: dtypeOf(dtype) ?? 'float32' });
      });
      return made;
    }) satisfies Binding['executeOp'],
  });
  backend.binding = shadow;
  try {
    tf.tidy(run);
  } finally {
    backend.binding = native;
  }
  return problems;
}

function execute(c: Case): void {
  const inputs = inputsOf(c);
  const made = c.run(...inputs);
  if (!c.gradient || Array.isArray(made)) return;
  const floats = inputs.filter(x => x.dtype === 'float32');
  tf.grads((...x) => {
    let next = 0;
    return c.run(...inputs.map(i => (i.dtype === 'float32' ? x[next++]! : i))) as tf.Tensor;
  })(floats, tf.ones(made.shape));
}

describe(`what a rule infers is what TensorFlow makes${missing}`, () => {
  it.skipIf(missing).each(cases)('$name', c => {
    expect(checkingRules(() => execute(c))).toEqual([]);
  });

  afterAll(() => {
    if (missing) return;
    // A rule that no case reaches is not tested; it goes, or a case comes.
    expect(Object.keys(RULES).filter(op => !seen.has(op))).toEqual([]);
  });
});
