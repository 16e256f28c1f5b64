import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../../src/base/index.ts';
import type { BlockSummary, LayerSummary } from '../../../src/network/index.ts';
import { planNetwork, presetNetwork, summarise } from '../../../src/network/index.ts';
import { BlockRow } from '../../../src/figures/index.ts';
import { lesionAxis, tauAxis } from '../../../webview/notebook/results/lesion/lesionAxis.ts';
import { lesionFacts } from '../../../webview/notebook/results/lesion/lesionFacts.ts';
import { blockText, layerText } from '../../../webview/notebook/results/network/layerText.ts';
import { normsPanels } from '../../../webview/notebook/results/norms/normsPanels.ts';
import type { NormsView } from '../../../webview/notebook/results/norms/normsView.ts';

const shapes = [
  [32, 32, 16],
  [16, 16, 32],
];

describe('panels of norms', () => {
  const own = new BlockRow({ blocks: [2, 2], shapes });
  const row = new BlockRow({ blocks: [4, 4], shapes });
  const view: NormsView = {
    run: 'a',
    slot: 0,
    own,
    record: {
      state: [1, 2, 3, 4, 5],
      residual: [10, 20, 30, 40],
      gradient: [1, 2, 4, 8, 16],
      ratio: [0.5, 0.5, 0.5, 0.5],
    },
    step: 5,
    theory: { residual: [11, 21, 31, 41], label: 'half of step 4' },
    extent: { state: [1, 5], residual: [10, 40], gradient: [1, 16], ratio: [0.5, 0.5] },
    examples: null,
  };
  const panels = normsPanels({
    row,
    view,
    others: [],
    delta: 0.2,
    ratioReach: 3,
    showsTheory: true,
    showsBand: true,
  });

  it('read a block by the name that it has in the record', () => {
    expect(panels.residual.readout(3)).toEqual(['1.2 ', '20.0', ' · theory 21.0']);
    expect(panels.state.readout(3)).toEqual(['after 1.2 ', '3.00']);
    expect(panels.ratio.readout(7)).toEqual(['2.2 ', '0.500']);
  });

  it('have an axis that holds all steps, alike above and below 1 for ratios', () => {
    expect(panels.state.y.min).toBeLessThanOrEqual(1);
    expect(panels.state.y.max).toBeGreaterThanOrEqual(5);
    expect(panels.ratio.y.min * panels.ratio.y.max).toBeCloseTo(1, 12);
    expect(panels.ratio.y.ticks?.map(t => t.label)).toEqual(['0.5', '1', '2']);
    expect(panels.ratio.band).toEqual({ low: 0.8, high: 1.2 });
  });

  it('are tables of all blocks of the record', () => {
    expect(panels.residual.table()).toEqual({
      columns: ['block', 'residual', 'theory'],
      rows: [
        ['1.1', 10, 11],
        ['1.2', 20, 21],
        ['2.1', 30, 31],
        ['2.2', 40, 41],
      ],
    });
    expect(panels.gradient.table().rows[0]).toEqual(['input', 1]);
    expect(panels.gradient.table().rows).toHaveLength(5);
  });
});

describe('axes of a lesion', () => {
  const row = { lesion: 'none' as const, count: 0, repeat: 0, block: NaN, tau: 1, error: 0.43 };

  it('hold the intact error, all errors and chance', () => {
    const facts = lesionFacts([[row, { ...row, lesion: 'remove', count: 2, error: 0.95 }]], 10);
    const { min, max } = lesionAxis(facts);
    expect(min).toBeCloseTo(0.3, 12);
    expect(max).toBeCloseTo(0.99, 12);
  });

  it('of τ end at 1', () => {
    const axis = tauAxis([{ count: 1, tau: 0.65, error: 1 }]);
    expect(axis.min).toBeLessThanOrEqual(0.6);
    expect(axis.ticks?.map(t => t.label)).toEqual(['1.0', '0.8', '0.6']);
    expect(tauAxis([{ count: 1, tau: -1, error: 1 }]).min).toBeLessThanOrEqual(-1);
  });
});

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
