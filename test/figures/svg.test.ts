import { describe, expect, it } from 'vitest';
import {
  legendOf,
  printTheme,
  writeSvg,
  type Figure,
  type Item,
  type Scene,
} from '../../src/figures/index.ts';
import { elements, parseXml, textOf, type Element } from './verify/xml.ts';

type Bare = Item extends infer One ? (One extends Item ? Omit<One, keyof From> : never) : never;
interface From {
  series: string;
  mark: number;
  look: Item['look'];
  isClipped: boolean;
}

const run = { role: 'run', slot: 1 } as const;
const line = { paint: run, alpha: 1, width: 1.75, dash: [7, 3] };

function sceneOf(...items: readonly Bare[]): Scene {
  const axis = { format: 'value', isBare: false, hasGrid: true } as const;
  const tick = (value: number, at: number, label: string) =>
    ({ value, at, label, align: 'middle', room: 46 }) as const;
  return {
    width: 400,
    height: 150,
    panels: [
      {
        title: '',
        area: { left: 52, top: 6, right: 390, bottom: 128 },
        x: {
          ...axis,
          scale: 'linear',
          title: 'step',
          domain: [0, 10],
          range: [52, 390],
          ticks: [tick(0, 52, '0'), tick(10, 390, '10')],
          hasGrid: false,
        },
        y: {
          ...axis,
          scale: 'log',
          title: 'loss',
          domain: [0.001, 1000],
          range: [128, 6],
          ticks: [tick(0.01, 107.667, '0.01'), tick(100, 26.333, '100')],
        },
        items: items.map(item => ({
          ...item,
          series: 'a<b',
          mark: 2,
          look: 'main',
          isClipped: true,
        })),
      },
    ],
  };
}

function drawn(...items: readonly Bare[]): { root: Element; shapes: Element[] } {
  const words = { title: 'Loss & "more"', unit: 'nats', label: '<5>', legend: [] };
  const root = parseXml(writeSvg(sceneOf(...items), words));
  const groups = elements(root).filter(e => e.attributes['data-item'] !== undefined);
  return { root, shapes: groups.flatMap(g => elements(g).slice(1)) };
}

const points = (...values: number[]) => Float64Array.from(values);

