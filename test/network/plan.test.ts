import { describe, expect, it } from 'vitest';
import type { NetworkValue } from '../../src/language/index.ts';
import {
  findNetworkProblems,
  growNetwork,
  planNetwork,
  planParameters,
  presetNetwork,
  summarise,
} from '../../src/network/index.ts';

const resnet = (change: Partial<NetworkValue> = {}): NetworkValue => ({
  ...presetNetwork({ preset: 'resnet', depth: 14 }),
  ...change,
});

const problems = (value: NetworkValue) =>
  findNetworkProblems(value, planNetwork(value)).map(p => `${p.code} ${p.path.join('.')}`);

describe('names of families', () => {
  it.each([
    ['resnet', 110, 16, 'ResNet-110'],
    ['resnet-v1', 56, 16, 'ResNet-56'],
    ['resnet', 50, 32, 'WResNet-50'],
    ['bottleneck', 164, 16, 'ResNet-164'],
    ['wide', 28, 10, 'WRN-28-10'],
    ['wide', 16, 8, 'WRN-16-8'],
    ['plain', 56, 16, 'PlainNet-56'],
    ['resnet', 14, 24, null],
  ])('%s depth %i width %i', (preset, depth, width, name) => {
    expect(summarise(planNetwork(presetNetwork({ preset, depth, width }))).name).toBe(name);
  });
});

describe('growing', () => {
  it('doubles blocks and halves h: 2-2-2 with h=1 becomes 8-8-8 with h=1/4 (Table 1)', () => {
    const grown = growNetwork(growNetwork(resnet()));
    expect(grown.stages.map(s => s.blocks)).toEqual([8, 8, 8]);
    expect(planNetwork(grown).blocks.every(b => b.step === 0.25)).toBe(true);
    expect(summarise(planNetwork(grown)).trainableParameters).toBe(755_802);
  });
});

describe('without normalisation', () => {
  it('norm layers go and nothing takes their place', () => {
    const roles = planParameters(planNetwork(resnet({ norm: 'none' }))).map(p => p.role);
    expect(new Set(roles)).toEqual(new Set(['weight', 'bias']));
    expect(roles.filter(r => r === 'bias')).toHaveLength(1);
    expect(planNetwork(resnet({ norm: 'none' })).head.map(l => l.layer)).toEqual(['relu']);
  });
});

describe('projections', () => {
  it('starts behind the leading norm and activation in wide networks', () => {
    const [first] = planNetwork(presetNetwork({ preset: 'wide', depth: 10, width: 2 })).blocks;
    expect(first?.shortcut).toMatchObject({ kind: 'projection', from: 2 });
  });

  it('carries the stride of the stage', () => {
    const plan = planNetwork(resnet({ shortcut: 'projection' }));
    const shortcut = plan.blocks[2]?.shortcut;
    expect(shortcut).toMatchObject({
      layers: [{ layer: 'conv', kernel: 1, stride: 2, in: [32, 32, 16], out: [16, 16, 32] }],
    });
  });
});

describe('problems', () => {
  it('finds none in the presets', () => {
    for (const preset of ['resnet', 'resnet-v1', 'bottleneck', 'wide', 'plain'])
      expect(problems(presetNetwork({ preset }))).toEqual([]);
  });

  it.each<[string, Partial<NetworkValue>, string[]]>([
    ['an odd size', { input: [30, 30, 3] }, ['shape.odd stages.2.stride']],
    [
      'fewer filters behind a padded shortcut',
      { stages: [16, 8].map(filters => ({ blocks: 1, filters, stride: 1 })) },
      ['shape.shortcut stages.1.filters'],
    ],
    ['a stride beyond the map', { input: [2, 2, 3] }, ['shape.too-small stages.2.stride']],
    [
      'a block without convolution',
      { block: { layers: [{ layer: 'relu' }], after: [] } },
      ['block.no-convolution block'],
    ],
    [
      'filters that a bottleneck cannot divide',
      {
        stages: [{ blocks: 1, filters: 18, stride: 1 }],
        block: {
          layers: [
            { layer: 'conv', kernel: 1, divide: 4 },
            { layer: 'conv', kernel: 1, divide: 1 },
          ],
          after: [],
        },
      },
      ['filters.indivisible stages.0.filters'],
    ],
  ])('%s', (_, change, expected) => {
    const value = resnet(change);
    expect(problems(value)).toEqual(expected);
    expect(summarise(planNetwork(value)).layers.length).toBeGreaterThan(0);
  });
});
