import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defined } from '../../../src/base/index.ts';
import { lossAndGradients, forward } from '../../../src/engine/model/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import { layers, type NetworkValue } from '../../../src/language/index.ts';
import { planNetwork, type NetworkPlan } from '../../../src/network/index.ts';
import { findTorch, trainInTorch, type TorchAnswer } from '../../bench/torch/torch.ts';
import { buildModel } from '../../interpreter/model.ts';
import { drawNotebook } from '../../interpreter/random/notebook.ts';
import { run } from '../../interpreter/run.ts';
import { batchTensors, hostBatch, tensorsOf, unevenValues, type HostBatch } from './tiny.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const python = findTorch();
const where = python ? '' : ' (skipped: no Python with torch; set RESIDUAL_LAB_PYTHON)';
const seeds = Array.from({ length: 70 }, (_, i) => 500 + i);
const examples = 3;

interface Drawn {
  readonly seed: number;
  readonly text: string;
  readonly plan: NetworkPlan;
  readonly values: ReturnType<typeof unevenValues>;
  readonly batch: HostBatch;
}

/** A network and a batch at which no unit is within 1e-5 of a kink, where float32 decides nothing. */
function draw(seed: number): Drawn | null {
  const { text, network } = drawNotebook(seed);
  const plan = planNetwork(network);
  const values = unevenValues(plan, seed);
  for (let attempt = 0; attempt < 10; attempt++) {
    const batch = hostBatch(plan, examples, 100 * seed + attempt);
    if (isSmooth(network, values, batch)) return { seed, text, plan, values, batch };
  }
  return null;
}

function isSmooth(network: NetworkValue, values: Drawn['values'], batch: HostBatch): boolean {
  const { kinks } = run(buildModel(network), values, batch);
  return kinks.every(distance => distance > 1e-5);
}

const drawn = python ? seeds.map(draw).filter(d => d !== null) : [];
let answers: readonly TorchAnswer[] = [];

describe.skipIf(!python)(`random networks in PyTorch${where}`, () => {
  beforeAll(() => {
    const recipe = {
      optimizer: { kind: 'sgd', momentum: 0, nesterov: false, decay: 0, decayOn: 'weights' },
    } as const;
    const requests = drawn.map(({ plan, values, batch }) => ({
      job: { plan, recipe, rates: [0], steps: 1, threads: 1, training: false } as const,
      weights: Object.fromEntries(
        Object.entries(values).map(([name, p]) => [name, { dtype: 'float32', ...p } as const]),
      ),
      batches: [batch],
    }));
    answers = trainInTorch(defined(python, 'Python'), requests);
  }, 300_000);

  it('are made of every layer, with even and odd kernels and strides', () => {
    const all = drawn.flatMap(({ plan }) => [
      ...plan.stem,
      ...plan.blocks.flatMap(b => [...(b.enter ?? []), ...b.branch, ...b.after]),
      ...plan.head,
    ]);
    expect(drawn.length).toBeGreaterThan(seeds.length / 2);
    expect(new Set(all.map(l => l.layer))).toEqual(new Set(layers.keys()));
    const slid = all.filter(l => l.layer === 'conv' || l.layer === 'max-pool');
    const kinds = new Set(slid.map(l => `${l.layer} ${l.kernel % 2} ${l.stride > 1}`));
    expect([...kinds].sort()).toEqual(
      ['conv', 'max-pool'].flatMap(name =>
        [0, 1].flatMap(odd => [false, true].map(strided => `${name} ${odd} ${strided}`)),
      ),
    );
    expect(slid.some(l => l.layer === 'conv' && l.bias !== undefined)).toBe(true);
  });

  it.each(drawn)('seed $seed: logits and gradients agree', found => {
    const { plan, values, batch, text } = found;
    const torch = defined(answers[drawn.indexOf(found)], 'answer');
    tf.tidy(() => {
      const { images, labels } = batchTensors(plan, batch);
      const state = tensorsOf(values);
      const { logits } = forward(plan, plainOps, state, images, { training: false });
      expect(difference(logits.dataSync(), torch.logits, norm(torch.logits)), text).toBeLessThan(
        1e-4,
      );
      const { gradients } = lossAndGradients(plan, plainOps, state, images, labels, {
        training: false,
      });
      expect(Object.keys(gradients).sort()).toEqual(Object.keys(torch.gradients).sort());
      const largest = Math.max(...Object.values(torch.gradients).map(g => norm(g.values)));
      for (const [name, { values: expected }] of Object.entries(torch.gradients)) {
        // What cancels to nothing is rounding on both sides.
        const size = Math.max(norm(expected), 1e-3 * largest);
        const gradient = defined(gradients[name], name).dataSync();
        expect(difference(gradient, expected, size), `${name}\n${text}`).toBeLessThan(1e-4);
      }
    });
  });
});

function norm(values: ArrayLike<number>): number {
  return Math.sqrt(Array.from(values).reduce((sum, v) => sum + v * v, 0));
}

/** ‖a − b‖ as a share of `size`. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>, size: number): number {
  return norm(Array.from(b, (v, i) => (a[i] ?? NaN) - v)) / Math.max(size, 1e-30);
}
