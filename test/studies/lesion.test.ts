import { describe, expect, it } from 'vitest';
import type { Presented } from '../../src/figures/index.ts';
import { presentation } from '../../src/studies/lesion/present.ts';
import type { StudyRun } from '../../src/studies/contract/present.ts';
import { axisOf, columnOf, figureOf, resultsOf, saidBy, studyRun, tableFrom } from './support.ts';

interface Row extends Readonly<Record<string, string | number>> {
  readonly lesion: string;
  readonly error: number;
}

const row = (lesion: string, error: number, facts: Record<string, string | number> = {}): Row => ({
  lesion,
  error,
  count: 0,
  repeat: 0,
  block: NaN,
  tau: 1,
  examples: 1000,
  ...facts,
});
const intact = row('none', 0.43);
const without = (block: number, error: number) => row('remove', error, { count: 1, block });
const random = (count: number, repeat: number, error: number) =>
  row('remove', error, { count, repeat });
const swap = (tau: number, error: number) => row('swap', error, { count: 1, tau });
const inTurn = [0.698, 0.5, 0.661, 0.506, 0.596, 0.44].map((error, i) => without(i, error));

const show = (...runs: StudyRun[]): Presented =>
  presentation.present?.(resultsOf(runs)) ?? expect.fail('nothing is presented');
const showRows = (...rows: Row[]) => show(studyRun(1, tableFrom(rows)));
const loud = (shown: Presented) => saidBy(shown, 'loud').join(' ');
const quiet = (shown: Presented) => saidBy(shown, 'quiet').join(' ');

describe('the error without each block', () => {
  const shown = showRows(intact, ...inTurn);

  it('costs what it is above the intact error', () => {
    expect(shown.figures.map(f => f.id)).toEqual(['each']);
    expect(columnOf(shown, 'each', 'block')).toEqual(['1.1', '1.2', '2.1', '2.2', '3.1', '3.2']);
    expect(columnOf(shown, 'each', 'x')).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
    expect(columnOf(shown, 'each', 'error')).toEqual(inTurn.map(r => r.error));
    expect(columnOf(shown, 'each', 'cost').map(c => Math.round(1000 * Number(c)))).toEqual([
      268, 70, 231, 76, 166, 10,
    ]);
    expect(loud(shown)).toBe(
      'Removing block 1.1 hurts most: 69.8 % against 43.0 % intact (+26.8 points). The three worst, 1.1, 2.1, 3.1, are the first blocks of the three stages. The other 3 removals cost 7.6 points at most.',
    );
    expect(quiet(shown)).toBe('1,000 images. Dotted: chance, 90.0 %.');
  });

  it('is a stem from the intact line, the three worst with their cost', () => {
    const { marks, x, series } = figureOf(shown, 'each');
    expect(marks.map(m => m.mark)).toEqual(['rule', 'rule', 'stem', 'point', 'text']);
    expect(marks[0]).toMatchObject({ y: 0.43, text: 'intact 43.0 %' });
    expect(marks[1]).toMatchObject({ y: 0.9, series: 'chance' });
    expect(series.find(s => s.id === 'chance')).toMatchObject({ slot: null, look: 'theory' });
    expect(marks[2]).toMatchObject({ from: 0.43 });
    expect(columnOf(shown, 'worst', 'x')).toEqual([0.5, 2.5, 4.5]);
    expect(columnOf(shown, 'worst', 'cost')).toEqual(['+26.8', '+23.1', '+16.6']);
    expect(x).toMatchObject({ scale: 'block', blocks: axisOf(2, 2, 2) });
  });

  it('stands in a table and in words at each place', () => {
    const { shown: table, readout } = figureOf(shown, 'each');
    expect('columns' in table && table.columns.map(c => c.head)).toEqual([
      'block removed',
      'error (%)',
      'above intact (points)',
    ]);
    expect(readout?.place).toBe('place');
    expect(columnOf(shown, 'each', 'place')[3]).toBe('without 2.2');
  });

  it('of several seeds takes each run against its own intact error', () => {
    const second = [row('none', 0.33), ...inTurn.map(r => ({ ...r, error: r.error - 0.1 }))];
    const two = show(
      studyRun(1, tableFrom([intact, ...inTurn])),
      studyRun(2, tableFrom(second.slice(0, 2))),
    );
    expect(columnOf(two, 'each', 'error')[0]).toBeCloseTo(0.648, 12);
    expect(columnOf(two, 'each', 'cost')[0]).toBeCloseTo(0.268, 12);
    expect(columnOf(two, 'each', 'run 1')).toEqual([0.598, NaN, NaN, NaN, NaN, NaN]);
    expect(figureOf(two, 'each').marks.filter(m => m.mark === 'point')).toHaveLength(3);
    expect(quiet(two)).toContain('Means of 2 runs; each run is a dot.');
  });

  it('names the next two where the worst are not the first of their stages', () => {
    const errors = [0.5, 0.44, 0.62, 0.7, 0.46, 0.43];
    expect(loud(showRows(intact, ...errors.map((e, block) => without(block, e))))).toBe(
      'Removing block 2.2 hurts most: 70.0 % against 43.0 % intact (+27.0 points). Next are 2.1 (+19.0) and 1.1 (+7.0). The other 3 removals cost 3.0 points at most.',
    );
  });

  it('speaks of one other removal as one', () => {
    const said = (last: number) =>
      loud(showRows(intact, ...[0.5, 0.62, 0.7, last].map((e, block) => without(block, e))));
    expect(said(0.44)).toMatch(/ The other removal costs 1\.0 points\.$/);
    expect(said(0.42)).toMatch(/ The other removal does not raise it\.$/);
  });

  it('says when nothing hurts, and what is known first', () => {
    expect(loud(showRows(intact, without(0, 0.43), without(1, 0.42)))).toBe(
      'Removing any one block does not raise the error of 43.0 %.',
    );
    expect(loud(showRows(intact))).toBe('The whole network has an error of 43.0 %.');
    expect(quiet(showRows(intact, without(0, 0.5)))).toContain('1 of 6 blocks so far.');
  });
});

