import path from 'node:path';
import {
  canonicalVariant,
  csvText,
  finiteRow,
  flowText,
  formatCount,
  formatPlural,
  printableJson,
  shortFloat32,
  UserError,
  valueIn,
  variantKeys,
  type Column,
  type CsvValue,
  type Row,
} from '../../base/index.ts';
import type { RunRequest } from '../../record/index.ts';
import { toRows } from '../../record/tables/index.ts';
import { openTable, settleRun } from '../../store/tables/index.ts';
import { printLine, type Io } from '../io.ts';

export const tables = ['metrics', 'blocks', 'events', 'results', 'device'] as const;

export interface TableOptions {
  readonly format: 'csv' | 'json';
  readonly table?: (typeof tables)[number];
  readonly runColumns?: boolean;
}

/**
 * A table of a run as CSV or JSON. What is missing of a damaged one is said.
 *
 * @throws UserError `usage.table` where there is none, `run.unreadable` where it cannot be read.
 */
export function tableText(folder: string, options: TableOptions, io: Io): string {
  const run = settleRun(folder);
  const table = options.table ?? (run.request.kind === 'train' ? 'metrics' : 'results');
  const cursor = openTable(run.folder, table);
  const read = toRows(cursor.read());
  const file = path.join(run.folder, `${table}.arrows`);
  if (cursor.schema === null && cursor.unread > 0 && run.life === 'ended')
    throw new UserError(
      'run.unreadable',
      `${file} has ${formatPlural(cursor.unread, 'byte')} and no table: it is damaged or cut off at its start.`,
    );
  if (cursor.schema === null)
    throw new UserError('usage.table', `The run ${run.id} has no table '${table}' (yet).`);
  if (run.life === 'ended' && (cursor.unread > 0 || !cursor.ended))
    printLine(
      io.stderr,
      `${file} does not end as a table does: it is damaged or cut off. Only the rows before that are written (${formatCount(read.length)}).`,
    );
  const { columns } = cursor.schema;
  const rows = read.map(row => shortened(finiteRow(row), columns));
  const names = columns.map(({ name }) => name);
  const which = options.runColumns === true ? columnsOf(run.request) : [];
  const { variant } = run.request;
  return options.format === 'csv'
    ? csvText(
        [...names, ...which.map(([name]) => name)],
        rows.map(row => [
          ...names.map(name => row[name] ?? null),
          ...which.map(([, value]) => value),
        ]),
      )
    : `${printableJson({ run: run.id, variant: canonicalVariant(variant), table, columns, rows })}\n`;
}

/** What tells the rows of a run from those of others, behind the columns of the table. */
function columnsOf({ id, cell, variant }: RunRequest): [name: string, value: CsvValue][] {
  const set = variantKeys(variant).map((key): [string, CsvValue] => {
    const value = valueIn(variant, key) ?? null;
    return [`run.${key}`, typeof value === 'number' ? value : flowText(value)];
  });
  return [['run.id', id], ['run.cell', cell.name], ...set];
}

/** Float32 values with the fewest digits that still mean the same float32: 0.1, not 0.10000000149. */
function shortened(row: Row, columns: readonly Column[]): Row {
  const entries = columns.map(({ name, type }): [string, string | number | null] => {
    const value = row[name] ?? null;
    return [name, type === 'float32' && typeof value === 'number' ? shortFloat32(value) : value];
  });
  return Object.fromEntries(entries);
}
