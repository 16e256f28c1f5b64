import { describe, expect, it } from 'vitest';
import { checkNotebook } from '../../src/checks/index.ts';
import { layerDescriptor, parseNotebook } from '../../src/language/index.ts';
import { planNetwork, planParameters, summarise } from '../../src/network/index.ts';

function networkOf(text: string) {
  const { cells, diagnostics } = parseNotebook(`network: n\n${text}\n`);
  const value = cells[0]?.value;
  if (value?.kind !== 'network') throw new Error(diagnostics.map(d => d.message).join());
  return { value: value.value, messages: diagnostics.map(d => d.message) };
}

const problems = (text: string) =>
  checkNotebook(`network: n\n${text}\n`)
    .filter(d => d.severity === 'error')
    .map(d => d.code);

describe('dense layers', () => {
  it.each([
    ['dense', { units: null }, 'dense'],
    ['dense 100', { units: 100 }, 'dense 100'],
    ['dense bias', { units: null, bias: true }, 'dense bias'],
    ['dense  100   bias', { units: 100, bias: true }, 'dense 100 bias'],
  ])('are read and written: %s', (text, read, written) => {
    const found = networkOf(`stages: [{blocks: 1, filters: 4}]\nblock: [${text}, relu]`);
    expect(found.messages).toEqual([]);
    const [layer] = found.value.block.layers;
    expect(layer).toEqual({ layer: 'dense', ...read });
    expect(layer && layerDescriptor(layer.layer).format(layer)).toBe(written);
  });

  it.each([
    'dense x',
    'dense 0',
    'dense 2.5',
    'dense 3 biased',
    'dense 3/2',
    'dense bias 3',
    'flatten 2',
  ])('say what is wrong: %s', text => {
    const found = problems(`stages: [{blocks: 1, filters: 4}]\nblock: [${text}, dense, relu]`);
    expect(found).toEqual(['layer.form']);
  });

  // nn.Linear(784, 100), 100 of nn.Linear(100, 100), nn.Linear(100, 10)
  it('make the very deep plain networks of dense layers', () => {
    const { value, messages } = networkOf(
      'input: [28, 28, 1]\nstages: [{blocks: 100, filters: 100}]\nblock: [dense, norm, leaky-relu 0.1]\nshortcut: none\ninit: he-uniform\nmax-norm: 2',
    );
    expect(messages).toEqual([]);
    const plan = planNetwork(value);
    const summary = summarise(plan);
    expect(plan.stem.map(l => l.layer)).toEqual(['dense', 'norm', 'leaky-relu']);
    expect(summary.depth).toBe(102);
    expect(summary.macs).toBe(784 * 100 + 100 * 100 * 100 + 100 * 10);
    expect(summary.trainableParameters).toBe(78_400 + 200 + 100 * (10_000 + 200) + 1010);
    expect(summary.blocks.every(b => b.out.join() === '1,1,100')).toBe(true);
  });

  it('make z + W·f(z) on a vector', () => {
    const { value, messages } = networkOf(
      'input: [256]\nstem: []\nstages: [{blocks: 50, filters: 256}]\nblock: [tanh, dense]\nnorm: none\ninit: depth-scaled 1\nhead: []',
    );
    expect(messages).toEqual([]);
    const plan = planNetwork(value);
    expect(plan.input).toEqual([1, 1, 256]);
    expect(plan.blocks.every(b => b.shortcut.kind === 'identity')).toBe(true);
    expect(planParameters(plan).map(p => p.shape)).toEqual([
      ...Array.from({ length: 50 }, () => [256, 256]),
      [256, 10],
      [10],
    ]);
  });

  it('see all values of a map, as behind flatten', () => {
    const head = (layers: string) =>
      summarise(planNetwork(networkOf(`preset: {resnet, depth: 8}\nhead: [${layers}]`).value));
    const [all, flat] = [head('norm, relu, dense 5'), head('norm, relu, flatten, dense 5')];
    expect(all.trainableParameters).toBe(flat.trainableParameters);
    expect(all.macs).toBe(flat.macs);
    expect(all.layers.find(l => l.layer === 'dense')?.trainableParameters).toBe(8 * 8 * 64 * 5);
  });

  it('say where vectors do not fit the shortcut', () => {
    const stages = 'stages: [{blocks: 2, filters: 8}]\n';
    expect(problems(`${stages}stem: {filters: 8}\nblock: [relu, dense]`)).toEqual(['shape.sum']);
    expect(problems(`${stages}block: [relu, dense 7]`)).toEqual(['shape.sum']);
    expect(problems(`${stages}block: [relu, dense]`)).toEqual([]);
    expect(problems('stages: [{blocks: 2, filters: 8, stride: 2}]\nblock: [relu, dense]')).toEqual([
      'shape.too-small',
    ]);
  });
});
