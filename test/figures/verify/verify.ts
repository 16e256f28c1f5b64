import type { Figure, Mark, Table, Tables } from '../../../src/figures/index.ts';
import { readCsv } from './readCsv.ts';
import { readSvg, type Drawn, type Point, type ReadPanel } from './readSvg.ts';

/** Pixels by which a mark may miss its row. */
const tolerance = 0.5;

type DataMark = Extract<Mark, { data: string }>;
type PointMark = Extract<Mark, { mark: 'line' | 'point' | 'stem' | 'bar' | 'box' }>;
type CellMark = Extract<Mark, { mark: 'cell' }>;

interface Row {
  readonly x: number;
  readonly y: number;
}

/**
 * What is wrong between the two files of a figure, a sentence each: rows of the CSV that the SVG does not have where its own
 * axes say, marks that no row has, lines that go on where a value is missing, values beyond the axis without a triangle. Of the
 * figure it takes only which column is x and y of which mark, and of the tables where along a row of blocks a named row stands.
 */
export function problemsOf(
  figure: Figure,
  svg: string,
  csv: string,
  tables: Tables = {},
): string[] {
  const [panel, ...more] = readSvg(svg);
  if (panel === undefined || more.length > 0) return [`${more.length + 1} panels`];
  return figure.marks.flatMap((mark, index) => {
    if (!('data' in mark) || 'where' in mark) return [];
    const drawn = panel.drawn.find(d => d.mark === index) ?? nothing;
    const found =
      mark.mark === 'cell'
        ? problemsOfCells(figure, mark, drawn, panel, { csv, tables })
        : isPointMark(mark)
          ? problemsOfPoints(figure, mark, drawn, panel, { csv, tables })
          : [];
    return found.map(problem => `${mark.mark} ${mark.series}: ${problem}`);
  });
}

interface Files {
  readonly csv: string;
  readonly tables: Tables;
}

const nothing: Drawn = { series: '', mark: -1, stretches: [], markers: [], beyond: [], boxes: [] };

function isPointMark(mark: DataMark): mark is PointMark {
  return ['line', 'point', 'stem', 'bar', 'box'].includes(mark.mark) && !('x2' in mark);
}

const number = (text: string | undefined) =>
  text === undefined || text === '' ? NaN : Number(text);

/** x and y of a mark in the CSV; null where the CSV is not of it. */
function rowsOf({ shown }: Figure, mark: PointMark, { csv, tables }: Files): Row[] | null {
  const { heads, rows } = readCsv(csv);
  const pick = (xHead: string, yHead: string) => {
    const [x, y] = [heads.indexOf(xHead), heads.indexOf(yHead)];
    return rows.map(row => ({ x: number(row[x]), y: number(row[y]) }));
  };
  if ('lines' in shown) {
    const line = shown.lines.find(l => l.data === mark.data && l.y === mark.y && l.x === mark.x);
    return line === undefined ? null : pick(shown.x, line.head);
  }
  if (shown.data !== mark.data) return null;
  const [x, y] = [mark.x, mark.y].map(name => shown.columns.find(c => c.column === name)?.head);
  if (y === undefined) return null;
  if (x !== undefined && rows.every(row => !Number.isNaN(number(row[heads.indexOf(x)]))))
    return pick(x, y);
  return namedRows(
    tables[mark.data],
    mark,
    rows.map(row => number(row[heads.indexOf(y)])),
  );
}

/** A row that the CSV names has its place in the table: those with a value are in one order in both. */
function namedRows(table: Table | undefined, mark: PointMark, ys: readonly number[]): Row[] | null {
  const [places = [], values = []] = [table?.columns[mark.x], table?.columns[mark.y]];
  const there = Array.from(places, Number).filter((_, i) => !Number.isNaN(Number(values[i])));
  const shown = ys.filter(y => !Number.isNaN(y));
  if (there.length !== shown.length) return null;
  return shown.map((y, i) => ({ x: there[i] ?? NaN, y }));
}

/** Pixel of x: from the labels, or of a row of blocks over the width, whose labels are names. */
function atXOf({ x: axis }: Figure, { x, area }: ReadPanel): ((x: number) => number) | null {
  if (axis.scale === 'ordinal') return null;
  if (axis.scale !== 'block') return x?.at ?? null;
  const blocks = axis.blocks?.blocks.reduce((sum, count) => sum + count, 0) ?? 1;
  return place => area[0] + (place / blocks) * (area[2] - area[0]);
}

