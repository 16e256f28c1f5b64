import { describe, expect, it } from 'vitest';
import { presetNetwork } from '../../src/language/index.ts';
import { buildModel, type Model } from './model.ts';
import { createDraw } from './random/draw.ts';
import { drawNotebook, readNotebook } from './random/notebook.ts';
import { run, type Examples, type RunOptions, type Weights } from './run.ts';

/** Weights and examples around zero, of double precision. */
function drawn(model: Model, seed: number, count = 3): { weights: Weights; examples: Examples } {
  const draw = createDraw(seed, 'interpreter');
  const numbers = (n: number, scale = 1) =>
    Array.from({ length: n }, () => (draw.between(-1000, 1000) / 1000) * scale);
  const weights = Object.fromEntries(
    model.parameters.map(({ name, shape }) => {
      const size = shape.reduce((a, b) => a * b, 1);
      const values = numbers(size, 0.8).map(v => (name.endsWith('variance') ? 1.2 + v : v));
      return [name, { shape, values }];
    }),
  );
  const size = model.input.reduce((a, b) => a * b, 1);
  const labels = Array.from({ length: count }, () => draw.between(0, 1));
  return { weights, examples: { images: numbers(count * size), labels } };
}

const trainable = (model: Model) =>
  model.parameters.reduce(
    (n, p) => n + (p.isTrainable ? p.shape.reduce((a, b) => a * b, 1) : 0),
    0,
  );

describe('the interpreter', () => {
  // The sum over all weights of gradient times direction is the derivative along it.
  it.each(Array.from({ length: 30 }, (_, i) => i + 1))(
    'has the gradients of central differences, network %i',
    seed => {
      const model = buildModel(drawNotebook(seed).network);
      const { weights, examples } = drawn(model, seed);
      for (const isTraining of [false, true]) {
        const options: RunOptions = { isTraining, smoothing: 0.1 };
        const here = run(model, weights, examples, options);
        const direction = createDraw(seed, 'direction');
        const along = Object.fromEntries(
          model.parameters.map(p => {
            const { values } = weights[p.name] ?? { values: [] };
            const one = () => (p.isTrainable ? direction.between(-100, 100) / 100 : 0);
            return [p.name, Array.from(values, one)];
          }),
        );
        let slope = 0;
        for (const [name, step] of Object.entries(along))
          step.forEach((d, i) => (slope += d * (here.weights[name]?.gradient[i] ?? NaN)));
        const lossAt = (t: number) => {
          const moved = Object.fromEntries(
            Object.entries(weights).map(([name, { shape, values }]) => [
              name,
              { shape, values: Array.from(values, (v, i) => v + t * (along[name]?.[i] ?? 0)) },
            ]),
          );
          return run(model, moved, examples, options).loss;
        };
        const h = 1e-7;
        const difference = (lossAt(h) - lossAt(-h)) / (2 * h);
        expect(Math.abs(slope - difference)).toBeLessThan(1e-4 * Math.max(1, Math.abs(slope)));
      }
    },
  );

  // Table 5 of the multi-level paper: parameters of ResNet-14 to 122 on CIFAR-10.
  it.each([
    [14, 16, 172_506],
    [32, 16, 464_154],
    [50, 32, 3_013_802],
  ])(
    'counts the parameters of a ResNet-%i of width %i as the paper does',
    (depth, width, count) => {
      expect(trainable(buildModel(presetNetwork({ preset: 'resnet', depth, width })))).toBe(count);
    },
  );

  it('adds a lesion up as by hand: logit v·x·Π(1 + k·h·a) of a linear network of numbers', () => {
    const { network } = readNotebook(
      'network: n\ninput: [1, 1, 1]\nclasses: 2\nstem: {filters: 1, kernel: 1}\nstages: [{blocks: 3, filters: 1}]\n' +
        'block: [conv 1]\nhead: []\nstep: 0.5\nstochastic-depth: 0.4\n---\ntrain: t\nnetwork: n\ndata: ./set\n',
    );
    const model = buildModel(network);
    const a = [0.5, -0.25, 2];
    const kept = [0.8, 0.6, 0.4];
    const number = (value: number) => ({ shape: [1, 1, 1, 1], values: [value] });
    const weights: Weights = {
      'stem.conv.weight': number(3),
      ...Object.fromEntries(a.map((w, i) => [`stage1.block${i + 1}.conv1.weight`, number(w)])),
      'dense.weight': { shape: [1, 2], values: [1, 0] },
      'dense.bias': { shape: [2], values: [0, 0] },
    };
    const logit = (options: RunOptions) =>
      run(model, weights, { images: [1], labels: [0] }, options).logits.data[0];
    const product = (blocks: readonly number[]) =>
      blocks.reduce((p, l) => p * (1 + (kept[l] ?? NaN) * 0.5 * (a[l] ?? NaN)), 3);
    expect(logit({})).toBeCloseTo(product([0, 1, 2]), 12);
    expect(logit({ removed: [1] })).toBeCloseTo(product([0, 2]), 12);
    expect(logit({ order: [2, 1, 0] })).toBeCloseTo(product([2, 1, 0]), 12);
  });
});
