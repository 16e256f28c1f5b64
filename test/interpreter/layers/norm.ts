import { at, type Value } from '../tape.ts';
import type { Pass, Rule } from './layer.ts';

const epsilon = 1e-5;
/** Of the old running statistics this much is kept. */
const kept = 0.9;

export const norm: Rule<'norm'> = {
  layer: 'norm',
  isStrided: false,
  build: (_, { in: input, name }) => {
    const parameter = (role: string, isTrainable: boolean) => {
      return { name: `${name}.${role}`, shape: [input[2]], isTrainable, isWeight: false };
    };
    return {
      out: input,
      parameters: [
        parameter('gamma', true),
        parameter('beta', true),
        parameter('mean', false),
        parameter('variance', false),
      ],
      macs: 0,
      apply: (x, pass) => (pass.isTraining ? byBatch(x, name, pass) : byRunning(x, name, pass)),
    };
  },
};

/** γ·(x − μ)/√(σ² + ε) + β with the running statistics. */
function byRunning(x: Value, name: string, pass: Pass): Value {
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map(role =>
    pass.parameter(`${name}.${role}`),
  ) as [Value, Value, Value, Value];
  const channels = mean.data.length;
  const inverse = variance.data.map(v => 1 / Math.sqrt(v + epsilon));
  const hat = x.data.map((v, i) => (v - at(mean.data, i % channels)) * at(inverse, i % channels));
  const data = hat.map((v, i) => v * at(gamma.data, i % channels) + at(beta.data, i % channels));
  return pass.tape.record(x.shape, data, dy =>
    dy.forEach((d, i) => {
      const c = i % channels;
      x.gradient[i]! += d * at(gamma.data, c) * at(inverse, c);
      gamma.gradient[c]! += d * at(hat, i);
      beta.gradient[c]! += d;
    }),
  );
}

/** The same with the statistics of the batch, which the gradient goes through. */
function byBatch(x: Value, name: string, pass: Pass): Value {
  const gamma = pass.parameter(`${name}.gamma`);
  const beta = pass.parameter(`${name}.beta`);
  const channels = gamma.data.length;
  const n = x.data.length / channels;
  const mean = means(x.data, channels);
  const centred = x.data.map((v, i) => v - at(mean, i % channels));
  const variance = means(
    centred.map(v => v * v),
    channels,
  );
  const inverse = variance.map(v => 1 / Math.sqrt(v + epsilon));
  const hat = centred.map((v, i) => v * at(inverse, i % channels));
  const data = hat.map((v, i) => v * at(gamma.data, i % channels) + at(beta.data, i % channels));
  const unbiased = variance.map(v => (v * n) / Math.max(1, n - 1));
  for (const [role, now] of [['mean', mean] as const, ['variance', unbiased] as const]) {
    const old = pass.parameter(`${name}.${role}`).data;
    pass.statistic(
      `${name}.${role}`,
      old.map((v, c) => kept * v + (1 - kept) * at(now, c)),
    );
  }
  return pass.tape.record(x.shape, data, dy => {
    const sum = means(dy, channels);
    const along = means(
      dy.map((d, i) => d * at(hat, i)),
      channels,
    );
    dy.forEach((d, i) => {
      const c = i % channels;
      const rest = d - at(sum, c) - at(hat, i) * at(along, c);
      x.gradient[i]! += at(gamma.data, c) * at(inverse, c) * rest;
      gamma.gradient[c]! += d * at(hat, i);
      beta.gradient[c]! += d;
    });
  });
}

/** Mean of each channel. */
function means(data: Float64Array, channels: number): Float64Array {
  const sums = new Float64Array(channels);
  data.forEach((v, i) => (sums[i % channels]! += v));
  return sums.map(s => (s * channels) / data.length);
}
