import { describe, expect, it } from 'vitest';
import { BlockRow } from '../../../src/figures/index.ts';
import { plainText } from '../../../webview/charts/blocks/sentence.ts';
import {
  lesionFacts,
  lesionRows,
  type LesionRow,
} from '../../../webview/notebook/results/lesion/lesionFacts.ts';
import { lesionSentence, worstBlocks } from '../../../webview/notebook/results/lesion/sentence.ts';

const row = new BlockRow({ blocks: [2, 2, 2], shapes: [] });
const intact: LesionRow = {
  lesion: 'none',
  count: 0,
  repeat: 0,
  block: NaN,
  tau: 1,
  error: 0.43,
};
const without = (block: number, error: number): LesionRow => ({
  ...intact,
  lesion: 'remove',
  count: 1,
  block,
  error,
});
const random = (count: number, repeat: number, error: number): LesionRow => ({
  ...intact,
  lesion: 'remove',
  count,
  repeat,
  error,
});
const inTurn = [0.698, 0.5, 0.661, 0.506, 0.596, 0.44].map((error, i) => without(i, error));

describe('a lesion study', () => {
  it('of each block in turn costs what it is above the intact error', () => {
    const facts = lesionFacts([[intact, ...inTurn]], 10);
    expect(facts.chance).toBeCloseTo(0.9, 12);
    expect(facts.sets).toEqual([]);
    expect(worstBlocks(facts).map(e => e.block)).toEqual([0, 2, 4]);
    expect(facts.each[5]?.cost).toBeCloseTo(0.01, 12);
    expect(plainText(lesionSentence(facts, row))).toBe(
      'Removing block 1.1 hurts most: 69.8 % against 43.0 % intact (+26.8 points). The three worst, 1.1, 2.1, 3.1, are the first blocks of the three stages. The other 3 removals cost 7.6 points at most.',
    );
  });

  it('of several seeds takes each run against its own intact error', () => {
    const second = [
      { ...intact, error: 0.33 },
      ...inTurn.map(r => ({ ...r, error: r.error - 0.1 })),
    ];
    const facts = lesionFacts([[intact, ...inTurn], second], 10);
    expect(facts.intact).toBeCloseTo(0.38, 12);
    expect(facts.each[0]?.errors).toEqual([0.698, 0.598]);
    expect(facts.each[0]?.cost).toBeCloseTo(0.268, 12);
  });

  it('of random sets gathers repeats by number', () => {
    const rows = [
      intact,
      random(1, 0, 0.44),
      random(1, 1, 0.46),
      random(3, 0, 0.8),
      random(3, 1, 0.9),
    ];
    const facts = lesionFacts([rows], null);
    expect(facts.each).toEqual([]);
    expect(facts.sets).toEqual([
      { count: 1, errors: [0.44, 0.46] },
      { count: 3, errors: [0.8, 0.9] },
    ]);
    expect(plainText(lesionSentence(facts, row))).toBe(
      'Without 1 random block the median error is 45.0 %, without 3 85.0 % (intact 43.0 %).',
    );
  });

  it('names the next two where the worst are not the first of their stages', () => {
    const errors = [0.5, 0.44, 0.62, 0.7, 0.46, 0.43];
    const facts = lesionFacts([[intact, ...errors.map((e, block) => without(block, e))]], null);
    expect(plainText(lesionSentence(facts, row))).toBe(
      'Removing block 2.2 hurts most: 70.0 % against 43.0 % intact (+27.0 points). Next are 2.1 (+19.0) and 1.1 (+7.0). The other 3 removals cost 3.0 points at most.',
    );
  });

  it('speaks of one other removal as one', () => {
    const of = (last: number) => [0.5, 0.62, 0.7, last].map((e, block) => without(block, e));
    const said = (last: number) =>
      plainText(lesionSentence(lesionFacts([[intact, ...of(last)]], null), row));
    expect(said(0.44)).toMatch(/ The other removal costs 1\.0 points\.$/);
    expect(said(0.42)).toMatch(/ The other removal does not raise it\.$/);
  });

  it('of swaps names the strongest reordering', () => {
    const swap = { ...intact, lesion: 'swap' as const, count: 1 };
    const rows = [intact, { ...swap, tau: 0.9, error: 0.5 }, { ...swap, tau: 0.6, error: 0.68 }];
    expect(plainText(lesionSentence(lesionFacts([rows], null), row))).toBe(
      'The strongest reordering, τ = 0.60, has an error of 68.0 % (+25.0 points).',
    );
  });

  it('says when nothing hurts, and what is known first', () => {
    const harmless = lesionFacts([[intact, without(0, 0.43), without(1, 0.42)]], 10);
    expect(plainText(lesionSentence(harmless, row))).toBe(
      'Removing any one block does not raise the error of 43.0 %.',
    );
    expect(plainText(lesionSentence(lesionFacts([[intact]], 10), row))).toBe(
      'The whole network has an error of 43.0 %.',
    );
    expect(lesionSentence(lesionFacts([[]], 10), row)).toEqual([]);
  });

  it('is read from columns', () => {
    const column = (name: string, values: Float64Array | string[]) => ({
      column: { name, type: 'float64' as const, nullable: true, unit: '', definition: '' },
      values,
    });
    const rows = lesionRows({
      kind: 'study',
      run: 'a',
      axis: { blocks: [2], shapes: [[4, 4, 8]] },
      of: { run: 'b', cell: 'base', step: 600 },
      classes: 10,
      rows: 2,
      columns: [
        column('lesion', ['none', 'remove']),
        column('count', Float64Array.of(0, 1)),
        column('repeat', Float64Array.of(0, 0)),
        column('block', Float64Array.of(NaN, 1)),
        column('tau', Float64Array.of(1, 1)),
        column('error', Float64Array.of(0.25, 0.5)),
      ],
    });
    expect(rows).toEqual([
      { lesion: 'none', count: 0, repeat: 0, block: NaN, tau: 1, error: 0.25 },
      { lesion: 'remove', count: 1, repeat: 0, block: 1, tau: 1, error: 0.5 },
    ]);
  });
});
