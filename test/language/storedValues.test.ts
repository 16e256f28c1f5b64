import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  blockPresets,
  type NetworkValue,
  parseNotebook,
  presetNetwork,
  presets,
  readNetwork,
  readRecipe,
  type TrainValue,
} from '../../src/language/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const examples = fs
  .readdirSync(path.join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.resnet.yaml'))
  .map(name => fs.readFileSync(path.join(root, 'examples', name), 'utf8'));

const options = `network: a
input: [28, 28, 1]
stem: {filters: 16, kernel: 7, stride: 2, layers: [norm, leaky-relu 0.1, pool 2]}
stages: [{blocks: 2, filters: 8}, {blocks: 4, filters: 16, stride: 2}]
block: [norm, relu, conv 1/4, norm, relu, conv 3/4, dropout 0.3, norm, relu, conv 1]
step: rezero
init: depth-scaled 0.5
max-norm: 4
---
train: t
network: a
data: {set: mnist, validation: 1000, train: 2000}
optimizer: {adamw, decay: 0.01}
rate: {steps: {rate: 0.1, at: [1, 2], factor: 0.1}}
epochs: 4
clip: 1
grow: {at: [2]}
seeds: [1, 2]
`;
const others = [
  'stages: [{blocks: 2, filters: 8}]\nblock: highway',
  'input: [256]\nstages: [{blocks: 2, filters: 8}]\nblock: [dense bias, tanh, dense 5, gelu, dense]\ninit: {depth-scaled: 2, scale: 3}',
  'stages: [{blocks: 2, filters: 8}]\nblock: [conv 3 to 5 stride 1 bias, silu, conv 2/2 stride 1, identity, conv 3, max-pool 3 stride 1]\ninit: delta-orthogonal\ngate: {bias: 3}',
].map(text => `network: n\n${text}\n`);
const values = [options, ...others, ...examples].flatMap(text =>
  parseNotebook(text).cells.flatMap(({ value }) => (value === null ? [] : [value])),
);
const networks: NetworkValue[] = [
  ...values.flatMap(v => (v.kind === 'network' ? [v.value] : [])),
  ...[...presets.keys()].map(preset => presetNetwork({ preset })),
  ...[...blockPresets.values()].map(({ block }) => ({
    ...presetNetwork({ preset: 'resnet' }),
    block,
  })),
];
const recipes: TrainValue[] = values.flatMap(v => (v.kind === 'train' ? [v.value] : []));
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a value that was written', () => {
  it('is read as it was', () => {
    expect(networks.length).toBeGreaterThan(12);
    expect(recipes.length).toBeGreaterThan(4);
    for (const network of networks) expect(readNetwork(throughJson(network))).toEqual(network);
    for (const recipe of recipes) expect(readRecipe(throughJson(recipe))).toEqual(recipe);
  });

  it('is one object each time, so that plans of it are remembered', () => {
    const stored = throughJson(networks[0]);
    expect(readNetwork(stored)).toBe(readNetwork(stored));
  });
});

describe('what is no network or recipe is refused', () => {
  const network = networks[0];
  const recipe = recipes[0];
  it.each([
    null,
    'resnet',
    [],
    {},
    { ...network, stages: [{ blocks: 1e9, filters: 16, stride: 1 }] },
    { ...network, stages: [{ blocks: 1.5, filters: 16, stride: 1 }] },
    { ...network, stages: [{ blocks: 2, filters: '16', stride: 1 }] },
    { ...network, shortcut: 'toString' },
    { ...network, step: null },
    { ...network, head: { layers: [{ layer: 'constructor' }] } },
    { ...network, block: { layers: [{ layer: 'conv', kernel: '3', divide: 1 }], after: [] } },
    { ...network, block: { layers: [{ layer: 'conv', kernel: 1e6, divide: 1 }], after: [] } },
    { ...network, block: { layers: [{ layer: 'dropout' }], after: [] } },
    { ...network, init: { kind: 'depth-scaled' } },
  ])('%j', value => expect(readNetwork(value)).toBeNull());

  it.each([
    null,
    {},
    { ...recipe, epochs: 0 },
    { ...recipe, batch: 2.5 },
    { ...recipe, rate: { kind: 'constant' } },
    { ...recipe, optimizer: { ...recipe?.optimizer, kind: 'adam' } },
    { ...recipe, data: { ...recipe?.data, augment: null } },
    { ...recipe, from: 7 },
  ])('%j', value => expect(readRecipe(value)).toBeNull());
});
