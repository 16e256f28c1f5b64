import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../../src/base/index.ts';
import type { BlockSummary, LayerSummary } from '../../../src/network/index.ts';
import { planNetwork, presetNetwork, summarise } from '../../../src/network/index.ts';
import { blockText, layerText } from '../../../webview/notebook/results/network/layerText.ts';

describe('words of a network', () => {
  const { blocks, layers } = summarise(
    planNetwork(presetNetwork({ preset: 'bottleneck', depth: 29 })),
    10,
  );
  const text = (name: string) => {
    const block = blocks.find(b => b.name === name) as BlockSummary;
    const own: LayerSummary[] = layers.filter(l => l.block === name);
    return blockText(block, own);
  };

  it('name kernels and strides', () => {
    const [stem] = layers;
    expect(stem && layerText(stem)).toBe('conv 3 × 3');
    expect(text('2.1')).toContain('conv 1 × 1');
    expect(text('2.1')).toMatch(/conv \d × \d \/ 2/);
  });

  it('say what a block adds to what', () => {
    expect(text('2.2')).toContain(', added to the input · ');
    expect(text('2.1')).toMatch(/, added to the projected input \(.*conv 1 × 1 \/ 2.*\) · /);
    expect(text('2.1')).toContain('32 × 32 → 16 × 16');
  });

  it('give bytes three digits', () => {
    expect([900, 1024, 15.5 * 1024 ** 2, 7.333 * 1024 ** 3].map(formatBytes)).toEqual([
      '900 B',
      '1.00 KiB',
      '15.5 MiB',
      '7.33 GiB',
    ]);
  });
});
