import { describe, expect, it } from 'vitest';
import { layers, type LayerValue, parseNotebook } from '../../src/language/index.ts';

function read(text: string) {
  const { cells, diagnostics } = parseNotebook(
    `network: n\nstages: [{blocks: 1, filters: 8}]\nshortcut: none\nblock: [${text}, conv 3, relu]\n`,
  );
  const value = cells[0]?.value;
  const layer = value?.kind === 'network' ? value.value.block.layers[0] : undefined;
  return { layer, codes: diagnostics.map(d => d.code) };
}

const written = (layer: LayerValue) => layers.get(layer.layer)?.format(layer);

describe('texts of layers', () => {
  it.each<[string, object, string]>([
    ['conv 3', { kernel: 3, divide: 1 }, 'conv 3'],
    ['conv 3/4', { kernel: 3, divide: 4 }, 'conv 3/4'],
    ['conv 3 / 4 bias', { kernel: 3, divide: 4, bias: true }, 'conv 3/4 bias'],
    ['conv 3 stride 2', { kernel: 3, divide: 1, ownStride: 2 }, 'conv 3 stride 2'],
    ['conv 1 to 160', { kernel: 1, divide: 1, filters: 160 }, 'conv 1 to 160'],
    [
      'conv 5 bias stride 2 to 16',
      { kernel: 5, divide: 1, filters: 16, ownStride: 2, bias: true },
      'conv 5 to 16 stride 2 bias',
    ],
    ['max-pool 2', { kernel: 2, stride: 2 }, 'max-pool 2'],
    ['max-pool 3 stride 2', { kernel: 3, stride: 2 }, 'max-pool 3 stride 2'],
    ['max-pool 2 stride 2', { kernel: 2, stride: 2 }, 'max-pool 2'],
  ])('%s', (text, value, form) => {
    const { layer, codes } = read(text);
    expect(codes).toEqual([]);
    expect(layer).toEqual({ layer: text.split(' ')[0], ...value });
    expect(layer && written(layer)).toBe(form);
  });

  it.each([
    'conv',
    'conv 3 stride',
    'conv 3 stride 0',
    'conv 3 stride 1.5',
    'conv 3 bias bias',
    'conv 3 biased',
    'conv 3 to',
    'conv 3 to 0',
    'conv 3/2 to 4',
    'conv bias',
    'max-pool',
    'max-pool 0',
    'max-pool 3/2',
    'max-pool 3 stride',
    'max-pool 3 by 2',
    'max-pool 3 stride 2 4',
    'tanh 2',
    'identity 1',
  ])('%s is refused', text => expect(read(text).codes).toEqual(['layer.form']));

  it('name another tool’s layer as ours', () => {
    expect(read('maxpool 2').codes).toEqual(['layer.unknown']);
  });
});