describe('blocks removed at once', () => {
  const rows = [random(1, 0, 0.44), random(1, 1, 0.46), random(3, 0, 0.8), random(3, 1, 0.9)];
  const shown = showRows(intact, ...rows);

  it('are boxes of all repeats by number', () => {
    expect(shown.figures.map(f => f.id)).toEqual(['sets']);
    expect(columnOf(shown, 'sets', 'count')).toEqual([1, 1, 3, 3]);
    expect(columnOf(shown, 'sets', 'error')).toEqual([0.44, 0.46, 0.8, 0.9]);
    expect(columnOf(shown, 'boxes', 'median').map(m => Number(m).toFixed(3))).toEqual([
      '0.450',
      '0.850',
    ]);
    expect(columnOf(shown, 'boxes', 'lower')[1]).toBeCloseTo(0.825, 12);
    expect(figureOf(shown, 'sets').marks).toMatchObject([
      { mark: 'rule', y: 0.43, text: 'intact 43.0 %' },
      { mark: 'rule', y: 0.9, text: 'chance' },
      { mark: 'box' },
    ]);
    expect(loud(shown)).toBe(
      'Without 1 random block the median error is 45.0 %, without 3 85.0 % (intact 43.0 %).',
    );
  });

  it('say how many sets and seeds there are', () => {
    expect(quiet(shown)).toContain('2 random sets for each number removed, each a dot.');
    const swaps = [0, 1, 2].map(repeat => ({ ...swap(0.5, 0.6), repeat }));
    expect(quiet(showRows(intact, ...rows, ...swaps))).toContain('2 random sets for');
    const table = tableFrom([intact, ...rows]);
    expect(quiet(show(...[1, 2, 3].map(id => studyRun(id, table))))).toContain(
      '2 random sets × 3 seeds for each number removed, each a dot.',
    );
  });

  it('stand beside blocks in turn where results say which is which', () => {
    const chosen = (choice: string, of: Row) => ({ ...of, choice });
    const both = showRows(
      chosen('none', intact),
      ...inTurn.map(r => chosen('each', r)),
      chosen('random', random(1, 0, 0.6)),
      chosen('random', { ...random(1, 0, 0.7), block: 3 }),
    );
    expect(both.figures.map(f => f.id)).toEqual(['each', 'sets']);
    expect(columnOf(both, 'each', 'error')).toEqual(inTurn.map(r => r.error));
    expect(columnOf(both, 'sets', 'error')).toEqual([0.6, 0.7]);
    // The intact line is named in the first figure only.
    expect(figureOf(both, 'sets').marks[0]).not.toHaveProperty('text');
  });

  it('are told from blocks in turn in results of earlier versions, which do not say it', () => {
    const one = (block: number, repeat: number) => ({ ...random(1, repeat, 0.5), block });
    const ids = (...rows: Row[]) => showRows(intact, ...rows).figures.map(f => f.id);
    expect(ids(one(0, 0), one(2, 1))).toEqual(['sets']);
    expect(ids(one(4, 0), random(3, 0, 0.5))).toEqual(['sets']);
    expect(ids(without(0, 0.5), without(1, 0.5))).toEqual(['each']);
  });
});

