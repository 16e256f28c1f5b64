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
    [{ kind: 'he', scale: 3 }, 6 / 576, Infinity],
    [{ kind: 'he-uniform', scale: 2 }, 4 / 576, Math.sqrt(12 / 576)],
    [{ kind: 'glorot', scale: 0.5 }, 1 / (576 + 576), Math.sqrt(3 / 1152)],
    [{ kind: 'depth-scaled', c: 1.5, scale: 2 }, 3 / (576 * 6), Infinity],
    [{ kind: 'looks-linear', scale: 2 }, 4 / 576, Infinity],
    [{ kind: 'zero-last', scale: 2 }, 4 / 576, Infinity],
    [{ kind: 'fixup', scale: 2 }, 4 / (576 * 6), Infinity],
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

describe('delta-orthogonal weights', () => {
  const matrixOf = (kernel: number, filters: number, scale?: number) => {
    const plan = planNetwork({
      ...value,
      stages: [
        { blocks: 1, filters: 12, stride: 1 },
        { blocks: 1, filters, stride: 1 },
      ],
      block: { layers: [{ layer: 'conv', kernel, divide: 1 }], after: [] },
      init: { kind: 'delta-orthogonal', ...(scale && { scale }) },
    });
    const { values } = defined(initialise(plan, 5)['stage2.block1.conv1.weight'], 'weight');
    const centre = Math.floor((kernel - 1) / 2);
    const size = 12 * filters;
    const start = (centre * kernel + centre) * size;
    return { values, matrix: values.slice(start, start + size) };
  };

  /** How far M·Mᵀ, or Mᵀ·M, is from a multiple of the identity. */
  function defect(matrix: Float32Array, filters: number, factor: number): number {
    let worst = 0;
    const rows = filters >= 12;
    const at = (i: number, k: number) => matrix[rows ? i * filters + k : k * filters + i] ?? NaN;
    for (let i = 0; i < Math.min(12, filters); i++)
      for (let j = 0; j < Math.min(12, filters); j++) {
        let sum = 0;
        for (let k = 0; k < Math.max(12, filters); k++) sum += at(i, k) * at(j, k);
        worst = Math.max(worst, Math.abs(sum - (i === j ? factor : 0)));
      }
    return worst;
  }

  it.each([1, 2, 3, 4, 5, 8])('stand at the centre of a %i-kernel alone', kernel => {
    const { values, matrix } = matrixOf(kernel, 12);
    expect(defect(matrix, 12, 1)).toBeLessThan(1e-6);
    expect(values.filter(v => v !== 0)).toHaveLength(144);
  });

  it.each([5, 12, 20])('of 12 to %i channels have orthonormal rows or columns', filters => {
    expect(defect(matrixOf(3, filters).matrix, filters, 1)).toBeLessThan(1e-6);
    expect(defect(matrixOf(3, filters, 2).matrix, filters, 2)).toBeLessThan(1e-6);
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
