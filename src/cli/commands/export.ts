import path from 'node:path';
import type { Command } from 'commander';
import {
  canonicalVariant,
  csvText,
  flowText,
  valueIn,
  variantKeys,
  type CsvValue,
  finiteRow,
  formatCount,
  formatPlural,
  printableJson,
  shortFloat32,
  UserError,
  type Column,
  type Row,
} from '../../base/index.ts';
import type { RunRequest } from '../../record/index.ts';
import { toRows } from '../../record/tables/index.ts';
import { openTable, settleRun } from '../../store/tables/index.ts';
import { diskError, writeNamedFile } from '../../system/index.ts';
import { newCommand, parseChoice, type Finish } from '../command.ts';
import { exitCodes } from '../exitCodes.ts';
import { printData, printLine, type Io } from '../io.ts';
import { findRun } from '../store.ts';

const formats = ['csv', 'json'] as const;
const tables = ['metrics', 'blocks', 'events', 'results', 'device'] as const;

interface ExportOptions {
  readonly format: (typeof formats)[number];
  readonly table?: (typeof tables)[number];
  readonly runColumns?: boolean;
  readonly out?: string;
  readonly runs?: string;
}

export function exportCommand(io: Io, finish: Finish): Command {
  return newCommand('export', 'write a table of a run as CSV or JSON')
    .argument('<run>', 'id, end of an id, or folder of a run')
    .option('--format <format>', formats.join(' | '), parseChoice(formats), 'csv')
    .option(
      '--table <name>',
      `${tables.join(' | ')} (default: metrics, of a study results)`,
      parseChoice(tables),
    )
    .option(
      '--run-columns',
      'with columns that tell the run: its id, its cell, its seed and what was set',
    )
    .option('--out <file>', 'write there instead of standard output')
    .option('--runs <dir>', 'the store to look in (default: the nearest .residual-lab)')
    .action((run: string, options: ExportOptions) => finish(exportTable(run, options, io)));
}

async function exportTable(name: string, options: ExportOptions, io: Io): Promise<number> {
  const run = settleRun((await findRun(name, options.runs, io)).folder);
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
  const text =
    options.format === 'csv'
      ? csvText(
          [...names, ...which.map(([name]) => name)],
          rows.map(row => [
            ...names.map(name => row[name] ?? null),
            ...which.map(([, value]) => value),
          ]),
        )
      : `${printableJson({ run: run.id, variant: canonicalVariant(variant), table, columns, rows })}\n`;
  if (options.out === undefined) printData(io.stdout, text);
  else write(path.resolve(io.cwd, options.out), text);
  return exitCodes.ok;
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

function write(file: string, text: string): void {
  try {
    writeNamedFile(file, text);
  } catch (error) {
    throw diskError(error, 'write the table', file);
  }
}