describe('blocks reordered', () => {
  it('are points by rank correlation, and the strongest is named', () => {
    const shown = showRows(intact, swap(0.9, 0.5), swap(0.65, 0.68));
    expect(columnOf(shown, 'swaps', 'tau')).toEqual([0.65, 0.9]);
    expect(columnOf(shown, 'swaps', 'error')).toEqual([0.68, 0.5]);
    expect(figureOf(shown, 'swaps').x.domain).toEqual([0.59, 1.01]);
    expect(figureOf(showRows(intact, swap(-1, 0.5)), 'swaps').x.domain).toEqual([-1.01, 1.01]);
    expect(loud(shown)).toBe(
      'The strongest reordering, τ = 0.65, has an error of 68.0 % (+25.0 points).',
    );
  });

  it('that come out unchanged are left out and counted', () => {
    const shown = showRows(intact, swap(1, 0.43), swap(0.8, 0.5));
    expect(columnOf(shown, 'swaps', 'tau')).toEqual([0.8]);
    expect(columnOf(shown, 'changes', 'tau')).toEqual([NaN, 0.8]);
    expect(quiet(shown)).toContain('1 reordering came out unchanged (τ = 1) and is left out.');
    expect(quiet(showRows(intact, swap(0.9, 0.43), swap(0.8, 0.5)))).not.toContain('unchanged');
    expect(showRows(intact, swap(1, 0.43), swap(1, 0.43)).figures).toEqual([]);
  });
});

describe('the axis of errors', () => {
  it('holds the intact error, all errors and chance, in tens', () => {
    const [low, high] = figureOf(showRows(intact, random(2, 0, 0.95)), 'sets').y.domain ?? [];
    expect(low).toBeCloseTo(0.3, 12);
    expect(high).toBeCloseTo(0.99, 12);
  });
});

describe('a network at chance', () => {
  it('is said to tell nothing, one below it is not', () => {
    // 1,000 examples, chance 90 %: two standard errors are 1.9 points.
    const at = showRows(row('none', 0.89), without(0, 0.9), without(1, 0.89));
    expect(saidBy(at, 'warning')).toEqual([
      'The whole network is no better than chance: its error is 89.0 %, that of guessing 90.0 %. Lesions of it say nothing yet.',
    ]);
    expect(loud(at)).toBe('');
    const below = showRows(row('none', 0.87), without(0, 0.9), without(1, 0.89));
    expect(saidBy(below, 'warning')).toEqual([]);
    expect(loud(below)).toContain('hurts most');
  });
});

describe('runs of other networks', () => {
  const results = tableFrom([intact, ...inTurn.slice(0, 2)]);

  it('are left out and counted', () => {
    const shown = show(
      studyRun(1, results, { axis: axisOf(2) }),
      studyRun(2, results, { axis: axisOf(4) }),
    );
    expect(quiet(shown)).toContain('1 run of a network of another depth is left out.');
    expect(quiet(shown)).not.toContain('Means of');
  });

  it('whose shape is gone keep what needs no blocks', () => {
    const shown = show(
      studyRun(1, tableFrom([intact, ...inTurn.slice(0, 2), swap(0.5, 0.6)]), { axis: null }),
    );
    expect(shown.figures.map(f => f.id)).toEqual(['swaps']);
    expect(quiet(shown)).toContain('The run trained-1, which was studied, is gone');
  });

  it('whose shape is gone are drawn by the names of the blocks where results have them', () => {
    const named = ['1.1', '1.2', '2.1'].map((names, i) => ({ ...without(i, 0.5), names }));
    const shown = show(
      studyRun(1, tableFrom([{ ...intact, names: '' }, ...named]), { axis: null }),
    );
    expect(figureOf(shown, 'each').x.blocks).toEqual({ blocks: [2, 1], shapes: [] });
    expect(quiet(shown)).not.toContain('gone');
  });

  it('without rows say why', () => {
    const reason = 'The study has no result yet.';
    expect(saidBy(show(studyRun(1, null, { reason })), 'quiet')).toEqual([reason]);
    expect(show().sentences).toEqual([]);
  });
});

