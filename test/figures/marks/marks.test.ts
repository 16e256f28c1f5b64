import { describe, expect, it } from 'vitest';
import type { Figure, Mark, Series, Tables } from '../../../src/figures/index.ts';
import { axis, figure, line, points, series, table, width } from '../figure.ts';
import { itemsOf, onlyPanel, pairs } from '../read.ts';

/** A plot area of 200 by 100 from (52, 6); x from 0 to 10, y from 0 to 100: a pixel is 0.05 and 1. */
const ten = axis({ domain: [0, 10] });
const hundred = axis({ domain: [0, 100] });
const panelOf = (marks: Mark[], tables: Tables, some: Partial<Figure> = {}) =>
  onlyPanel(figure({ x: ten, y: hundred, marks, ...some }), tables, { width });

const of = (some: Partial<Series>) => ({ series: [series(some)] });

describe('a line', () => {
  it('has a gap where there is no number, and none for what is not shown', () => {
    const [path] = itemsOf(panelOf([line], points([0, 5, 10], [50, NaN, 70])), 'path');
    expect(pairs(path?.points ?? new Float64Array())).toEqual([
      [52, 56],
      [152, NaN],
      [252, 36],
    ]);
  });

  it('is laid out as far as the first point outside on each side', () => {
    const tables = points([-9, -5, 2, 4, 15, 20], [0, 0, 1, 1, 0, 0]);
    const [path] = itemsOf(panelOf([line], tables), 'path');
    expect(pairs(path?.points ?? new Float64Array()).map(([x]) => x)).toEqual([-48, 92, 132, 352]);
  });

  it.each<[Partial<Series>, object]>([
    [
      { look: 'marked', slot: 0 },
      { alpha: 1, width: 1.75, dash: [], paint: { role: 'run', slot: 0 } },
    ],
    [
      { look: 'line', slot: 1 },
      { alpha: 1, width: 1.75, dash: [7, 3] },
    ],
    [
      { look: 'line', slot: 5 },
      { alpha: 1, width: 1 },
    ],
    [
      { look: 'line', slot: 11 },
      { alpha: 0.5, width: 0.75 },
    ],
    [
      { look: 'raw', slot: 1 },
      { alpha: 0.28, width: 1, dash: [] },
    ],
    [
      { look: 'thin', slot: 1 },
      { alpha: 0.55, width: 1, dash: [] },
    ],
    [
      { look: 'other', slot: 1 },
      { alpha: 0.4, width: 1, dash: [7, 3] },
    ],
    [
      { look: 'theory', slot: 3 },
      { alpha: 1, width: 1.5, dash: [5, 4], paint: { role: 'quiet' } },
    ],
    [
      { look: 'line', slot: null },
      { width: 1.75, dash: [], paint: { role: 'quiet' } },
    ],
  ])('looks as its series: %o', (some, look) => {
    const [path] = itemsOf(panelOf([line], points([0, 10], [0, 1]), of(some)), 'path');
    expect(path?.line).toMatchObject(look);
  });

  it('of a run in front is full among hairlines', () => {
    const drawn = figure({ series: [series({ slot: 11, look: 'line' })] });
    const panel = onlyPanel(drawn, points([0, 1], [0, 1]), { width }, { emphasis: 11 });
    expect(itemsOf(panel, 'path')[0]?.line.width).toBe(1.75);
  });

  it('keeps its dash where it is smooth, and is solid where more than 100 points are jagged', () => {
    const dashOf = (count: number, y: (i: number) => number) => {
      const x = Array.from({ length: count }, (_, i) => (10 * i) / count);
      const tables = points(
        x,
        x.map((_, i) => y(i)),
      );
      return itemsOf(panelOf([line], tables, of({ slot: 1, look: 'line' })), 'path')[0]?.line.dash;
    };
    const jagged = (i: number) => (i % 2 === 0 ? 20 : 80);
    expect(dashOf(101, jagged)).toEqual([]);
    expect(dashOf(100, jagged)).toEqual([7, 3]);
    expect(dashOf(500, i => i / 10)).toEqual([7, 3]);
  });

  it('has markers where its points are apart, and smoothed lines never', () => {
    const radiusOf = (look: Series['look'], count: number) => {
      const x = Array.from({ length: count }, (_, i) => (10 * i) / (count - 1 || 1));
      const panel = panelOf([line], points(x, x), of({ look }));
      return itemsOf(panel, 'markers')[0]?.radius;
    };
    expect(radiusOf('marked', 5)).toBe(3.25);
    expect(radiusOf('marked', 20)).toBe(2.5);
    expect(radiusOf('marked', 40)).toBeUndefined();
    expect(radiusOf('marked', 1)).toBe(3.25);
    for (const look of ['line', 'raw', 'thin', 'theory'] as const)
      for (const count of [1, 3, 8]) expect(radiusOf(look, count)).toBeUndefined();
  });

  it('has marks of its run, and hollow ones where the run has another line', () => {
    const markerOf = (look: Series['look']) => (slot: number) =>
      itemsOf(panelOf([line], points([0, 10], [0, 1]), of({ look, slot })), 'markers')[0]?.marker;
    expect([0, 1, 4].map(markerOf('hollow'))).toEqual(['ring', 'ring', 'circle']);
    expect([0, 1, 2, 3, 4, 5].map(markerOf('marked'))).toEqual([
      'circle',
      'square',
      'triangle',
      'diamond',
      'ring',
      'circle',
    ]);
  });
});