describe('writeSvg', () => {
  it('keeps each vertex of a line within 0.005 px, below the caption, and breaks it at NaN', () => {
    const { shapes } = drawn({
      item: 'path',
      line,
      points: points(60, 10.1234, 61.5, 20, NaN, NaN, 70, 30, 80.337, 31, 90, NaN, 95, 40),
    });
    expect(shapes.map(s => s.attributes['d'])).toEqual([
      'M60 34.12L61.5 44M70 54L80.34 55M95 64h0.5',
    ]);
    expect(shapes[0]?.attributes).toMatchObject({
      fill: 'none',
      stroke: '#966400',
      'stroke-width': '1.75',
      'stroke-dasharray': '7 3',
    });
  });

  it('names series, mark and look in a group, as text whatever they are called', () => {
    const { root } = drawn({ item: 'path', line, points: points(60, 10, 61, 11) });
    const group = elements(root).find(e => e.attributes['data-item'] === 'path');
    expect(group?.attributes).toMatchObject({
      'data-series': 'a<b',
      'data-mark': '2',
      'data-look': 'main',
    });
    const [title, caption] = ['title', 'text'].map(n => elements(root).find(e => e.name === n));
    expect(title && textOf(title)).toBe('Loss & "more"');
    expect(caption && textOf(caption)).toBe('Loss & "more"nats');
    expect(textOf(elements(root).find(e => e.name === 'desc') ?? root)).toBe('<5>');
  });

  it.each(['circle', 'square', 'triangle', 'diamond', 'ring'] as const)(
    'draws each point of a marker as an element at its place: %s',
    marker => {
      const { shapes } = drawn({
        item: 'markers',
        marker,
        radius: 3,
        paint: run,
        alpha: 1,
        points: points(60, 10, NaN, 12, 80.5, NaN, 100.25, 20),
      });
      expect(shapes.map(centre)).toEqual([
        [60, 34],
        [100.25, 44],
      ]);
    },
  );

  it('marks what lies beyond the axis with triangles that hold the value', () => {
    const above = { item: 'beyond', paint: run, points: points(60, 7), isAbove: true } as const;
    const { shapes } = drawn(
      { ...above, values: points(12345.678) },
      { ...above, isAbove: false, values: points(-Infinity) },
    );
    const paths = shapes.filter(s => s.name === 'path');
    expect(paths.map(p => [p.attributes['data-value'], p.attributes['d']])).toEqual([
      ['12345.678', 'M60 31l4 6h-8z'],
      ['-Infinity', 'M60 31l4 -6h-8z'],
    ]);
    expect(shapes.filter(s => s.name === 'title').map(textOf)).toEqual(['12,346', '−∞']);
  });

  it('writes areas, pairs and rectangles whichever corner comes first, and none without a place', () => {
    const { shapes } = drawn(
      { item: 'area', paint: run, alpha: 0.17, points: points(60, 10, 70, 10, 70, 20) },
      { item: 'segments', line, points: points(60, 10, 60, 50, 70, NaN, 70, 20) },
      { item: 'rects', paint: run, alpha: 1, boxes: points(80, 50, 70, 20, 0, NaN, 1, 1) },
    );
    expect(shapes.map(s => s.attributes['d'])).toEqual([
      'M60 34L70 34L70 44Z',
      'M60 34L60 74',
      undefined,
    ]);
    expect(shapes[0]?.attributes['fill-opacity']).toBe('0.17');
    expect(shapes[2]?.attributes).toMatchObject({ x: '70', y: '44', width: '10', height: '30' });
  });

  it('holds the value of each cell of a small heat map, and none where there is none', () => {
    const ramp = { kind: 'around', scale: 'log', domain: [0.1, 10], clips: [false, true] } as const;
    const boxes = points(60, 10, 70, 20, 70, 10, 80, 20, 80, 10, 90, 20);
    const { shapes, root } = drawn({
      item: 'cells',
      ramp,
      boxes,
      places: points(0, NaN, 0.5),
      values: points(0.1, NaN, 1),
    });
    expect(shapes.map(s => [s.attributes['x'], s.attributes['data-value']])).toEqual([
      ['60', '0.1'],
      ['80', '1'],
    ]);
    // Around a middle: there it is the paper.
    expect(shapes.map(s => s.attributes['fill'])).toEqual([
      '#652d90',
      expect.stringMatching(/^#f[ef]f[ef]f[ef]$/),
    ]);
    const scale = elements(root).find(e => e.attributes['data-part'] === 'ramp');
    expect(scale && textOf(scale)).toBe('0.1≥ 10');
  });

  it('joins neighbours of one colour in a large heat map, which still covers each cell once', () => {
    const ramp = {
      kind: 'one-sided',
      scale: 'linear',
      domain: [0, 1],
      clips: [false, false],
    } as const;
    const boxes: number[] = [];
    const places: number[] = [];
    for (let row = 0; row < 100; row++)
      for (let column = 0; column < 60; column++) {
        boxes.push(60 + column, row, 61 + column, row + 1);
        places.push(column < 30 ? 0 : column === 30 ? NaN : 1);
      }
    const { shapes } = drawn({
      item: 'cells',
      ramp,
      boxes: Float64Array.from(boxes),
      places: Float64Array.from(places),
      values: Float64Array.from(places),
    });
    expect(shapes.map(s => s.attributes['data-value'])).toEqual(['0.000', '1.000']);
    const [low, high] = shapes.map(s => s.attributes['d']?.split('z').filter(Boolean) ?? []);
    expect(low).toHaveLength(100);
    expect(low?.[1]).toBe('M60 25H90V26H60');
    expect(high?.[99]).toBe('M91 123H120V124H91');
  });

  it('writes ticks where they are, with labels, grid of y alone, and what x counts', () => {
    const { root } = drawn();
    const axis = (which: string) =>
      elements(root).find(e => e.attributes['data-axis'] === which) ?? root;
    const labels = (which: string, along: string) =>
      elements(axis(which))
        .filter(e => e.name === 'text')
        .map(e => [textOf(e), e.attributes[along]]);
    expect(labels('x', 'x')).toEqual([
      ['0', '52'],
      ['10', '390'],
      ['step', '38'],
    ]);
    expect(labels('y', 'y')).toEqual([
      ['0.01', '131.67'],
      ['100', '50.33'],
    ]);
    expect(axis('y').attributes).toMatchObject({
      'data-scale': 'log',
      'data-domain': '0.001 1000',
    });
    const grid = elements(root).find(e => e.attributes['data-part'] === 'grid');
    expect(grid?.attributes['d']).toBe('M52 131.67H390M52 50.33H390');
  });

  it('writes text that XML cannot hold as what it can', () => {
    const text = 'a\u0000b\ud800c\uffff & <script>\u202e';
    const words = { title: text, unit: text, label: text };
    const legend = [{ label: text, slot: 0, look: 'main' as const }];
    const svg = writeSvg(sceneOf(), { ...words, legend });
    expect(textOf(elements(parseXml(svg)).find(e => e.name === 'desc') ?? parseXml(svg))).toBe(
      'a\\u{0}b\ufffdc\ufffd & <script>\\u{202e}',
    );
    expect(svg).not.toContain('<script');
  });

  it('asks for nothing from outside, and two pictures in one page do not clip each other', () => {
    const one = writeSvg(sceneOf({ item: 'path', line, points: points(1, 2, 3, 4) }), words());
    const two = writeSvg(sceneOf({ item: 'path', line, points: points(1, 2, 3, 5) }), words());
    expect(one).not.toMatch(/href|<script|<style|@import|url\((?!#)/);
    const ids = [one, two].map(svg => /id="([^"]+)"/.exec(svg)?.[1]);
    expect(new Set(ids).size).toBe(2);
    for (const [i, svg] of [one, two].entries()) expect(svg).toContain(`url(#${ids[i]})`);
  });

  it('puts the legend below in rows of the width, each with its sample', () => {
    const entries = Array.from({ length: 12 }, (_, slot) => ({
      label: `a run with a name ${slot}`,
      slot,
      look: slot === 11 ? ('theory' as const) : ('main' as const),
    }));
    const root = parseXml(writeSvg(sceneOf(), { ...words(), legend: entries }));
    const legend = elements(root).find(e => e.attributes['data-part'] === 'legend') ?? root;
    const labels = elements(legend).filter(e => e.name === 'text');
    expect(labels.map(textOf)).toEqual(entries.map(e => e.label));
    // No position has digits that no one sees.
    expect(legend.attributes['data-part']).toBe('legend');
    for (const { attributes } of elements(legend))
      expect(Object.values(attributes).join(' ')).not.toMatch(/\.\d{4}/);
    const [first, ...others] = labels.map(l => Number(l.attributes['y']));
    expect(new Set([first, ...others]).size).toBeGreaterThan(3);
    expect(Number(root.attributes['height'])).toBeGreaterThan(Math.max(...others) + 5);
    const quiet = `#${[printTheme.quiet.red, printTheme.quiet.green, printTheme.quiet.blue].map(b => b.toString(16)).join('')}`;
    const theory = elements(legend).filter(e => e.attributes['stroke-dasharray'] === '5 4');
    expect(theory.map(e => e.attributes['stroke'])).toEqual([quiet]);
  });
});

describe('the legend of a picture', () => {
  const at = { data: 't', x: 'x', y: 'y' } as const;
  const named = (id: string, look: Item['look'], slot: number | null) =>
    ({ id, label: id, slot, look, legend: null }) as const;

  /** Names of elements with what is dashed, filled or round, of each row. */
  function samples(series: Figure['series'], marks: Figure['marks']) {
    const legend = legendOf({ series, marks });
    const root = parseXml(writeSvg(sceneOf(), { ...words(), legend }));
    const part = elements(root).find(e => e.attributes['data-part'] === 'legend');
    const rows: string[][] = [[]];
    for (const { name, attributes } of part === undefined ? [] : elements(part)) {
      const { r, 'stroke-dasharray': dash, 'fill-opacity': opacity } = attributes;
      if (name === 'text') rows.push([]);
      else if (name !== 'g') rows.at(-1)?.push([name, r ?? dash ?? opacity].join(' ').trim());
    }
    return rows.slice(0, -1);
  }

  it('draws lines over the whole width as the plot does: dotted of theory, else full', () => {
    const series = [named('chance', 'theory', null), named('intact', 'line', 1)];
    const marks = series.map(({ id }) => ({ mark: 'rule', series: id, y: 1 }) as const);
    expect(samples(series, marks)).toEqual([['path 2 3'], ['path']]);
    const lines = series.map(({ id }) => ({ ...at, mark: 'line', series: id }) as const);
    expect(samples(series, lines)).toEqual([['path 5 4'], ['path 7 3']]);
  });

  it('draws points without a line: large of a run, small of one of its seeds', () => {
    const series = [named('error', 'main', 0), named('seed 1', 'thin', 0)];
    const marks: Figure['marks'] = [
      { ...at, mark: 'stem', series: 'error', from: 0 },
      { ...at, mark: 'point', series: 'error' },
      { ...at, mark: 'point', series: 'seed 1' },
    ];
    expect(samples(series, marks)).toEqual([['circle 3'], ['circle 1.4']]);
  });

  it('fills bars and boxes', () => {
    const series = [named('work', 'main', 0), named('sets', 'main', 0)];
    const marks: Figure['marks'] = [
      { ...at, mark: 'bar', series: 'work' },
      { ...at, mark: 'box', series: 'sets' },
    ];
    expect(samples(series, marks)).toEqual([['rect 0.55'], ['rect 0.16', 'circle 1.4']]);
  });
});

const words = () => ({ title: 'Loss', unit: '', label: '', legend: [] });

/** The place of a marker, from its shape alone. */
function centre({ attributes: a }: Element): [number, number] {
  const number = (key: string) => Number(a[key]);
  if (a['cx'] !== undefined) return [number('cx'), number('cy')];
  if (a['width'] !== undefined)
    return [number('x') + number('width') / 2, number('y') + number('height') / 2];
  const [, x, y] = /^M([\d.]+) ([\d.]+)/.exec(a['d'] ?? '') ?? [];
  return [Number(x), Number(y)];
}