describe('the cost by block, for comparisons', () => {
  const byBlock = (...rows: Row[]) => presentation.byBlock?.(studyRun(1, tableFrom(rows)));

  it('is the error above the intact one, and nothing where a block was not removed', () => {
    const cost = byBlock(intact, without(0, 0.5), without(4, 0.4));
    expect([...(cost?.values ?? [])].map(v => Number(v.toFixed(9)))).toEqual([
      0.07,
      NaN,
      NaN,
      NaN,
      -0.03,
      NaN,
    ]);
    expect(cost).toMatchObject({ id: 'cost', format: 'points', axis: axisOf(2, 2, 2) });
  });

  it('is none without rows, without blocks in turn and without a network', () => {
    expect(byBlock(intact, random(2, 0, 0.5))).toBeNull();
    expect(presentation.byBlock?.(studyRun(1, null))).toBeNull();
    const gone = studyRun(1, tableFrom([intact, without(0, 0.5)]), { axis: null });
    expect(presentation.byBlock?.(gone)).toBeNull();
  });
});

describe('the table of what was done', () => {
  const listed = (...rows: Row[]) => {
    const shown = showRows(...rows);
    const [table] = shown.listed;
    return {
      heads: table?.columns.map(c => c.head),
      rows: columnOf(shown, 'changes', 'changed'),
      error: columnOf(shown, 'changes', 'error'),
      median: columnOf(shown, 'changes', 'median'),
      cost: columnOf(shown, 'changes', 'cost'),
      tau: columnOf(shown, 'changes', 'tau'),
      highest: columnOf(shown, 'changes', 'highest'),
    };
  };

  it('has a row for each block', () => {
    const { heads, rows, error } = listed(intact, ...inTurn);
    expect(heads).toEqual(['changed', 'error', 'cost']);
    expect(rows.slice(0, 3)).toEqual(['whole network', '1.1 removed', '1.2 removed']);
    expect(error.slice(0, 2)).toEqual([0.43, 0.698]);
  });

  it('has the means of seeds that the figure and the sentence have', () => {
    // 0.3, 0.1 and 0.8 above their own whole networks: mean 0.4, where the median is 0.3.
    const seed = (number: number, whole: number, error: number) =>
      studyRun(number, tableFrom([row('none', whole), without(0, error)]));
    const seeds = [seed(1, 0.1, 0.4), seed(2, 0.2, 0.3), seed(3, 0.1, 0.9)];
    const shown = show(...seeds);
    expect(shown.listed[0]?.columns.map(c => c.head)).toEqual([
      'changed',
      'mean error',
      'lowest',
      'highest',
      'mean cost',
    ]);
    const ofBlock = (column: string) => Number(columnOf(shown, 'changes', column)[1]);
    expect(ofBlock('error')).toBeCloseTo(1.6 / 3, 12);
    expect(ofBlock('cost')).toBeCloseTo(0.4, 12);
    expect(columnOf(shown, 'each', 'cost')[0]).toBeCloseTo(0.4, 12);
    expect(loud(shown)).toContain('(+40.0 points)');
  });

  it('has mean, median, lowest and highest of random removals', () => {
    const base = row('none', 0.1);
    const { heads, rows, error, median, cost, highest } = listed(
      base,
      random(2, 0, 0.4),
      random(2, 1, 0.2),
      random(2, 2, 0.9),
    );
    expect(heads).toEqual(['changed', 'mean error', 'median', 'lowest', 'highest', 'mean cost']);
    expect(rows).toEqual(['whole network', '2 blocks removed']);
    expect([median[1], highest[1]]).toEqual([0.4, 0.9]);
    expect([error[1], cost[1]]).toEqual([expect.closeTo(0.5, 12), expect.closeTo(0.4, 12)]);
  });

  it('has the mean of τ of swaps', () => {
    const { heads, rows, tau } = listed(intact, swap(0.5, 0.6), swap(0.25, 0.7));
    expect(heads).toContain('mean tau');
    expect(rows[1]).toBe('1 pair swapped');
    expect(tau).toEqual([NaN, 0.375]);
  });
});