describe('points', () => {
  const point: Mark = { ...line, mark: 'point' };
  it('are markers where they are, whatever the order', () => {
    const panel = panelOf([point], points([10, 0, 5], [100, 0, 50]));
    expect(itemsOf(panel, 'markers').map(m => pairs(m.points))).toEqual([
      [
        [252, 6],
        [52, 106],
        [152, 56],
      ],
    ]);
  });
  it('that miss a number are none', () => {
    expect(itemsOf(panelOf([point], points([NaN, 1], [1, NaN])), 'markers')).toEqual([]);
  });
});

describe('a rule', () => {
  const rule = (some: object): Mark => ({ mark: 'rule', series: 'a', ...some });
  const laid = (some: object, look: Partial<Series> = {}) => panelOf([rule(some)], {}, of(look));

  it('goes across at its value, with words at the end of the line', () => {
    const panel = laid({ y: 40, text: 'intact 6.3 %' });
    const [segments] = itemsOf(panel, 'segments');
    expect([...(segments?.points ?? [])]).toEqual([52, 66, 252, 66]);
    expect(segments?.line).toMatchObject({
      width: 1.25,
      dash: [],
      paint: { role: 'run', slot: 0 },
    });
    expect(itemsOf(panel, 'text')[0]).toMatchObject({
      x: 249,
      y: 57,
      align: 'end',
      text: 'intact 6.3 %',
    });
  });
  it('has words at the left, below where they would leave the plot, above where below is no room', () => {
    expect(itemsOf(laid({ y: 40, text: 'a', isLeft: true }), 'text')[0]).toMatchObject({
      x: 56,
      align: 'start',
    });
    expect(itemsOf(laid({ y: 40, text: 'a', isBelow: true }), 'text')[0]?.y).toBe(76);
    expect(itemsOf(laid({ y: 95, text: 'a' }), 'text')[0]?.y).toBe(21);
    expect(itemsOf(laid({ y: 10, text: 'a', isBelow: true }), 'text')[0]?.y).toBe(87);
  });
  it('of theory is quiet and dotted', () => {
    expect(itemsOf(laid({ y: 40 }, { look: 'theory' }), 'segments')[0]?.line).toMatchObject({
      dash: [2, 3],
      paint: { role: 'quiet' },
    });
  });
  it('stands upright at an x', () => {
    const panel = laid({ x: 5 });
    expect([...(itemsOf(panel, 'segments')[0]?.points ?? [])]).toEqual([152, 6, 152, 106]);
  });
  it('outside of the axis is none', () => {
    expect(laid({ y: 101, text: 'a' }).items).toEqual([]);
    expect(laid({ x: 10.1 }).items).toEqual([]);
  });
});

