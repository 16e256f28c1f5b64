import type { Figure, Mark } from '../../../src/figures/index.ts';
import { readCsv } from './readCsv.ts';
import { readSvg, type Drawn, type Point, type ReadPanel } from './readSvg.ts';

/** Pixels by which a mark may miss its row. */
const tolerance = 0.5;

type DataMark = Extract<Mark, { mark: 'line' | 'point' | 'stem' | 'bar' }>;

interface Row {
  readonly x: number;
  readonly y: number;
}

/**
 * What is wrong between the two files of a figure, a sentence each: rows of the CSV that the SVG does not have where its own
 * axes say, marks that no row has, lines that go on where a value is missing, values beyond the axis without a triangle. Of the
 * figure it takes only which column is x and y of which mark.
 */
export function problemsOf(figure: Figure, svg: string, csv: string): string[] {
  const [panel, ...more] = readSvg(svg);
  if (panel === undefined || more.length > 0) return [`${more.length + 1} panels`];
  const problems: string[] = [];
  for (const [index, mark] of figure.marks.entries()) {
    if (!('data' in mark) || !['line', 'point', 'stem', 'bar'].includes(mark.mark)) continue;
    const rows = rowsOf(figure, mark as DataMark, csv);
    if (rows === null) continue;
    const drawn = panel.drawn.find(d => d.mark === index) ?? nothing;
    const name = `${mark.mark} ${mark.series}`;
    problems.push(
      ...problemsOfMark(mark as DataMark, rows, drawn, panel).map(p => `${name}: ${p}`),
    );
  }
  return problems;
}

const nothing: Drawn = { series: '', mark: -1, stretches: [], markers: [], beyond: [], boxes: [] };

/** x and y of a mark in the CSV; null where the CSV is not of it. */
function rowsOf({ shown }: Figure, mark: DataMark, csv: string): Row[] | null {
  const { heads, rows } = readCsv(csv);
  const number = (text: string | undefined) =>
    text === undefined || text === '' ? NaN : Number(text);
  const pick = (xHead: string, yHead: string) => {
    const [x, y] = [heads.indexOf(xHead), heads.indexOf(yHead)];
    return rows.map(row => ({ x: number(row[x]), y: number(row[y]) }));
  };
  if ('lines' in shown) {
    const line = shown.lines.find(l => l.data === mark.data && l.y === mark.y && l.x === mark.x);
    return line === undefined ? null : pick(shown.x, line.head);
  }
  const [x, y] = [mark.x, mark.y].map(name => shown.columns.find(c => c.column === name)?.head);
  return x === undefined || y === undefined || shown.data !== mark.data ? null : pick(x, y);
}

function problemsOfMark(
  mark: DataMark,
  rows: readonly Row[],
  drawn: Drawn,
  panel: ReadPanel,
): string[] {
  const { x, y, area } = panel;
  const [left, top, right, bottom] = area;
  const there = rows.filter(r => !Number.isNaN(r.x) && !Number.isNaN(r.y));
  if (x === null || y === null)
    return there.length === 0
      ? []
      : [`no axis: ${[x, y].map(a => a?.labels.join(' ')).join(' / ')}`];
  const problems: string[] = [];
  const places = placesOf(mark, drawn);
  const used = new Set<number>();
  for (const row of there) {
    const at: Point = [x.at(row.x), y.at(row.y)];
    const isBeyond = !(at[1] > top - 0.01 && at[1] < bottom + 0.01);
    if (at[0] < left - 0.01 || at[0] > right + 0.01) continue;
    if (isBeyond) {
      const marked = drawn.beyond.some(
        b => Math.abs(b.at[0] - at[0]) <= tolerance && near(b.value, row.y),
      );
      if (!marked && !Number.isNaN(row.y))
        problems.push(`${row.x}, ${row.y} lies beyond and is not marked`);
      continue;
    }
    const found = places.findIndex((p, i) => !used.has(i) && distance(p, at) <= tolerance);
    if (found >= 0) used.add(found);
    // Several rows may share a place.
    else if (!places.some(p => distance(p, at) <= tolerance))
      problems.push(`${row.x}, ${row.y} is not at ${at.map(v => v.toFixed(2)).join(', ')}`);
  }
  const expected = there.map((r): Point => [x.at(r.x), y.at(r.y)]);
  for (const place of places) {
    const isInside = place[1] > top && place[1] < bottom;
    if (isInside && !expected.some(e => distance(e, place) <= tolerance))
      problems.push(`nothing of the table is at ${place.join(', ')}`);
  }
  for (const { at, value } of drawn.beyond)
    if (!there.some(r => near(value, r.y) && Math.abs(x.at(r.x) - at[0]) <= tolerance))
      problems.push(`no row has ${value}, which is marked as beyond`);
  if (mark.mark === 'line') problems.push(...gapProblems(rows, drawn, x.at));
  return problems;
}

/** Where a mark shows its rows. */
function placesOf({ mark }: DataMark, { stretches, markers, boxes }: Drawn): readonly Point[] {
  switch (mark) {
    case 'line':
      // A dot is drawn with a little length.
      return stretches.flatMap(s => (isDot(s) ? s.slice(0, 1) : s)).concat(markers);
    case 'point':
      return markers;
    case 'stem':
      return stretches.flatMap(s => s.slice(1));
    case 'bar':
      return boxes.map(([x0, y0, x1]) => [(x0 + x1) / 2, y0]);
  }
}

function isDot(stretch: readonly Point[]): boolean {
  const [a, b] = stretch;
  return stretch.length === 2 && a !== undefined && b !== undefined && distance(a, b) <= 0.5;
}

/** A line has to be broken where a row has an x and no y. */
function gapProblems(
  rows: readonly Row[],
  { stretches }: Drawn,
  atX: (x: number) => number,
): string[] {
  return rows
    .filter(r => Number.isNaN(r.y))
    .flatMap(({ x }) => {
      const at = atX(x);
      const isCrossed = stretches.some(s =>
        s.some((p, i) => p[0] < at - 1e-2 && (s[i + 1]?.[0] ?? -Infinity) > at + 1e-2),
      );
      return isCrossed ? [`the line goes on at ${x}, where there is no value`] : [];
    });
}

/** A value that is written as it is, of a share as its share while the table has percent. */
function near(value: number, inTable: number): boolean {
  if (value === inTable) return true;
  const is = (a: number) => Math.abs(a - inTable) <= 1e-9 * Math.abs(inTable);
  return is(value) || is(100 * value);
}

function distance(a: Point, b: Point): number {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));
}
