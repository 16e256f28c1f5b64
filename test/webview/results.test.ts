import { describe, expect, it } from 'vitest';
import type { Figure, LegendRow } from '../../src/figures/index.ts';
import {
  hiddenRows,
  KeptChoices,
  nothingChosen,
  toggledRows,
} from '../../webview/results/choices.ts';
import { createSelection } from '../../webview/base/selection.ts';
import { isSameQuery, queryOf } from '../../webview/results/query.ts';
import { gridClass, stacksOf } from '../../webview/results/stacks.ts';

const row = (id: string, startsHidden = false): LegendRow => ({
  ...{ id, label: id, slot: 0, look: 'main', values: [] },
  ...(startsHidden && { startsHidden }),
});

describe('rows of a legend', () => {
  const legend = [row('a'), row('b'), row('c', true)];

  it('are off where they start so, until somebody clicks', () => {
    expect([...hiddenRows(legend, nothingChosen)]).toEqual(['c']);
    const toggled = new Map([
      ['a', false],
      ['c', true],
    ]);
    expect([...hiddenRows(legend, { toggled })]).toEqual(['a']);
  });

  it('are toggled one by one, and isolated with Alt', () => {
    const all = ['a', 'b', 'c'];
    const shown = (rows: ReadonlyMap<string, boolean>) => all.filter(id => rows.get(id));
    expect(shown(toggledRows('a', false, new Set(['c']), all))).toEqual(['b']);
    expect(shown(toggledRows('c', false, new Set(['c']), all))).toEqual(['a', 'b', 'c']);
    expect(shown(toggledRows('b', true, new Set(), all))).toEqual(['b']);
    // Alone already: all come back.
    expect(shown(toggledRows('b', true, new Set(['a', 'c']), all))).toEqual(all);
  });
});

it('choices are kept by the result that they are of', () => {
  const kept = new KeptChoices();
  const chosen = { ...nothingChosen, frame: 5 };
  kept.keep('one', chosen);
  expect(kept.of('one')).toBe(chosen);
  expect(kept.of('two')).toBe(nothingChosen);
});

describe('the grid of figures', () => {
  const figure = (id: string, more: Partial<Figure> = {}) =>
    ({ id, group: null, ...more }) as unknown as Figure;
  const ids = (figures: readonly Figure[]) => stacksOf(figures).map(s => s.map(({ id }) => id));

  it('stacks what has no labels of x on the next that has them', () => {
    const bare = { isBare: true };
    expect(ids([figure('a', bare), figure('b'), figure('c'), figure('d', bare)])).toEqual([
      ['a', 'b'],
      ['c'],
      ['d'],
    ]);
  });

  it('has three columns for three that stand alone, else two', () => {
    const alone = ['a', 'b', 'c'].map(id => figure(id));
    const grouped = alone.map(each => ({ ...each, group: 'all' }));
    expect(gridClass(stacksOf(alone))).toBe('grid three');
    expect(gridClass(stacksOf(grouped))).toBe('grid two');
    expect(gridClass(stacksOf(alone.slice(1)))).toBe('grid two');
    expect(gridClass(stacksOf(alone.slice(2)))).toBe('');
  });
});

describe('the question of a result', () => {
  const selection = createSelection();
  const of = { cell: 'a' };
  const ask = (runs: string[], chosen = nothingChosen, hidden = none) =>
    queryOf({ of, runs, selection }, chosen, 300, hidden);
  const none: string[] = [];

  it('is the same while nothing was chosen, though its list of runs is made anew', () => {
    expect(isSameQuery(ask(['r', 's']), ask(['r', 's']))).toBe(true);
  });

  it('is another one of other runs, and where a choice or the hidden rows changed', () => {
    const first = ask(['r', 's']);
    expect(isSameQuery(first, ask(['r']))).toBe(false);
    expect(isSameQuery(first, ask(['r', 's'], { ...nothingChosen, smooth: 0.5 }))).toBe(false);
    expect(isSameQuery(first, ask(['r', 's'], nothingChosen, ['row']))).toBe(false);
  });
});