describe('a band', () => {
  it('of two numbers fills the width and has dashed edges', () => {
    const panel = panelOf(
      [{ mark: 'band', series: 'a', low: 20, high: 60 }],
      {},
      of({ look: 'theory' }),
    );
    expect(pairs(itemsOf(panel, 'area')[0]?.points ?? new Float64Array())).toEqual([
      [52, 46],
      [252, 46],
      [252, 86],
      [52, 86],
    ]);
    expect([...(itemsOf(panel, 'segments')[0]?.points ?? [])]).toEqual([
      52, 46, 252, 46, 52, 86, 252, 86,
    ]);
    expect(itemsOf(panel, 'segments')[0]?.line.dash).toEqual([5, 4]);
  });
  it('that goes to zero ends with a log axis, and only its other edge is drawn', () => {
    const y = axis({ scale: 'log', domain: [1, 100] });
    const panel = panelOf([{ mark: 'band', series: 'a', low: 0, high: 10 }], {}, { y });
    expect(pairs(itemsOf(panel, 'area')[0]?.points ?? new Float64Array()).map(p => p[1])).toEqual([
      56, 56, 106, 106,
    ]);
    expect([...(itemsOf(panel, 'segments')[0]?.points ?? [])]).toEqual([52, 56, 252, 56]);
  });
  it('of columns goes there along the upper edge and back along the lower, a piece for each stretch', () => {
    const t = table({ x: [0, 1, 2, 3, 4], low: [0, 10, NaN, 20, 20], high: [10, 20, 30, 40, 50] });
    const panel = panelOf(
      [{ mark: 'band', data: 't', series: 'a', x: 'x', low: 'low', high: 'high' }],
      { t },
    );
    expect(pairs(itemsOf(panel, 'area')[0]?.points ?? new Float64Array())).toEqual([
      [52, 96],
      [72, 86],
      [72, 96],
      [52, 106],
      [NaN, NaN],
      [112, 66],
      [132, 56],
      [132, 86],
      [112, 86],
    ]);
  });
  it('is cut where no value can be', () => {
    const t = table({ x: [0, 10], low: [-30, 90], high: [10, 130] });
    const y = axis({ domain: [0, 100], bounds: [0, 100] });
    const band: Mark = { mark: 'band', data: 't', series: 'a', x: 'x', low: 'low', high: 'high' };
    const [area] = itemsOf(panelOf([band], { t }, { y }), 'area');
    expect(pairs(area?.points ?? new Float64Array()).map(p => p[1])).toEqual([96, 6, 16, 106]);
  });
});

it('stems go from a value to each row', () => {
  const mark: Mark = { ...line, mark: 'stem', from: 50 };
  const [segments] = itemsOf(panelOf([mark], points([1, 2, 3, 99], [60, NaN, 40, 10])), 'segments');
  expect([...(segments?.points ?? [])]).toEqual([72, 56, 72, 46, 112, 56, 112, 66]);
});

describe('bars', () => {
  it('go from x to x2 and from y2 to y', () => {
    const t = table({ x: [0, 5], x2: [5, 6], y: [10, 20], y2: [0, 10] });
    const mark: Mark = { mark: 'bar', data: 't', series: 'a', x: 'x', x2: 'x2', y: 'y', y2: 'y2' };
    const [rects] = itemsOf(panelOf([mark], { t }), 'rects');
    expect([...(rects?.boxes ?? [])]).toEqual([52, 96, 152, 106, 152, 86, 172, 96]);
  });
  it('around x are four fifths as wide as they are apart, and stand on zero', () => {
    const t = table({ x: [2, 4, 8], y: [10, 20, 30] });
    const mark: Mark = { mark: 'bar', data: 't', series: 'a', x: 'x', y: 'y' };
    const [rects] = itemsOf(panelOf([mark], { t }), 'rects');
    expect([...(rects?.boxes ?? [])]).toEqual([
      76, 96, 108, 106, 116, 86, 148, 106, 196, 76, 228, 106,
    ]);
  });
  it('of a row of names lie around the middle of its place: a timeline of devices', () => {
    const t = table({ x: [0, 5], x2: [5, 10], device: ['one', 'two'] });
    const mark: Mark = { mark: 'bar', data: 't', series: 'a', x: 'x', x2: 'x2', y: 'device' };
    const panel = panelOf([mark], { t }, { y: axis({ scale: 'ordinal' }) });
    expect(panel.y.ticks.map(tick => tick.label)).toEqual(['one', 'two']);
    // From -0.6 to 1.6 on 100 pixels.
    const middle = (i: number) => 106 - ((i + 0.6) / 2.2) * 100;
    const half = (0.35 / 2.2) * 100;
    const near = (v: number) => expect.closeTo(v, 9) as number;
    expect([...(itemsOf(panel, 'rects')[0]?.boxes ?? [])]).toEqual([
      52,
      near(middle(0) - half),
      152,
      near(middle(0) + half),
      152,
      near(middle(1) - half),
      252,
      near(middle(1) + half),
    ]);
  });
});

