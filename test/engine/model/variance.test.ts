import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/index.ts';
import { predictVariance } from '../../../src/checks/index.ts';
import { forward, initialise } from '../../../src/engine/model/index.ts';
import { plainOps } from '../../../src/engine/model/ops/index.ts';
import { type NetworkValue, parseNotebook } from '../../../src/language/index.ts';
import { type NetworkPlan, planNetwork } from '../../../src/network/index.ts';
import { tensorsOf } from './tiny.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Mean square of the last state over that of the first, of one draw of the weights. */
function measured(plan: NetworkPlan, seed: number): number {
  return tf.tidy(() => {
    const [height, width, channels] = plan.input;
    const random = Random.of(seed, 'images');
    const values = Float32Array.from({ length: 8 * height * width * channels }, () =>
      random.normal(),
    );
    const squares: number[] = [];
    forward(
      plan,
      plainOps,
      tensorsOf(initialise(plan, seed)),
      tf.tensor4d(values, [8, height, width, channels]),
      {
        training: false,
        probe: {
          state: (index, x) => {
            squares[index] = tf.mean(tf.square(x)).dataSync()[0] ?? NaN;
            return x;
          },
          residual: (_, f) => f,
        },
      },
    );
    return (squares.at(-1) ?? NaN) / (squares[0] ?? NaN);
  });
}

function planOf(text: string): NetworkPlan {
  const value = parseNotebook(`network: n\nnorm: none\n${text}`).cells[0]?.value?.value;
  return planNetwork(value as NetworkValue);
}

describe('drawn networks are as predicted', () => {
  it.each<[name: string, draws: number, within: number, text: string]>([
    [
      'linear residual blocks of 8×8 on small maps, where most of a kernel sees zeros',
      6,
      0.06,
      'input: [8, 8, 16]\nstem: {filters: 16, kernel: 1, layers: []}\nstages: [{blocks: 20, filters: 16}]\nblock: [conv 8]\ninit: depth-scaled 2',
    ],
    [
      'plain ReLU layers',
      60,
      0.15,
      'input: [5, 6, 8]\nstem: {filters: 32, kernel: 1, layers: []}\nstages: [{blocks: 8, filters: 32}]\nblock: [conv 3, relu]\nshortcut: none',
    ],
    [
      'a mean that grows: ReLU behind the weights',
      12,
      0.12,
      'input: [4, 4, 8]\nstem: {filters: 64, kernel: 1, layers: []}\nstages: [{blocks: 12, filters: 64}]\nblock: [conv 3, relu]\ninit: depth-scaled 1',
    ],
    [
      'stages with strides and projections',
      30,
      0.12,
      'input: [8, 8, 8]\nstem: {filters: 16, kernel: 1, layers: []}\nstages: [{blocks: 2, filters: 16}, {blocks: 2, filters: 32, stride: 2}]\nblock: [relu, conv 3, relu, conv 4]\nshortcut: projection',
    ],
    [
      'tanh',
      12,
      0.08,
      'input: [4, 4, 8]\nstem: {filters: 48, kernel: 1, layers: []}\nstages: [{blocks: 6, filters: 48}]\nblock: [conv 3, tanh]\nshortcut: none',
    ],
  ])('%s', (_, draws, within, text) => {
    const plan = planOf(text);
    const ratios = Array.from({ length: draws }, (_, seed) => measured(plan, seed + 1));
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / draws;
    const squares = predictVariance(plan)?.meanSquare ?? [];
    const predicted = (squares.at(-1) ?? NaN) / (squares[0] ?? NaN);
    expect(Math.abs(mean / predicted - 1)).toBeLessThan(within);
    // The prediction lies among the draws, not beside them.
    expect(Math.min(...ratios)).toBeLessThan(predicted);
    expect(Math.max(...ratios)).toBeGreaterThan(predicted);
  });
});

describe('draws of a deep plain network', () => {
  // The logarithm of the variance wanders from layer to layer, so draws are close to log-normal: their
  // expectation lies far above their median, at e^(s²/2) of it.
  it('lie below the prediction in the median, and reach it as their quantiles say', () => {
    const plan = planOf(
      'input: [4, 4, 12]\nstem: []\nstages: [{blocks: 30, filters: 12}]\nblock: [conv 3, relu]\nshortcut: none',
    );
    const draws = Array.from({ length: 60 }, (_, seed) => Math.log(measured(plan, seed + 1)));
    const sorted = draws.sort((a, b) => a - b);
    const quantile = (share: number) => sorted[Math.floor(share * sorted.length)] ?? NaN;
    const squares = predictVariance(plan)?.meanSquare ?? [];
    const predicted = Math.log((squares.at(-1) ?? NaN) / (squares[0] ?? NaN));
    const deviation = (quantile(0.8413) - quantile(0.1587)) / 2;
    expect(quantile(0.5)).toBeLessThan(predicted - 0.5);
    expect(quantile(0.98)).toBeGreaterThan(predicted);
    expect(Math.abs(quantile(0.5) + deviation ** 2 / 2 - predicted)).toBeLessThan(0.8);
  });
});
