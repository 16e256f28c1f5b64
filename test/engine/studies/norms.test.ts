import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defined } from '../../../src/base/index.ts';
import { forward, lossAndGradients } from '../../../src/engine/model/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import type { LayerValue, NetworkValue } from '../../../src/language/index.ts';
import type { NetworkPlan } from '../../../src/network/index.ts';
import { families, batchTensors, relativeError, restOf, tensorsOf, tiny } from '../model/tiny.ts';
import {
  context,
  eventsOf,
  expectColumns,
  numberIn,
  randomExamples,
  rowsOf,
  slice,
} from './support.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** A transition of these layers; `conv` has a 1x1 kernel. */
function transitionOf(...layers: ('norm' | 'relu' | 'conv' | 'pool' | 'tile')[]) {
  return {
    preserve: 0,
    layers: layers.map((layer): LayerValue => {
      if (layer === 'conv') return { layer, kernel: 1, divide: 1 };
      if (layer === 'pool') return { layer, by: null };
      return layer === 'tile' ? { layer, times: null } : { layer };
    }),
  };
}

const value = { of: 'base', split: 'test', examples: null } as const;
const evaluation = { ...value, statistics: 'evaluation' } as const;
const training = { ...value, statistics: 'training' } as const;

describe('the study of norms', () => {
  it.each(families)('of a %s network equals one sample at a time', async (_, makePlan) => {
    const plan = makePlan({ size: 4 });
    const examples = randomExamples(plan, 6); // a batch of four and a smaller one of two
    const study = context(plan, examples);
    const rows = await rowsOf('norms', study, evaluation);
    const state = tensorsOf(study.weights);
    const sums = { state: [] as number[], residual: [] as number[], gradient: [] as number[] };
    const add = (to: number[], l: number, x: tf.Tensor) => {
      to[l] =
        (to[l] ?? 0) +
        tf
          .norm(tf.reshape(x, [-1]))
          .asScalar()
          .dataSync()[0]! /
          6;
    };
    for (let i = 0; i < 6; i++) {
      tf.tidy(() => {
        const { images, labels } = batchTensors(plan, slice(plan, examples, i, i + 1));
        const states: tf.Tensor[] = [];
        forward(plan, plainOps, state, images, {
          training: false,
          probe: {
            state: (l, x) => (add(sums.state, l, x), (states[l] = x)),
            residual: (l, f) => (add(sums.residual, l, f), f),
          },
        });
        states.forEach((x, l) => {
          const rest = restOf(plan, l);
          const loss = (at: tf.Tensor) => {
            const { logits } = forward(rest, plainOps, state, at, { training: false });
            return plainOps.crossEntropy(logits, labels, 0).asScalar();
          };
          add(sums.gradient, l, tf.grad(loss)(x));
        });
      });
    }
    for (const what of ['state', 'residual', 'gradient'] as const) {
      const found = rows.map(r => r[what]).filter(v => v !== null) as number[];
      expect(found).toHaveLength(sums[what].length);
      expect(relativeError(found, sums[what])).toBeLessThan(1e-5);
    }
  });

  it('describes its blocks and gives ratios of gradients', async () => {
    const plan = tiny('resnet', { step: 0.5 }, { blocks: 2, size: 4 });
    const rows = await rowsOf('norms', context(plan, randomExamples(plan, 6)), evaluation);
    expect(rows.map(r => [r['block'], r['name'], r['stage'], r['h']])).toEqual([
      [0, '1.1', 1, 0.5],
      [1, '1.2', 1, 0.5],
      [2, '2.1', 2, 0.5],
      [3, '2.2', 2, 0.5],
      [4, '3.1', 3, 0.5],
      [5, '3.2', 3, 0.5],
      [6, 'end', 3, null],
    ]);
    rows.slice(0, -1).forEach((row, l) => {
      const ratio = numberIn(row, 'gradient') / numberIn(rows[l + 1], 'gradient');
      expect(numberIn(row, 'ratio')).toBeCloseTo(ratio, 10);
    });
    expect(rows.every(r => r['examples'] === 6)).toBe(true);
    expectColumns('norms', rows);
  });

  it.each<[string, Partial<NetworkValue>]>([
    ['pool', { transition: transitionOf('pool', 'tile') }],
    ['conv', { transition: transitionOf('conv') }],
    ['a list', { transition: transitionOf('norm', 'conv', 'relu') }],
  ])(
    'takes the gradient in front of a transition (%s) for that at the output',
    async (_, change) => {
      const plan = tiny('resnet', change, { blocks: 2, size: 4 });
      const examples = randomExamples(plan, 4);
      const study = context(plan, examples);
      const rows = await rowsOf('norms', study, evaluation);
      tf.tidy(() => {
        const { images, labels } = batchTensors(plan, examples);
        const state = tensorsOf(study.weights);
        const summedNorm = (rest: NetworkPlan, x: tf.Tensor) => {
          const loss = (at: tf.Tensor) => {
            const { logits } = forward(rest, plainOps, state, at, { training: false });
            return tf.mul(plainOps.crossEntropy(logits, labels, 0), 4).asScalar();
          };
          return tf.mean(plainOps.sampleNorms(tf.grad(loss)(x))).dataSync()[0] ?? NaN;
        };
        const states: tf.Tensor[] = [];
        const outputs: tf.Tensor[] = [];
        forward(plan, plainOps, state, images, {
          training: false,
          probe: {
            state: (l, x) => (states[l] = x),
            residual: (__, f) => f,
            beforeTransition: (l, x) => (outputs[l] = x),
          },
        });
        plan.blocks.forEach((_block, l) => {
          const output = outputs[l] ?? defined(states[l + 1], 'state');
          const behind = { ...plan, stem: [], blocks: plan.blocks.slice(l + 1) };
          const before = summedNorm(restOf(plan, l), defined(states[l], 'state'));
          expect(numberIn(rows[l], 'ratio') / (before / summedNorm(behind, output))).toBeCloseTo(
            1,
            4,
          );
        });
        expect(Object.keys(outputs)).toEqual(['1', '3']);
      });
    },
  );

  it('says null where no gradient arrives', async () => {
    const plan = tiny('resnet', {}, { size: 4 });
    const study = context(plan, randomExamples(plan, 4));
    study.weights['dense.weight']?.values.fill(0);
    const rows = await rowsOf('norms', study, evaluation);
    expect(rows.map(r => [r['gradient'], r['ratio']])).toEqual(rows.map(() => [0, null]));
    expectColumns('norms', rows);
  });

  it('takes whole batches only for training statistics, as they were trained', async () => {
    const plan = tiny('resnet', {}, { size: 4 });
    const examples = randomExamples(plan, 10);
    const study = context(plan, examples);
    const rows = await rowsOf('norms', study, training);
    expect(rows[0]?.['examples']).toBe(8);
    const expected = tf.tidy(() =>
      tf
        .mean(
          tf.stack(
            [0, 4].map(from => {
              const { images, labels } = batchTensors(plan, slice(plan, examples, from, from + 4));
              const state = tensorsOf(study.weights);
              const options = { training: true, norms: true };
              const { norms } = lossAndGradients(plan, plainOps, state, images, labels, options);
              return defined(norms, 'norms').gradient;
            }),
          ),
          0,
        )
        .dataSync(),
    );
    const found = rows.map(r => numberIn(r, 'gradient'));
    expect(relativeError(found, expected)).toBeLessThan(1e-5);
  });

  it('says how far it is and stops when it should', async () => {
    const plan = tiny('resnet', {}, { size: 4 });
    const events = await eventsOf('norms', context(plan, randomExamples(plan, 6)), evaluation);
    expect(events.map(e => (e.kind === 'progress' ? `${e.done}/${e.total}` : e.kind))).toEqual([
      '1/2',
      '2/2',
      'rows',
    ]);
    const before = tf.memory().numTensors;
    const stopped = context(plan, randomExamples(plan, 6), { signal: AbortSignal.abort() });
    expect(await eventsOf('norms', stopped, evaluation)).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
