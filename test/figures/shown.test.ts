import { describe, expect, it } from 'vitest';
import {
  type Axis,
  shownCsv,
  shownRows,
  type ShownTable,
  type Tables,
} from '../../src/figures/index.ts';

function rowsOf(shown: ShownTable, tables: Tables, range?: [number, number]) {
  return shownRows({ shown }, tables, range);
}

describe('a table', () => {
  const tables = {
    t: {
      rows: 3,
      columns: {
        block: ['1.1', '1.2', ''],
        error: Float64Array.of(0.07, NaN, 0.5),
        small: Float32Array.of(0.1, 1e-12, 3),
        count: Int32Array.of(1, 2, 3),
      },
    },
  };
  const columns = [
    { column: 'block', head: 'block' },
    { column: 'error', head: 'error (%)', format: 'share' },
    { column: 'small', head: 'norm', format: 'value' },
    { column: 'count', head: 'n', format: 'count' },
  ] as const;

  it('has the columns that are named, in the unit of their heads, whole', () => {
    expect(rowsOf({ data: 't', columns }, tables)).toEqual({
      columns: ['block', 'error (%)', 'norm', 'n'],
      formats: [undefined, 'share', 'value', 'count'],
      rows: [
        ['1.1', 7, 0.1, 1],
        ['1.2', null, 1e-12, 2],
        [null, 50, 3, 3],
      ],
    });
  });

  it('is CSV with empty fields where there is nothing', () => {
    expect(shownCsv(rowsOf({ data: 't', columns }, tables))).toBe(
      'block,error (%),norm,n\n1.1,7,0.1,1\n1.2,,1e-12,2\n,50,3,3\n',
    );
  });

  it('writes what was recorded in single precision with the digits that mean it, and counts whole', () => {
    const y = Float64Array.of(Math.fround(0.364), 0.36399999260901, 123456792);
    const of = (format: 'share' | 'count') =>
      rowsOf(
        { data: 't', columns: [{ column: 'y', head: 'y', format }] },
        { t: { rows: 3, columns: { y } } },
      ).rows.flat();
    expect(of('share').slice(0, 2)).toEqual([36.4, 36.399999260901]);
    expect(of('count')).toEqual([0.364, 0.36399999260901, 123456792]);
  });

  it('has no rows of a table that is not there, and gaps for a column that is not', () => {
    expect(rowsOf({ data: 'u', columns }, tables).rows).toEqual([]);
    const other = [...columns.slice(0, 1), { column: 'other', head: 'other' }];
    expect(rowsOf({ data: 't', columns: other }, tables).rows[0]).toEqual(['1.1', null]);
  });

  it('leaves out a row without any value, where a line breaks, and no other', () => {
    const broken = { rows: 3, columns: { block: ['1.1', '', ''], y: Float64Array.of(1, NaN, 2) } };
    const both = ['block', 'y'].map(column => ({ column, head: column }));
    expect(rowsOf({ data: 't', columns: both }, { t: broken }).rows).toEqual([
      ['1.1', 1],
      [null, 2],
    ]);
  });
});

describe('lines', () => {
  const line = (x: number[], y: number[]) => ({
    rows: x.length,
    columns: { x: Float64Array.from(x), y: Float64Array.from(y) },
  });
  const shownOf = (...data: string[]): ShownTable => ({
    x: 'step',
    lines: data.map(name => ({ data: name, x: 'x', y: 'y', head: name, format: 'share' })),
  });

  it('are joined by x, with a gap where one has no point', () => {
    const tables = { a: line([1, 2, 4], [0.1, 0.2, 0.4]), b: line([2, 3], [0.25, NaN]) };
    expect(rowsOf(shownOf('a', 'b'), tables)).toEqual({
      columns: ['step', 'a', 'b'],
      formats: [undefined, 'share', 'share'],
      rows: [
        [1, 10, null],
        [2, 20, 25],
        [3, null, null],
        [4, 40, null],
      ],
    });
  });

  it('name the block where x is over blocks, and of states the one that they enter', () => {
    const axis = { title: 'block', scale: 'block', format: 'count' } as const;
    const blocks = { blocks: [1, 2], shapes: [] };
    const tables = { a: line([0.5, 1.5, 2.5], [1, 2, 3]), b: line([0, 1, 2, 3], [5, 6, 7, 8]) };
    const named = (data: string, x: Axis) => shownRows({ shown: shownOf(data), x }, tables);
    expect(named('a', { ...axis, blocks })).toEqual({
      columns: ['step', 'name', 'a'],
      formats: [undefined, undefined, 'share'],
      rows: [
        [0.5, '1.1', 100],
        [1.5, '2.1', 200],
        [2.5, '2.2', 300],
      ],
    });
    expect(named('b', { ...axis, blocks }).rows.map(cells => cells[1])).toEqual([
      ...['1.1', '2.1', '2.2', 'end'],
    ]);
    // Elsewhere nothing has a name.
    expect(named('a', { ...axis, scale: 'linear', blocks }).columns).toEqual(['step', 'a']);
    expect(named('a', axis).columns).toEqual(['step', 'a']);
  });

  it('make two rows where one jumps', () => {
    const tables = { a: line([1, 2, 2, 3], [0.1, 0.2, 0.3, 0.4]), b: line([2], [0.5]) };
    expect(rowsOf(shownOf('a', 'b'), tables).rows).toEqual([
      [1, 10, null],
      [2, 20, 50],
      [2, 30, null],
      [3, 40, null],
    ]);
  });

  it('are cut to what is zoomed to, its ends included', () => {
    const tables = { a: line([1, 2, 3, 4], [0.1, 0.2, 0.3, 0.4]) };
    expect(rowsOf(shownOf('a'), tables, [2, 3]).rows).toEqual([
      [2, 20],
      [3, 30],
    ]);
  });
});
