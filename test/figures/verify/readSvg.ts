import { fitAxis, type Fitted } from './fit.ts';
import { elements, parseXml, textOf, type Element } from './xml.ts';

export type Point = readonly [x: number, y: number];

/** What one mark of a figure has drawn, as read from the shapes alone. */
export interface Drawn {
  readonly series: string;
  readonly mark: number;
  /** Vertices of lines, in stretches that nothing interrupts. */
  readonly stretches: readonly (readonly Point[])[];
  /** Centres. */
  readonly markers: readonly Point[];
  readonly beyond: readonly { readonly at: Point; readonly value: number }[];
  /** x0, y0, x1, y1, and the value where it is said. */
  readonly boxes: readonly (readonly [number, number, number, number, number])[];
}

export interface ReadPanel {
  readonly facet: string | null;
  readonly x: Fitted | null;
  readonly y: Fitted | null;
  /** left, top, right, bottom of the plot area, from baseline and clip. */
  readonly area: readonly [number, number, number, number];
  readonly drawn: readonly Drawn[];
}

/** Reads a figure back from its file, knowing what SVG is and how axes are labelled, and nothing of who wrote it. */
export function readSvg(text: string): ReadPanel[] {
  const root = parseXml(text);
  return elements(root)
    .filter(e => e.attributes['data-panel'] !== undefined)
    .map(readPanel);
}

function readPanel(panel: Element): ReadPanel {
  const all = elements(panel);
  const clip = all.find(e => e.name === 'clipPath')?.children[0];
  if (clip === undefined || typeof clip === 'string') throw new Error('no clip');
  const box = numbers(clip, 'x', 'y', 'width', 'height');
  const [x = 0, y = 0, width = 0, height = 0] = box;
  const marks = new Map<string, Element[]>();
  for (const group of all) {
    const { 'data-series': series, 'data-mark': mark } = group.attributes;
    if (series === undefined) continue;
    const key = JSON.stringify([series, Number(mark)]);
    marks.set(key, [...(marks.get(key) ?? []), group]);
  }
  return {
    facet: panel.attributes['data-facet'] ?? null,
    x: axisOf(all, 'x'),
    y: axisOf(all, 'y'),
    // The clip leaves four pixels above and below for what is drawn on the edge.
    area: [x, y + 4, x + width, y + height - 4],
    drawn: [...marks].map(([key, groups]) => readMark(key, groups)),
  };
}

function axisOf(all: readonly Element[], which: 'x' | 'y'): Fitted | null {
  const axis = all.find(e => e.attributes['data-axis'] === which);
  if (axis === undefined) return null;
  const ticks = elements(axis)
    .filter(e => e.name === 'text' && e.attributes['data-part'] === undefined)
    .map(e => ({ label: textOf(e), at: Number(e.attributes[which]) }));
  return fitAxis(ticks, axis.attributes['data-scale']);
}

function readMark(key: string, groups: readonly Element[]): Drawn {
  const [series, mark] = JSON.parse(key) as [string, number];
  const of = (...items: string[]) =>
    groups
      .filter(g => items.includes(g.attributes['data-item'] ?? ''))
      .flatMap(g => elements(g).slice(1));
  return {
    series,
    mark,
    stretches: of('path', 'segments').flatMap(e => pathPoints(e.attributes['d'] ?? '')),
    markers: of('markers').map(centreOf),
    beyond: of('beyond')
      .filter(e => e.name === 'path')
      .map(e => ({
        at: pathPoints(e.attributes['d'] ?? '')[0]?.[0] ?? [NaN, NaN],
        value: Number(e.attributes['data-value']),
      })),
    boxes: of('rects', 'cells').flatMap(boxesOf),
  };
}

function centreOf(e: Element): Point {
  if (e.name === 'circle') {
    const [x = NaN, y = NaN] = numbers(e, 'cx', 'cy');
    return [x, y];
  }
  if (e.name === 'rect') {
    const [x = NaN, y = NaN, w = NaN, h = NaN] = numbers(e, 'x', 'y', 'width', 'height');
    return [x + w / 2, y + h / 2];
  }
  return pathPoints(e.attributes['d'] ?? '')[0]?.[0] ?? [NaN, NaN];
}

function boxesOf(e: Element): Drawn['boxes'] {
  const value = Number(e.attributes['data-value'] ?? NaN);
  if (e.name === 'rect') {
    const [x = NaN, y = NaN, w = NaN, h = NaN] = numbers(e, 'x', 'y', 'width', 'height');
    return [[x, y, x + w, y + h, value]];
  }
  return pathPoints(e.attributes['d'] ?? '').map(points => {
    const [xs, ys] = [points.map(p => p[0]), points.map(p => p[1])];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), value];
  });
}

function numbers(e: Element, ...names: string[]): number[] {
  return names.map(name => Number(e.attributes[name]));
}

/** The points of path data, one list for each subpath. A dot, which is a subpath of no length, is one point. */
export function pathPoints(d: string): Point[][] {
  const all: Point[][] = [];
  let [x, y] = [0, 0];
  const tokens = [...d.matchAll(/([MmLlHhVvZz])([^A-Za-z]*)/g)];
  if (tokens.map(t => t[0]).join('') !== d) throw new Error(`path data that nobody expects: ${d}`);
  for (const [, command = '', text = ''] of tokens) {
    const values = [...text.matchAll(/-?\d*\.?\d+(?:e-?\d+)?/g)].map(v => Number(v[0]));
    const isRelative = command === command.toLowerCase();
    switch (command.toUpperCase()) {
      case 'M':
      case 'L':
        for (let i = 0; i < values.length; i += 2) {
          const from = isRelative ? [x, y] : [0, 0];
          [x, y] = [(from[0] ?? 0) + (values[i] ?? NaN), (from[1] ?? 0) + (values[i + 1] ?? NaN)];
          if (command.toUpperCase() === 'M' && i === 0) all.push([]);
          all.at(-1)?.push([x, y]);
        }
        break;
      case 'H':
      case 'V':
        for (const value of values) {
          if (command.toUpperCase() === 'H') x = (isRelative ? x : 0) + value;
          else y = (isRelative ? y : 0) + value;
          all.at(-1)?.push([x, y]);
        }
        break;
    }
  }
  return all;
}
