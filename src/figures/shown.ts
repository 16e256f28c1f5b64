import { csvText, shortFloat32, type CsvValue } from '../base/index.ts';
import { BlockRow } from './blockRow.ts';
import type { Axis, Figure, NumberFormat, ShownTable, Table, Tables, Values } from './spec.ts';

/** A figure as a table: its alternative on a page, and what CSV holds of it. */
export interface ShownRows {
  readonly columns: readonly string[];
  /** How the numbers of each column read for people; undefined: text, or a plain number. */
  readonly formats: readonly (NumberFormat | undefined)[];
  /** Numbers are whole, in the unit that the head names; null: none. */
  readonly rows: readonly (readonly CsvValue[])[];
}

type Lines = Extract<ShownTable, { lines: unknown }>;

/** The rows of a figure. Of lines those in a part of x alone, where one is given: what is zoomed to. */
export function shownRows(
  { shown, x }: Pick<Figure, 'shown'> & Partial<Pick<Figure, 'x'>>,
  tables: Tables,
  range: readonly [number, number] = [-Infinity, Infinity],
): ShownRows {
  return 'lines' in shown
    ? withBlocks(joinedLines(shown, tables, range), x)
    : rowsOfTable(shown, tables[shown.data]);
}

/** The same as CSV. */
export function shownCsv({ columns, rows }: Pick<ShownRows, 'columns' | 'rows'>): string {
  return csvText(columns, rows);
}

function rowsOfTable(
  { columns }: Exclude<ShownTable, Lines>,
  table: Table = { rows: 0, columns: {} },
): ShownRows {
  const cells = columns.map(({ column, format }) => cellOf(table.columns[column], format));
  return {
    columns: columns.map(({ head }) => head),
    formats: columns.map(({ format }) => format),
    rows: Array.from({ length: table.rows }, (_, row) => cells.map(cell => cell(row))).filter(row =>
      row.some(value => value !== null),
    ),
  };
}

/** Ascending by x; a line that has two points there, where it jumps, makes two rows. */
function joinedLines(
  { x: head, lines }: Lines,
  tables: Tables,
  [from, to]: readonly [number, number],
): ShownRows {
  const rows = new Map<number, CsvValue[][]>();
  for (const [at, { data, x, y, format }] of lines.entries()) {
    const xs = tables[data]?.columns[x] ?? [];
    const cell = cellOf(tables[data]?.columns[y], format);
    let which = 0;
    for (let i = 0; i < xs.length; i++) {
      const place = Number(xs[i]);
      if (!(place >= from && place <= to)) continue;
      which = i > 0 && Number(xs[i - 1]) === place ? which + 1 : 0;
      const there = rows.get(place) ?? [];
      rows.set(place, there);
      const row = (there[which] ??= lines.map(() => null));
      row[at] = cell(i);
    }
  }
  return {
    columns: [head, ...lines.map(line => line.head)],
    formats: [undefined, ...lines.map(line => line.format)],
    rows: [...rows]
      .sort(([a], [b]) => a - b)
      .flatMap(([place, there]) => there.map(values => [place, ...values])),
  };
}

/** Over the blocks of a network x counts them from 0, so the block that lies there is named behind it; of states, which are between blocks, the one that they enter. */
function withBlocks(shown: ShownRows, axis: Axis | undefined): ShownRows {
  if (axis?.scale !== 'block' || axis.blocks === undefined) return shown;
  const row = new BlockRow(axis.blocks);
  const nameAt = (x: CsvValue) => row.nameOf(Math.floor(Number(x))) || 'end';
  const insert = <T>([x, ...values]: readonly T[], value: T): T[] => [x as T, value, ...values];
  return {
    columns: insert(shown.columns, 'name'),
    formats: insert(shown.formats, undefined),
    rows: shown.rows.map(cells => insert(cells, nameAt(cells[0] ?? null))),
  };
}

function cellOf(
  values: Values | undefined,
  format: NumberFormat | undefined,
): (row: number) => CsvValue {
  if (values === undefined) return () => null;
  const times = unitFactor(format);
  return row => {
    const value = values[row] ?? null;
    if (typeof value === 'string') return value === '' ? null : value;
    if (value === null || Number.isNaN(value)) return null;
    const exact = isOfFloat32(value) ? shortFloat32(value) : value;
    // 100 times 0.07 is not to end in rounding.
    return times === 1 ? exact : Number((exact * times).toPrecision(15));
  };
}

/** Recorded in single precision, whatever holds it now. Whole numbers are exact: they count. */
function isOfFloat32(value: number): boolean {
  return Math.fround(value) === value && !Number.isInteger(value);
}

/** What a number of a table is multiplied by to be in the unit that is shown: percent of a share. */
export function unitFactor(format: NumberFormat | undefined): number {
  return format === 'share' || format === 'points' ? 100 : 1;
}
