import { describe, expect, it } from 'vitest';
import type { Figure, Mark, Panel, Tables } from '../../../src/figures/index.ts';
import { axis, figure, line, points, series, table, width } from '../figure.ts';
import { itemsOf, onlyPanel, pairs } from '../read.ts';

const hundred = axis({ domain: [0, 100] });
const ten = axis({ domain: [0, 10] });
const panelOf = (tables: Tables, some: Partial<Figure> = {}) =>
  onlyPanel(figure({ x: ten, y: hundred, ...some }), tables, { width });
const beyond = (panel: Panel) =>
  itemsOf(panel, 'beyond').map(b => ({
    isAbove: b.isAbove,
    at: pairs(b.points),
    values: [...b.values],
  }));
const words = (panel: Panel) => itemsOf(panel, 'text').map(t => [t.text, t.x, t.y, t.align]);

/** A network of 2 and 3 blocks; a block is 40 pixels wide. */
const blocks = { blocks: [2, 3], shapes: [] };
const overBlocks = { x: axis({ scale: 'block', format: 'count', blocks }) } as const;

describe('values beyond the axis', () => {
  it('are triangles at the edge, with their values', () => {
    const panel = panelOf(points([1, 5, 9], [50, 634, -20]));
    expect(beyond(panel)).toEqual([
      { isAbove: true, at: [[152, 7]], values: [634] },
      { isAbove: false, at: [[232, 105]], values: [-20] },
    ]);
    expect(words(panel)).toEqual([
      ['634', 159, 12, 'start'],
      ['−20', 225, 100, 'end'],
    ]);
  });

  it('on the very edge, and by rounding, are not beyond', () => {
    expect(beyond(panelOf(points([1, 2, 3], [0, 100, 100.00001])))).toEqual([]);
    expect(beyond(panelOf(points([1], [100.001])))).toHaveLength(1);
  });

  it('near each other have one label, that of the farthest, under their row', () => {
    const panel = panelOf(points([1, 2, 3, 8], [200, 900, 300, 400]));
    expect(beyond(panel)[0]?.values).toEqual([200, 900, 300, 400]);
    expect(words(panel)).toEqual([
      ['900', 99, 20, 'start'],
      ['400', 219, 12, 'start'],
    ]);
  });

  it('of several lines have labels that do not lie on each other', () => {
    const marks: Mark[] = [line, { ...line, series: 'b', data: 'u' }];
    const drawn = { marks, series: [series(), series({ id: 'b', slot: 1 })] };
    const u = table({ x: [5.1], y: [700] });
    const panel = panelOf({ ...points([5], [634]), u }, drawn);
    expect(words(panel).map(([text, , y]) => [text, y])).toEqual([
      ['634', 12],
      ['700', 25],
    ]);
  });

  it('are said in percent on an axis of shares', () => {
    const y = axis({ domain: [0, 0.5], format: 'share' });
    expect(words(panelOf(points([5], [0.75]), { y }))[0]?.[0]).toBe('75');
  });

  it('of lines that stand back are none: they leave the picture', () => {
    for (const look of ['raw', 'thin', 'other', 'theory'] as const)
      expect(beyond(panelOf(points([1], [634]), { series: [series({ look })] }))).toEqual([]);
    const shows = { ...line, showsBeyond: true };
    const panel = panelOf(points([1], [634]), {
      series: [series({ look: 'raw' })],
      marks: [shows],
    });
    expect(beyond(panel)).toHaveLength(1);
  });

  it('of points are shown whatever they look like', () => {
    const marks: Mark[] = [{ ...line, mark: 'point' }];
    expect(
      beyond(panelOf(points([1], [634]), { marks, series: [series({ look: 'other' })] })),
    ).toHaveLength(1);
  });

  it('outside of the shown part of x are none', () => {
    expect(beyond(panelOf(points([-1, 11], [634, 634])))).toEqual([]);
  });

  it('lie below where the axis is reversed and they are greater', () => {
    const panel = panelOf(points([5, 6], [634, -1]), { y: { ...hundred, isReversed: true } });
    expect(beyond(panel).map(b => [b.isAbove, ...b.values])).toEqual([
      [true, -1],
      [false, 634],
    ]);
  });

  it('of very many rows are the farthest of each column of pixels', () => {
    const x = Array.from({ length: 2000 }, (_, i) => i / 200);
    const [above] = beyond(
      panelOf(
        points(
          x,
          x.map((_, i) => 200 + (i % 10)),
        ),
      ),
    );
    expect(above?.values).toEqual(Array.from({ length: 200 }, () => 209));
  });
});

describe('what has no place on a log axis', () => {
  const y = axis({ scale: 'log', domain: [1, 100] });
  it('is below it, whatever the line looks like', () => {
    for (const look of ['main', 'raw'] as const)
      expect(
        beyond(panelOf(points([1, 2, 3], [0, -3, 10]), { y, series: [series({ look })] })),
      ).toEqual([
        {
          isAbove: false,
          at: [
            [72, 105],
            [92, 105],
          ],
          values: [0, -3],
        },
      ]);
  });
});

describe('infinities', () => {
  it('in a row are one mark, which names the block from which on', () => {
    const tables = points([0.5, 1.5, 2.5, 3.5, 4.5], [1, 2, Infinity, Infinity, Infinity]);
    const panel = panelOf(tables, overBlocks);
    expect(beyond(panel)).toEqual([{ isAbove: true, at: [[152, 7]], values: [Infinity] }]);
    expect(words(panel).map(([text]) => text)).toEqual(['∞ from 2.1 on']);
  });
  it('are one mark in each stage', () => {
    const tables = points([0.5, 1.5, 2.5, 3.5, 4.5], [Infinity, Infinity, Infinity, Infinity, 3]);
    expect(beyond(panelOf(tables, overBlocks))[0]?.values).toEqual([Infinity, Infinity]);
  });
  it('with a number between them are two', () => {
    const panel = panelOf(points([1, 5, 9], [Infinity, 3, Infinity]));
    expect(beyond(panel)[0]?.values).toEqual([Infinity, Infinity]);
    expect(words(panel).map(([text]) => text)).toEqual(['∞', '∞']);
  });
  it('below are their own', () => {
    const panel = panelOf(points([1, 2], [-Infinity, -Infinity]));
    expect(beyond(panel)).toEqual([{ isAbove: false, at: [[72, 105]], values: [-Infinity] }]);
    expect(words(panel)[0]?.[0]).toBe('−∞');
  });
  it('widen no axis', () => {
    const panel = panelOf(points([0, 5, 9], [1, Infinity, 2]), { y: axis() });
    expect(panel.y.domain).toEqual([1, 2]);
  });
});
