import { describe, expect, it } from 'vitest';
import {
  type BlockAxis,
  type Figure,
  layOut,
  type Mark,
  type ScaleName,
  type Tables,
} from '../../src/figures/index.ts';
import { axis, figure, line, points, series, table, width } from './figure.ts';
import { itemsOf, onlyPanel, pairs } from './read.ts';

const panelOf = (some: Partial<Figure>, tables: Tables, view = {}) =>
  onlyPanel(figure(some), tables, { width }, view);

describe('the shown part of x', () => {
  const accuracy = axis({ format: 'share', include: [0], bounds: [0, 1] });
  const tables = points([0, 10, 20, 30, 40], [0.1, 0.9, 0.968, 0.98, 0.981]);

  it('is what y follows: accuracy from zero, and from 96.5 % where one looks at its end', () => {
    expect(panelOf({ y: accuracy }, tables).y.domain[0]).toBe(0);
    const { x, y } = panelOf({ y: accuracy }, tables, { range: [20, 40] });
    expect(x.domain).toEqual([20, 40]);
    expect(y.domain).toEqual([0.965, 0.985]);
    expect(y.ticks.map(t => t.label)).toEqual(['96.5', '97.0', '97.5', '98.0', '98.5']);
  });
  it('between two points has the values of the line between them', () => {
    expect(panelOf({ y: accuracy }, tables, { range: [2, 4] }).y.domain).toEqual([
      expect.closeTo(0.25, 9),
      expect.closeTo(0.45, 9),
    ]);
  });
  it('has no room for rules, which would flatten what is seen there', () => {
    const marks: Mark[] = [line, { mark: 'rule', series: 'a', y: 0.1 }];
    expect(panelOf({ y: axis(), marks }, tables, { range: [20, 40] }).y.domain[0]).toBeGreaterThan(
      0.9,
    );
    expect(panelOf({ y: axis(), marks }, tables).y.domain[0]).toBe(0);
  });
  it('of all is no zoom', () => {
    expect(panelOf({ y: accuracy }, tables, { range: [0, 40] }).y.domain[0]).toBe(0);
    expect(panelOf({ y: accuracy }, tables, { range: null }).y.domain[0]).toBe(0);
  });
  it('without any point is a plot, empty', () => {
    const panel = panelOf({ marks: [{ ...line, mark: 'point' }] }, tables, { range: [41, 50] });
    expect(panel.items).toEqual([]);
    expect(panel.y.ticks.length).toBeGreaterThan(1);
  });
});

describe('the scale of y', () => {
  const scales: ScaleName[] = ['linear', 'log'];
  const tables = points([0, 1], [1, 100]);
  it('is that which the reader chose of those that there are', () => {
    expect(panelOf({ scales }, tables).y.scale).toBe('linear');
    expect(panelOf({ scales }, tables, { scale: 'log' }).y.scale).toBe('log');
    expect(panelOf({ scales }, tables, { scale: 'symlog' }).y.scale).toBe('linear');
    expect(panelOf({}, tables, { scale: 'log' }).y.scale).toBe('linear');
  });
  it('symlog shows what is far apart, on both sides of zero', () => {
    const { y } = panelOf({ y: axis({ scale: 'symlog', domain: [-1000, 1000] }) }, tables);
    expect(y.constant).toBe(1);
    expect(y.ticks.map(t => t.label)).toEqual(['−1,000', '−10', '0', '10', '1,000']);
    expect(y.ticks[2]?.at).toBe(56);
  });
});

describe('margins', () => {
  const { area } = panelOf({}, {});
  it('are 52 left, 10 right, 6 above and 22 below', () =>
    expect(area).toEqual({ left: 52, top: 6, right: 252, bottom: 106 }));
  it('have room for flags and stages, and none for labels that stand under another panel', () => {
    expect(panelOf({ isHeaded: true }, {}).area.top).toBe(18);
    expect(panelOf({ isBare: true }, {}).area.bottom).toBe(121);
  });
  it('leave a plot of ten pixels at least', () => {
    const tiny = onlyPanel(figure({ height: 1 }), {}, { width: 1 }).area;
    expect(tiny.right - tiny.left).toBeGreaterThanOrEqual(10);
    expect(tiny.bottom - tiny.top).toBeGreaterThanOrEqual(10);
  });
});