it('boxes have median, quartiles, extremes and a dot for each value that shares an x', () => {
  const t = table({ x: [3, 3, 3, 3, 3, 7], y: [10, 20, 30, 40, 90, NaN] });
  const panel = panelOf([{ mark: 'box', data: 't', series: 'a', x: 'x', y: 'y' }], { t });
  const [whiskers, median] = itemsOf(panel, 'segments');
  expect(pairs(whiskers?.points ?? new Float64Array())).toEqual([
    [112, 96],
    [112, 86],
    [112, 66],
    [112, 16],
  ]);
  expect([...(itemsOf(panel, 'rects')[0]?.boxes ?? [])]).toEqual([103, 66, 121, 86]);
  expect([...(median?.points ?? [])]).toEqual([103, 76, 121, 76]);
  const dots = pairs(itemsOf(panel, 'markers')[0]?.points ?? new Float64Array());
  expect(dots.map(d => d[1])).toEqual([96, 86, 76, 66, 16]);
  for (const [x] of dots) expect(Math.abs(x - 112)).toBeLessThan(9);
});

it('cells are rectangles with a place in the ramp, beyond its ends where clipped', () => {
  const t = table({ x: [0, 5], x2: [5, 10], y: [0, 50], y2: [50, 100], v: [1, 1000] });
  const ramp = {
    kind: 'one-sided',
    scale: 'log',
    domain: [0.1, 10],
    clips: [false, true],
  } as const;
  const mark: Mark = {
    mark: 'cell',
    data: 't',
    series: 'a',
    ...{ x: 'x', x2: 'x2', y: 'y', y2: 'y2' },
    value: 'v',
    ramp,
  };
  const panel = panelOf([mark], { t }, { y: axis({ domain: [0, 100], isReversed: true }) });
  const [cells] = itemsOf(panel, 'cells');
  expect([...(cells?.boxes ?? [])]).toEqual([52, 6, 152, 56, 152, 56, 252, 106]);
  expect([...(cells?.places ?? [])]).toEqual([0.5, 2].map(v => expect.closeTo(v, 12) as number));
  expect([...(cells?.values ?? [])]).toEqual([1, 1000]);
  expect(panel.y.hasGrid).toBe(false);
});

it('words stand beside their point, at the right edge to the left of it', () => {
  const t = table({ x: [2, 9.9, 5], y: [50, 50, NaN], text: ['+12.0', '+3.4', 'nowhere'] });
  const panel = panelOf([{ mark: 'text', data: 't', series: 'a', x: 'x', y: 'y', text: 'text' }], {
    t,
  });
  expect(itemsOf(panel, 'text').map(w => [w.text, w.x, w.y, w.align])).toEqual([
    ['+12.0', 100, 56, 'start'],
    ['+3.4', 242, 56, 'end'],
  ]);
});

it('words stand above or below their point where other words are', () => {
  const t = table({ x: [9.5, 9.6], y: [50, 50], text: ['+1.2', '+0.8'] });
  const rule: Mark = { mark: 'rule', series: 'a', y: 40, text: 'intact' };
  const text: Mark = { mark: 'text', data: 't', series: 'a', x: 'x', y: 'y', text: 'text' };
  const heights = itemsOf(panelOf([rule, text], { t }), 'text').map(w => [w.text, w.y]);
  expect(heights).toEqual([
    ['intact', 57],
    ['+1.2', 42],
    ['+0.8', 70],
  ]);
});

it('only rows with a value in a column are drawn, where a mark says so', () => {
  const t = table({ x: [1, 2, 3], y: [10, 20, 30], what: ['each', 'none', 'each'] });
  const mark: Mark = { ...line, mark: 'point', where: { column: 'what', is: 'each' } };
  const [markers] = itemsOf(panelOf([mark], { t }), 'markers');
  expect(pairs(markers?.points ?? new Float64Array()).map(p => p[0])).toEqual([72, 112]);
});

it('what is hidden in the legend is not drawn and counts for no axis', () => {
  const drawn = figure({
    series: [series({ legend: 'one' }), series({ id: 'b', legend: 'two' })],
    marks: [line, { ...line, series: 'b', data: 'u' }],
  });
  const tables = { ...points([0, 1], [0, 1]), u: table({ x: [0, 1], y: [0, 500] }) };
  const panel = onlyPanel(drawn, tables, { width }, { hidden: new Set(['two']) });
  expect(panel.y.domain).toEqual([0, 1]);
  expect(itemsOf(panel, 'path').map(i => i.series)).toEqual(['a']);
});

it('a table or a column that is not there is a mark without rows', () => {
  const panel = panelOf([line, { ...line, data: 'none' }], { t: table({ x: [1] }) });
  expect(itemsOf(panel, 'markers')).toEqual([]);
  expect(itemsOf(panel, 'beyond')).toEqual([]);
});
