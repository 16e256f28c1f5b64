import { describe, expect, it } from 'vitest';
import { layers, type LayerValue, parseNotebook } from '../../src/language/index.ts';
import { planNetwork, planParameters, weightLaws } from '../../src/network/index.ts';

/** E[f(z)²] by the trapezium rule, which is exact to rounding for smooth functions of a Gaussian. */
function secondMoment(f: (z: number) => number): number {
  const [step, end] = [1e-3, 12];
  let sum = 0;
  for (let i = -end / step; i <= end / step; i++) {
    const z = i * step;
    sum += f(z) ** 2 * Math.exp((-z * z) / 2);
  }
  return (sum * step) / Math.sqrt(2 * Math.PI);
}

const logistic = (z: number) => 1 / (1 + Math.exp(-z));

/** Φ by the integral of the density, of which the series in z is exact to 1e-12 within 6 deviations. */
function normalDistribution(z: number): number {
  let [term, sum] = [z, z];
  for (let n = 1; n < 200; n++) sum += term *= (z * z) / (2 * n + 1);
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

const functions: Readonly<Record<string, (z: number) => number>> = {
  relu: z => Math.max(0, z),
  'leaky-relu': z => (z > 0 ? z : 0.2 * z),
  tanh: Math.tanh,
  sigmoid: logistic,
  gelu: z => (Math.abs(z) > 8 ? Math.max(0, z) : z * normalDistribution(z)),
  silu: z => z * logistic(z),
  identity: z => z,
};

describe('second moments of activations', () => {
  const activations = [...layers.values()].filter(l => l.secondMoment !== undefined);
  it('are known for each', () =>
    expect(activations.map(l => l.layer).sort()).toEqual(Object.keys(functions).sort()));

  it.each(activations.map(l => [l.layer, l] as const))('%s', (name, { secondMoment: known }) => {
    const layer = { layer: name, slope: 0.2 } as LayerValue;
    const f = functions[name];
    if (f === undefined || known === undefined) throw new Error(`no function ${name}`);
    expect(known(layer)).toBeCloseTo(secondMoment(f), 6);
  });
});

describe('the gain of a law', () => {
  const gains = (text: string) => {
    const { cells, diagnostics } = parseNotebook(`network: n\nnorm: none\n${text}`);
    expect(diagnostics).toEqual([]);
    const value = cells[0]?.value;
    if (value?.kind !== 'network') throw new Error('no network');
    const plan = planNetwork(value.value);
    const lawOf = weightLaws(plan);
    return Object.fromEntries(
      planParameters(plan)
        .filter(p => p.role === 'weight')
        .map(p => [
          p.name,
          lawOf(p).variance * p.shape.slice(0, -1).reduce((product, n) => product * n, 1),
        ]),
    );
  };
  const stages = 'stages: [{blocks: 1, filters: 4}]\n';

  it('is that of the activation that follows, and at the end that of the last', () => {
    const found = gains(
      `${stages}stem: {layers: [tanh]}\nblock: [conv 3, relu, conv 3, after: leaky-relu 0.5]\nhead: []`,
    );
    expect(found['stem.conv.weight']).toBeCloseTo(1 / 0.3942944904, 8);
    expect(found['stage1.block1.conv1.weight']).toBeCloseTo(2, 12);
    // He et al., ICCV 2015, eq. 15: 2/(1 + β²)
    expect(found['stage1.block1.conv2.weight']).toBeCloseTo(2 / 1.25, 12);
    expect(found['dense.weight']).toBeCloseTo(2 / 1.25, 12);
  });

  it('is that of the next block where none follows in this one', () => {
    const found = gains(`${stages}block: [relu, conv 3]\nhead: [tanh]`);
    expect(found['stem.conv.weight']).toBeCloseTo(2, 12);
    expect(found['stage1.block1.conv1.weight']).toBeCloseTo(1 / 0.3942944904, 8);
  });

  it('of a projection is that of the sum, not of the activations beside it', () => {
    const found = gains(
      'stages: [{blocks: 1, filters: 4, stride: 2}]\nblock: [conv 3, tanh, conv 3, after: relu]\nshortcut: projection',
    );
    expect(found['stage1.block1.shortcut.conv.weight']).toBeCloseTo(2, 12);
  });

  it('is 1 without activations, and not part of glorot and depth-scaled', () => {
    expect(gains(`${stages}block: [conv 3]`)['stage1.block1.conv1.weight']).toBeCloseTo(1, 12);
    const found = gains(`${stages}block: [tanh, conv 3]\ninit: glorot`);
    expect(found['stage1.block1.conv1.weight']).toBeCloseTo(1, 12);
    const scaled = gains(`${stages}block: [tanh, conv 3]\ninit: depth-scaled 3`);
    expect(scaled['stage1.block1.conv1.weight']).toBeCloseTo(3, 12);
  });

  it.each([
    ['{he, scale: 2}', 4],
    ['{he-uniform, scale: 0.5}', 1],
    ['{glorot, scale: 3}', 3],
    ['{depth-scaled, scale: 2}', 2],
    ['{depth-scaled: 3, scale: 2}', 6],
    ['{zero-last, scale: 2}', 4],
    ['{fixup, scale: 2}', 4],
    ['{looks-linear, scale: 2}', 4],
    // σ_w²/K² of the mean square of all entries
    ['{delta-orthogonal, scale: 2}', 2],
    ['{he: null, scale: 2}', 4],
  ])('times the scale of the variance: %s', (init, gain) => {
    const found = gains(`${stages}block: [conv 3, relu]\ninit: ${init}`);
    expect(found['stage1.block1.conv1.weight']).toBeCloseTo(gain, 12);
  });
});