describe('a block axis', () => {
  const blocks: BlockAxis = {
    blocks: [2, 3],
    shapes: [
      [32, 32, 16],
      [16, 16, 32],
    ],
  };
  const x = axis({ scale: 'block', format: 'count', blocks });
  const tables = points([0.5, 1.5, 2.5, 3.5, 4.5], [1, 2, 3, 4, 5]);

  it('gives each block the same width, and its number in the stage', () => {
    const panel = panelOf({ x }, tables);
    expect(panel.x.domain).toEqual([0, 5]);
    expect(panel.x.ticks.map(t => [t.label, t.at])).toEqual([
      ['1', 72],
      ['2', 112],
      ['1', 152],
      ['2', 192],
      ['3', 232],
    ]);
    const [path] = itemsOf(panel, 'path');
    expect(pairs(path?.points ?? new Float64Array()).map(p => p[0])).toEqual([
      72, 112, 152, 192, 232,
    ]);
  });
  it('has a line where a stage begins, and above it what the stage is', () => {
    const panel = panelOf({ x, isHeaded: true, height: 140 }, tables);
    expect(itemsOf(panel, 'segments').map(s => [...s.points])).toEqual([[132, 18, 132, 118]]);
    expect(itemsOf(panel, 'text').map(t => [t.text, t.x, t.y])).toEqual([
      ['16 ch · 32²', 56, 10],
      ['32 ch · 16²', 136, 10],
    ]);
  });
  it('shows whole blocks where a part is looked at, and y follows', () => {
    const panel = panelOf({ x }, tables, { range: [1.2, 3.7] });
    expect(panel.x.domain).toEqual([1, 4]);
    expect(panel.x.ticks.map(t => t.label)).toEqual(['2', '1', '2']);
    // From the middle of the line between 1 and 2 to that between 4 and 5.
    expect(panel.y.domain).toEqual([1, 5]);
  });
  it('has lines with markers up to 40 blocks, and without beyond', () => {
    const of = (count: number) => {
      const many = axis({ scale: 'block', blocks: { blocks: [count], shapes: [] } });
      const xs = Array.from({ length: count }, (_, i) => i + 0.5);
      return onlyPanel(figure({ x: many }), points(xs, xs), { width: 800 });
    };
    expect(itemsOf(of(40), 'path')[0]?.line).toMatchObject({ width: 1, alpha: 0.55 });
    expect(itemsOf(of(40), 'markers')).toHaveLength(1);
    expect(itemsOf(of(41), 'path')[0]?.line).toMatchObject({ width: 1.25, alpha: 1 });
    expect(itemsOf(of(41), 'markers')).toEqual([]);
  });
  it('of a network that is not known is a plot without ticks of x', () => {
    const panel = panelOf({ x: axis({ scale: 'block' }) }, {});
    expect(panel.x.ticks).toEqual([]);
    expect(panel.x.domain).toEqual([0, 1]);
  });
});

describe('an ordinal axis', () => {
  const x = axis({ scale: 'ordinal' });
  const marks: Mark[] = [{ ...line, mark: 'point' }];
  it('has a place for each text, as they appear', () => {
    const t = table({ x: ['b', 'a', 'b'], y: [1, 2, 3] });
    const panel = panelOf({ x, marks }, { t });
    expect(panel.x.domain).toEqual([-0.6, 1.6]);
    expect(panel.x.ticks.map(tick => tick.label)).toEqual(['b', 'a']);
    const [markers] = itemsOf(panel, 'markers');
    expect(pairs(markers?.points ?? new Float64Array()).map(p => p[0])).toEqual([
      expect.closeTo(52 + (0.6 / 2.2) * 200, 9),
      expect.closeTo(52 + (1.6 / 2.2) * 200, 9),
      expect.closeTo(52 + (0.6 / 2.2) * 200, 9),
    ]);
  });
  it('has a place for each number, ascending', () => {
    const panel = panelOf({ x, marks }, points([10, 2, 1000], [1, 2, 3]));
    expect(panel.x.ticks.map(tick => tick.label)).toEqual(['2', '10', '1,000']);
  });
  it('has the places that the figure names, also those without rows', () => {
    const named = axis({ scale: 'ordinal', categories: ['a', 'b', 'c'] });
    const panel = panelOf({ x: named, marks }, { t: table({ x: ['c', 'd'], y: [1, 2] }) });
    expect(panel.x.ticks.map(tick => tick.label)).toEqual(['a', 'b', 'c']);
    expect(itemsOf(panel, 'markers')[0]?.points).toHaveLength(2);
  });
  it('names every second or third where they would run together', () => {
    const panel = panelOf(
      { x, marks },
      points(
        Array.from({ length: 30 }, (_, i) => 100 + i),
        Array.from({ length: 30 }, () => 1),
      ),
    );
    const { ticks } = panel.x;
    expect(ticks.length).toBeLessThan(11);
    expect(ticks[0]?.label).toBe('100');
  });
});