function problemsOfPoints(
  figure: Figure,
  mark: PointMark,
  drawn: Drawn,
  panel: ReadPanel,
  files: Files,
): string[] {
  const rows = rowsOf(figure, mark, files);
  if (rows === null) return [];
  const [left, top, right, bottom] = panel.area;
  // In a row of categories dots stand beside each other: their height tells.
  const atX = mark.mark === 'box' || figure.x.scale === 'ordinal' ? null : atXOf(figure, panel);
  const atY = panel.y?.at;
  const isFlat = atX === null && (mark.mark === 'box' || figure.x.scale === 'ordinal');
  const there = rows.filter(r => !Number.isNaN(r.y) && (isFlat || !Number.isNaN(r.x)));
  if (atY === undefined || (atX === null && !isFlat))
    return there.length === 0 ? [] : [`no axis of ${there.length} rows`];
  const pixel = (row: Row): Point => [atX === null ? left : atX(row.x), atY(row.y)];
  const places = placesOf(mark, drawn).map(([x, y]): Point => [atX === null ? left : x, y]);
  const problems: string[] = [];
  for (const row of there) {
    const at = pixel(row);
    if (at[0] < left - 0.01 || at[0] > right + 0.01) continue;
    if (at[1] > top - 0.01 && at[1] < bottom + 0.01) {
      if (!places.some(p => distance(p, at) <= tolerance))
        problems.push(`${row.x}, ${row.y} is not at ${at.map(v => v.toFixed(2)).join(', ')}`);
      continue;
    }
    const isMarked = drawn.beyond.some(
      b => (isFlat || Math.abs(b.at[0] - at[0]) <= tolerance) && near(b.value, row.y),
    );
    if (!isMarked && !isMarkedElsewhere(figure, mark, panel))
      problems.push(`${row.x}, ${row.y} lies beyond and is not marked`);
  }
  const expected = there.map(pixel);
  for (const place of places)
    if (place[1] > top && place[1] < bottom && !expected.some(e => distance(e, place) <= tolerance))
      problems.push(`nothing of the table is at ${place.join(', ')}`);
  for (const { at, value } of drawn.beyond)
    if (
      !there.some(r => near(value, r.y) && (isFlat || Math.abs(pixel(r)[0] - at[0]) <= tolerance))
    )
      problems.push(`no row has ${value}, which is marked as beyond`);
  if (mark.mark === 'line' && atX !== null)
    problems.push(...gapProblems(gapsOf(figure, mark, rows, files.tables), drawn, atX));
  return problems;
}

/** Points of the same values say it for stems and for a line that stands back. */
function isMarkedElsewhere(figure: Figure, mark: PointMark, panel: ReadPanel): boolean {
  const others = figure.marks.flatMap((other, i) =>
    other !== mark && 'data' in other && other.data === mark.data && other.series === mark.series
      ? [i]
      : [],
  );
  return panel.drawn.some(d => others.includes(d.mark) && d.beyond.length > 0);
}

/** Where a mark shows its rows. */
function placesOf({ mark }: PointMark, { stretches, markers, boxes }: Drawn): readonly Point[] {
  switch (mark) {
    case 'line':
      // A dot is drawn with a little length.
      return stretches.flatMap(s => (isDot(s) ? s.slice(0, 1) : s)).concat(markers);
    case 'point':
    case 'box':
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
  gaps: readonly number[],
  { stretches }: Drawn,
  atX: (x: number) => number,
): string[] {
  return gaps.flatMap(x => {
    const at = atX(x);
    const isCrossed = stretches.some(s =>
      s.some((p, i) => p[0] < at - 1e-2 && (s[i + 1]?.[0] ?? -Infinity) > at + 1e-2),
    );
    return isCrossed ? [`the line goes on at ${x}, where there is no value`] : [];
  });
}

/** Where a line has no value: of several that are joined by x it may have no point there, which is no gap. */
function gapsOf(
  { shown }: Figure,
  mark: PointMark,
  rows: readonly Row[],
  tables: Tables,
): number[] {
  const gaps = rows.filter(r => Number.isNaN(r.y)).map(r => r.x);
  if (!('lines' in shown) || shown.lines.length < 2) return gaps;
  const [xs = [], ys = []] = [mark.x, mark.y].map(name => tables[mark.data]?.columns[name]);
  const own = new Set(Array.from(xs, Number).filter((_, i) => Number.isNaN(Number(ys[i]))));
  return gaps.filter(x => own.has(x));
}

/** A heat map: each row, or each column of each row, is a rectangle with its value, and there are no others. */
function problemsOfCells(
  figure: Figure,
  mark: CellMark,
  { boxes }: Drawn,
  panel: ReadPanel,
  { csv, tables }: Files,
): string[] {
  const { shown } = figure;
  const atY = panel.y?.at;
  if ('lines' in shown || atY === undefined || !('columns' in mark)) return [];
  const { heads, rows } = readCsv(csv);
  const headOf = (column: string) =>
    heads.indexOf(shown.columns.find(c => c.column === column)?.head ?? '');
  const table = tables[mark.data];
  const atX = atXOf(figure, panel);
  if (table === undefined || atX === null) return [];
  const problems: string[] = [];
  let count = 0;
  const tops = Array.from(table.columns[mark.y] ?? [], Number);
  for (const [r, row] of rows.entries())
    for (const [j, column] of mark.columns.entries()) {
      const value = number(row[headOf(column)]);
      if (Number.isNaN(value)) continue;
      count += 1;
      const at: Point = [atX(j), atY(tops[r] ?? NaN)];
      const isThere = boxes.some(
        ([x0, y0, x1, y1, v]) =>
          Math.abs(x0 - at[0]) <= tolerance &&
          Math.abs(x1 - atX(j + 1)) <= tolerance &&
          Math.min(Math.abs(y0 - at[1]), Math.abs(y1 - at[1])) <= tolerance &&
          near(v, value),
      );
      if (!isThere) problems.push(`${column} of row ${r} (${value}) is not at ${at.join(', ')}`);
    }
  if (boxes.length !== count) problems.push(`${boxes.length} cells of ${count} values`);
  return problems;
}

/** A value that is written as it is, of a share as its share while the table has percent; float32 in fewest digits. */
function near(value: number, inTable: number): boolean {
  if (value === inTable) return true;
  const is = (a: number) => Math.abs(a - inTable) <= 1e-6 * Math.abs(inTable);
  return is(value) || is(100 * value);
}

function distance(a: Point, b: Point): number {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));
}
