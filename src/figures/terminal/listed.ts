import {
  formatValue,
  largestOf,
  renderTable,
  shortenRows,
  type TableColumn,
} from '../../base/index.ts';
import { numberText } from '../numbers.ts';
import type { ListedTable } from '../presented.ts';
import type { NumberFormat, Tables, Values } from '../spec.ts';
import { renderBar } from './bars.ts';
import { spelled, type Screen } from './screen.ts';

/** More rows than these are shortened in the middle; an export has them all. */
const mostRows = 60;
const [leastBar, mostBar] = [4, 24];

/** A table that is shown as such, as text: title, heads, rows; bars stand behind all columns. */
export function listedLines(listed: ListedTable, tables: Tables, screen: Screen): string[] {
  const table = tables[listed.data] ?? { rows: 0, columns: {} };
  const heads: TableColumn[] = [];
  const cells: ((row: number) => string)[] = [];
  const bars: { readonly head: string; readonly cell: (row: number, width: number) => string }[] =
    [];
  for (const [i, { column, head, format, hasBar }] of listed.columns.entries()) {
    const values = table.columns[column] ?? [];
    const isText = typeof values[0] === 'string';
    heads.push({ title: spelled(head, screen), align: isText ? 'left' : 'right' });
    cells.push(row => spelled(textAt(values, row, format), screen));
    if (hasBar !== true) continue;
    const numbers = Array.from(values, Number);
    const largest = largestOf(numbers.filter(Number.isFinite));
    bars.push({
      head: i === listed.columns.length - 1 ? '' : spelled(head, screen),
      cell: (row, width) => renderBar(numbers[row] ?? NaN, largest, width, screen.isUnicode),
    });
  }
  const width = barWidth(heads, cells, table.rows, bars.length, screen);
  for (const { head, cell } of bars) {
    heads.push({ title: head, align: 'left' });
    cells.push(row => cell(row, width));
  }
  const rows = Array.from({ length: table.rows }, (_, row) => cells.map(cell => cell(row)));
  const { head, left, tail } = shortenRows(rows, mostRows);
  const shown = left === 0 ? head : [...head, [`(${left} more)`], ...tail];
  const title = listed.title === '' ? [] : [spelled(listed.title, screen)];
  return [...title, ...renderTable(heads, shown)].map(line => `  ${line}`.trimEnd());
}

/** Of each bar: what the columns before leave of the screen, within limits. */
function barWidth(
  heads: readonly TableColumn[],
  cells: readonly ((row: number) => string)[],
  rows: number,
  bars: number,
  screen: Screen,
): number {
  if (bars === 0) return 0;
  const texts = cells.reduce((sum, cell, i) => {
    const head = heads[i]?.title.length ?? 0;
    return (
      sum +
      gap +
      Array.from({ length: rows }, (_, row) => cell(row).length).reduce(
        (a, b) => Math.max(a, b),
        head,
      )
    );
  }, 0);
  return Math.min(mostBar, Math.max(leastBar, Math.floor((screen.columns - texts) / bars) - gap));
}

/** Blanks in front of each column. */
const gap = 2;

function textAt(values: Values | readonly never[], row: number, format?: NumberFormat): string {
  const value = values[row] ?? '';
  if (typeof value === 'string') return value;
  // Beside it there is no crosshair that has more digits.
  return format === undefined || format === 'value'
    ? formatValue(value, 4)
    : numberText(value, format);
}