describe('an axis of time', () => {
  const of = (some: object, xs: number[], view = {}) =>
    panelOf({ x: axis({ scale: 'time', ...some }) }, points(xs, xs), view).x;
  it('has no half steps', () => {
    expect(of({ format: 'step' }, [0, 3]).ticks.map(t => t.value)).toEqual([0, 1, 2, 3]);
    expect(of({ format: 'value' }, [0, 2]).ticks.map(t => t.value)).toContain(0.5);
  });
  it('has minutes and hours for seconds, and says so', () => {
    const short = of({ format: 'seconds' }, [0, 120]);
    expect([short.title, ...short.ticks.map(t => t.label)]).toEqual(['s', '0', '50', '100']);
    const long = of({ format: 'seconds' }, [0, 1200]);
    expect([long.title, ...long.ticks.map(t => t.label)]).toEqual([
      'min',
      '0',
      '5',
      '10',
      '15',
      '20',
    ]);
    expect(long.ticks[1]?.value).toBe(300);
    expect(of({ format: 'seconds' }, [0, 36_000]).title).toBe('h');
  });
  it('ends with its last value', () =>
    expect(of({ format: 'step' }, [0, 517]).domain).toEqual([0, 517]));
  it('keeps labels at its ends inside', () => {
    const { ticks } = of({ format: 'step' }, [0, 1000]);
    expect(ticks.at(-1)).toMatchObject({ label: '1,000', align: 'end' });
    expect(ticks[0]?.align).toBe('middle');
  });
});

describe('a facet', () => {
  const t = table({ x: [0, 1, 0, 1], y: [0, 1, 5, 9], stage: ['one', 'one', 'two', 'two'] });
  const drawn = figure({ facet: 'stage' });
  it('has a panel for each value, with the same axes', () => {
    const { panels, height } = layOut(drawn, { t }, { width: 600 });
    expect(panels.map(p => p.title)).toEqual(['one', 'two']);
    expect(panels.map(p => p.y.domain)).toEqual([
      [0, 10],
      [0, 10],
    ]);
    expect(panels.map(p => [p.area.left, p.area.right, p.area.top])).toEqual([
      [52, 290, 22],
      [352, 590, 22],
    ]);
    expect(height).toBe(144);
    expect(panels.map(p => itemsOf(p, 'path')[0]?.points.length)).toEqual([4, 4]);
  });
  it('has them under each other where it is narrow', () => {
    const { panels, height } = layOut(drawn, { t }, { width: 300 });
    expect(panels.map(p => [p.area.left, p.area.top])).toEqual([
      [52, 22],
      [52, 166],
    ]);
    expect(height).toBe(288);
  });
  it('without the column is one panel', () => {
    expect(layOut(drawn, points([0], [0]), { width }).panels.map(p => p.title)).toEqual(['']);
  });
  it('shares its places of an ordinal axis', () => {
    const u = table({ x: ['a', 'b'], y: [1, 2], stage: ['one', 'two'] });
    const { panels } = layOut(
      { ...drawn, x: axis({ scale: 'ordinal' }) },
      { t: u },
      { width: 600 },
    );
    expect(panels.map(p => p.x.ticks.map(tick => tick.label))).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });
});

it('a mark of a series that is not there is not drawn', () => {
  expect(panelOf({ series: [series({ id: 'b' })] }, points([0], [0])).items).toEqual([]);
});
