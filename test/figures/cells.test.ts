import { describe, expect, it } from 'vitest';
import { layOut, logRamp, type Mark, type Ramp } from '../../src/figures/index.ts';
import { axis, figure, table } from './figure.ts';

const ramp: Ramp = { kind: 'one-sided', scale: 'log', domain: [0.125, 8], clips: [false, false] };
const y = { y: 'from', y2: 'to' } as const;
const wide: Mark = { mark: 'cell', data: 't', series: 'a', columns: ['p', 'q'], ...y, ramp };
const long: Mark = {
  ...{ mark: 'cell', data: 't', series: 'a', x: 'x', x2: 'x2', ...y, value: 'v' },
  ramp,
};

const cellsOf = (mark: Mark, columns: Record<string, number[]>) => {
  const asked = figure({
    marks: [mark],
    x: axis({ domain: [0, 2] }),
    y: axis({ domain: [0, 10], isReversed: true }),
  });
  const [panel] = layOut(asked, { t: table(columns) }, { width: 262, height: 128 }).panels;
  const found = panel?.items.find(item => item.item === 'cells');
  return found?.item === 'cells' ? found : expect.fail('no cells');
};

describe('cells by columns', () => {
  const rows = { from: [0, 5], to: [5, 10], p: [0.125, 8], q: [1, NaN] };

  it('are those of a row for each of them', () => {
    const one = cellsOf(wide, rows);
    const other = cellsOf(long, {
      from: [0, 5, 0, 5],
      to: [5, 10, 5, 10],
      x: [0, 0, 1, 1],
      x2: [1, 1, 2, 2],
      v: [0.125, 8, 1, NaN],
    });
    expect([...one.boxes]).toEqual([...other.boxes]);
    expect([...one.places]).toEqual([0, 1, 0.5, NaN]);
    expect([...other.places]).toEqual([0, 1, 0.5, NaN]);
    // Steps run downward, each column is half of the width.
    expect([...one.boxes.slice(0, 4)]).toEqual([52, 6, 152, 56]);
  });

  it('have no values where there is no such column', () => {
    expect([...cellsOf({ ...wide, columns: ['p', 'other'] }, rows).values]).toEqual([
      0.125,
      8,
      NaN,
      NaN,
    ]);
  });
});

describe('a ramp', () => {
  it('says at which end it is clipped, but not by what rounds to its end', () => {
    expect(logRamp('around', [0.5, 2], [0.3, 2.01]).clips).toEqual([true, false]);
    expect(logRamp('around', [0.5, 2], [0.499, 2.1]).clips).toEqual([false, true]);
    expect(logRamp('one-sided', [0.5, 2], null).clips).toEqual([false, false]);
  });
});
