import { describe, expect, it } from 'vitest';
import {
  countParameters,
  planNetwork,
  planParameters,
  presetNetwork,
  type PresetOptions,
} from '../../src/network/index.ts';
import type { NetworkValue } from '../../src/language/index.ts';

const trainable = (value: NetworkValue) =>
  countParameters(planParameters(planNetwork(value)), true);
const ofPreset = (options: PresetOptions) => trainable(presetNetwork(options));

describe('Table 5 of the multi-level paper', () => {
  // [blocks per stage, width, CIFAR-10, CIFAR-100, STL-10]
  const table = [
    [2, 16, 172_506, 178_356, 172_506],
    [5, 16, 464_154, 470_004, 464_154],
    [8, 16, 755_802, 761_652, 755_802],
    [20, 16, 1_922_394, 1_928_244, 1_922_394],
    [2, 32, 685_994, 697_604, 685_994],
    [5, 32, 1_849_898, 1_861_508, 1_849_898],
    [8, 32, 3_013_802, 3_025_412, 3_013_802],
    [20, 32, 7_669_418, 7_681_028, 7_669_418],
  ] as const;

  it.each(table)('%i blocks a stage, width %i', (n, width, cifar10, cifar100, stl10) => {
    const depth = 6 * n + 2;
    expect(ofPreset({ preset: 'resnet', depth, width })).toBe(cifar10);
    expect(ofPreset({ preset: 'resnet', depth, width, classes: 100 })).toBe(cifar100);
    expect(ofPreset({ preset: 'resnet', depth, width, input: [96, 96, 3] })).toBe(stl10);
    expect(ofPreset({ preset: 'resnet-v1', depth, width })).toBe(cifar10);
    expect(ofPreset({ preset: 'plain', depth, width })).toBe(cifar10);
  });

  it('agrees with the closed formula for other sizes', () => {
    for (const n of [1, 3, 7])
      for (const w of [4, 10, 48])
        for (const classes of [2, 20])
          expect(ofPreset({ preset: 'resnet', depth: 6 * n + 2, width: w, classes })).toBe(
            n * (378 * w * w + 28 * w) - 90 * w * w + 29 * w + classes * (4 * w + 1),
          );
  });

  it('is not met with 1×1 projections', () => {
    const value = presetNetwork({ preset: 'resnet', depth: 14 });
    expect(trainable({ ...value, shortcut: 'projection' })).toBe(175_066);
  });
});

describe('families', () => {
  it.each([
    [20, 269_722],
    [32, 464_154],
    [44, 658_586],
    [56, 853_018],
    [110, 1_727_962],
    [1202, 19_421_274],
  ])('ResNet-%i has the parameters of He et al.', (depth, count) => {
    expect(ofPreset({ preset: 'resnet-v1', depth })).toBe(count);
    expect(ofPreset({ preset: 'resnet', depth })).toBe(count);
  });

  it.each([
    [164, 1_703_706],
    [272, 2_816_538],
    [632, 6_525_978],
    [1001, 10_328_154],
  ])('bottleneck ResNet-%i', (depth, count) => {
    expect(ofPreset({ preset: 'bottleneck', depth })).toBe(count);
  });

  it('WRN-28-10 has the published 36.5 million', () => {
    expect(ofPreset({ preset: 'wide', depth: 28, width: 10 })).toBe(36_479_194);
  });
});

describe('names', () => {
  it('are unique and readable', () => {
    const names = planParameters(
      planNetwork(presetNetwork({ preset: 'bottleneck', depth: 20 })),
    ).map(p => p.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('stem.conv.weight');
    expect(names).toContain('stage1.block2.norm1.gamma');
    expect(names).toContain('stage2.block1.shortcut.conv.weight');
    expect(names).toContain('head.norm.variance');
    expect(names.at(-1)).toBe('dense.bias');
  });
});
