import { describe, expect, it } from 'vitest';
import {
  countParameters,
  planNetwork,
  planParameters,
  presetNetwork,
  type PresetOptions,
  summarise,
  trainingMemory,
} from '../../src/network/index.ts';
import { type NetworkValue, parseNotebook } from '../../src/language/index.ts';

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

describe('plain convolutional networks', () => {
  // [kernel, channels in, filters, side of the output] of each convolution with bias, as in the papers.
  const allConv = [
    [3, 3, 96, 32],
    [3, 96, 96, 32],
    [3, 96, 96, 16],
    [3, 96, 192, 16],
    [3, 192, 192, 16],
    [3, 192, 192, 8],
    [3, 192, 192, 8],
    [1, 192, 192, 8],
  ] as const;
  const nin = [
    [5, 3, 192, 32],
    [1, 192, 160, 32],
    [1, 160, 96, 32],
    [5, 96, 192, 16],
    [1, 192, 192, 16],
    [1, 192, 192, 16],
    [3, 192, 192, 8],
    [1, 192, 192, 8],
  ] as const;

  it.each([
    ['all-cnn', 1_369_738, allConv],
    ['nin', 966_986, nin],
  ] as const)('%s has %i parameters', (preset, known, convolutions) => {
    const summary = summarise(planNetwork(presetNetwork({ preset })));
    expect(summary.trainableParameters).toBe(known);
    const parameters = convolutions.reduce((sum, [k, i, o]) => sum + k * k * i * o + o, 0);
    expect(parameters + 192 * 10 + 10).toBe(known);
    const macs = convolutions.reduce(
      (sum, [k, i, o, side]) => sum + side * side * k * k * i * o,
      0,
    );
    expect(summary.macs).toBe(macs + 192 * 10);
    expect(summary.depth).toBe(9);
    expect(summary.otherParameters).toBe(0);
  });

  it('have one depth', () => {
    expect(() => presetNetwork({ preset: 'nin', depth: 10 })).toThrow('has depth 9');
    const { diagnostics } = parseNotebook('network: n\npreset: {all-cnn, depth: 8}\n');
    expect(diagnostics.map(d => d.code)).toEqual(['preset.depth']);
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

  it.each([
    [166, 1_715_018],
    [274, 2_827_850],
    [634, 6_537_290],
    [1003, 10_339_466],
  ])('ProcResNet-%i', (depth, count) => {
    expect(ofPreset({ preset: 'procrustes', depth })).toBe(count);
    expect(summarise(planNetwork(presetNetwork({ preset: 'procrustes', depth })))).toMatchObject({
      depth,
      name: `ProcResNet-${depth}`,
      trainableParameters: count,
    });
  });

  it('WarpNet-73-4, the same for operators and for the chain', () => {
    const value = presetNetwork({ preset: 'warpnet', depth: 73, width: 4 });
    const chain: NetworkValue = { ...value, warp: undefined };
    expect(trainable(value)).toBe(18_615_258);
    expect(trainable(chain)).toBe(18_615_258);
    expect(ofPreset({ preset: 'warpnet', depth: 73, width: 4, classes: 100 })).toBe(18_638_388);
    expect(summarise(planNetwork(value)).name).toBe('WarpNet-73-4');
  });

  it('an operator of K blocks does the work of 2K - 1 branches', () => {
    const macs = (value: NetworkValue) => summarise(planNetwork(value)).macs;
    const value = presetNetwork({ preset: 'warpnet', depth: 73, width: 1 });
    const chain: NetworkValue = { ...value, warp: undefined };
    const around = macs({ ...chain, stages: chain.stages.map(s => ({ ...s, blocks: 1 })) });
    const oneBlockEach = macs({ ...chain, stages: chain.stages.map(s => ({ ...s, blocks: 2 })) });
    const blocks = oneBlockEach - around;
    expect(macs(chain)).toBe(around + 11 * blocks);
    expect(macs(value)).toBe(around + 17 * blocks);
  });

  it('a learned factor is one number a block (ReZero) or a channel (LayerScale)', () => {
    const value = presetNetwork({ preset: 'resnet', depth: 14 });
    const learned = (per: 'block' | 'channel') =>
      trainable({ ...value, scale: { per, initial: 0 } }) - trainable(value);
    expect(learned('block')).toBe(6);
    expect(learned('channel')).toBe(2 * (16 + 32 + 64));
  });

  it('a Fixup block has four biases and a scale', () => {
    const text = 'network: f\npreset: {resnet-v1, depth: 20}\nblock: fixup\ninit: fixup\n';
    const value = parseNotebook(text).cells[0]?.value?.value as NetworkValue;
    const roles = planParameters(planNetwork(value)).map(p => p.role);
    expect(roles.filter(r => r === 'scale')).toHaveLength(9);
    // Four in each of nine blocks, one behind the stem, one before pooling, and that of the dense layer.
    expect(roles.filter(r => r === 'bias')).toHaveLength(39);
  });
});

describe('stochastic depth', () => {
  it('keeps 40.25 of 54 blocks on average with P = 0.5 (Huang et al.)', () => {
    const value = { ...presetNetwork({ preset: 'resnet-v1', depth: 110 }), survival: 0.5 };
    const kept = planNetwork(value).blocks.map(b => b.survival ?? 1);
    expect(kept.reduce((a, b) => a + b, 0)).toBeCloseTo(40.25, 9);
    expect(kept.at(-1)).toBe(0.5);
  });
});

describe('the depth-aware initialisation', () => {
  it('has 100 convolutions of 8×8 with 16 channels', () => {
    const plan = planNetwork(presetNetwork({ preset: 'initialization' }));
    expect(plan.blocks).toHaveLength(100);
    expect(plan.blocks.flatMap(b => b.branch.map(l => l.layer)).length).toBe(200);
    expect(trainable(presetNetwork({ preset: 'initialization' }))).toBe(
      432 + 100 * 8 * 8 * 16 * 16 + 170,
    );
  });
});

describe('memory of a training', () => {
  it.each(['resnet', 'resnet-v1', 'bottleneck', 'wide', 'plain', 'procrustes', 'warpnet'])(
    'of %s is that of all its blocks',
    preset => {
      for (const change of [{}, { stages: [{ blocks: 1, filters: 16, stride: 2 }] }]) {
        const value = { ...presetNetwork({ preset }), ...change, warp: undefined };
        const whole = summarise(planNetwork(value), 32).trainingMemoryBytes;
        expect(trainingMemory(value, 32)).toBe(whole);
      }
    },
  );
});
