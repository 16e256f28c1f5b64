import { describe, expect, it } from 'vitest';
import { defined } from '../../../src/base/index.ts';
import { initialise, maskInputs, maskValues, parameters } from '../../../src/engine/model/index.ts';
import type { InitialisationValue } from '../../../src/language/index.ts';
import { planNetwork, presetNetwork } from '../../../src/network/index.ts';

const value = presetNetwork({ preset: 'resnet', depth: 14, width: 32 });
const withInit = (init: InitialisationValue) => planNetwork({ ...value, init });

function moments(values: Float32Array) {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
  const largest = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  return { mean, variance, largest };
}

describe('initial weights', () => {
  const name = 'stage2.block2.conv1.weight'; // 3x3, 64 to 64: fan-in = fan-out = 576
  const cases: readonly (readonly [InitialisationValue, variance: number, limit: number])[] = [
    [{ kind: 'he' }, 2 / 576, Infinity],
    [{ kind: 'he-uniform' }, 2 / 576, Math.sqrt(6 / 576)],
    [{ kind: 'glorot' }, 2 / (576 + 576), Math.sqrt(6 / 1152)],
    [{ kind: 'depth-scaled', c: 1.5 }, 1.5 / (576 * 6), Infinity],
  ];

  it.each(cases)('%o have their variance', (init, variance, limit) => {
    const { values } = defined(initialise(withInit(init), 1)[name], name);
    const found = moments(values);
    // 36,864 values: the standard error of the variance is below 0.8 % of it
    expect(found.variance / variance).toBeCloseTo(1, 1);
    expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.03);
    expect(Math.abs(found.mean)).toBeLessThan(4 * Math.sqrt(variance / values.length));
    expect(found.largest).toBeLessThanOrEqual(limit);
    if (limit < Infinity) expect(found.largest).toBeGreaterThan(0.99 * limit);
  });

  it('of 8x8 kernels, 16 channels and 100 blocks have the deviation 1/320 of Taki', () => {
    const plan = planNetwork({
      ...value,
      stages: [{ blocks: 100, filters: 16, stride: 1 }],
      stem: { ...value.stem, filters: 16 },
      block: { layers: [{ layer: 'conv', kernel: 8, divide: 1 }, { layer: 'relu' }], after: [] },
      init: { kind: 'depth-scaled', c: 1 },
    });
    const weight = defined(initialise(plan, 3)['stage1.block50.conv1.weight'], 'weight');
    expect(Math.sqrt(moments(weight.values).variance) * 320).toBeCloseTo(1, 1);
  });

  it('depend on the seed, the name and nothing else', () => {
    const shallow = initialise(planNetwork(value), 1);
    const deep = initialise(
      planNetwork({ ...value, stages: value.stages.map(s => ({ ...s, blocks: 3 })) }),
      1,
    );
    expect(deep[name]).toEqual(shallow[name]);
    expect(initialise(planNetwork(value), 2)[name]).not.toEqual(shallow[name]);
    expect(shallow['stage2.block2.conv2.weight']).not.toEqual(shallow[name]);
  });

  it('cover every parameter; the rest starts neutral', () => {
    const plan = planNetwork(value);
    const values = initialise(plan, 1);
    expect(Object.keys(values)).toEqual(parameters(plan).map(p => p.name));
    for (const p of parameters(plan)) {
      const { shape, values: v } = defined(values[p.name], p.name);
      expect(shape).toEqual(p.shape);
      if (p.role !== 'weight') {
        const neutral = p.role === 'gamma' || p.role === 'variance' ? 1 : 0;
        expect(v.every(x => x === neutral)).toBe(true);
      }
    }
  });
});

describe('dropout masks', () => {
  const layers = [...value.block.layers, { layer: 'dropout', rate: 0.3 } as const];
  const plan = planNetwork({ ...value, block: { ...value.block, layers } });

  it('are inputs of the shape of their layer', () => {
    const specs = maskInputs(plan, 7);
    expect(Object.keys(specs)).toHaveLength(6);
    expect(specs['stage2.block1.dropout1']).toEqual({ shape: [7, 16, 16, 64], dtype: 'float32' });
  });

  it('drop their share, keep the mean, and are reproducible by step', () => {
    const step = (n: number) =>
      defined(maskValues(plan, 2, 5, n)['stage1.block1.dropout1'], 'mask');
    const mask = step(10);
    const kept = mask.filter(v => v !== 0);
    expect(kept.length / mask.length).toBeCloseTo(0.7, 2);
    expect(kept.every(v => v === Math.fround(1 / 0.7))).toBe(true);
    expect(step(10)).toEqual(mask);
    expect(step(11)).not.toEqual(mask);
  });
});
