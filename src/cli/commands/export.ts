import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { canonicalVariant, UserError } from '../../base/index.ts';
import type { Presented } from '../../figures/index.ts';
import type { Cell } from '../../language/index.ts';
import { diskError, writeNamedFile } from '../../system/index.ts';
import { collect, newCommand, parseChoice, type Finish } from '../command.ts';
import { exitCodes } from '../exitCodes.ts';
import {
  chosen,
  csvOf,
  exportedOf,
  jsonOf,
  namesOf,
  svgOf,
  type Exported,
} from '../export/exported.ts';
import { tables, tableText } from '../export/tableText.ts';
import { printData, printLine, type Io } from '../io.ts';
import { readNotebookFile } from '../notebookFile.ts';
import { cellNamed, presentedOfCell, presentedOfRun } from '../results/presented.ts';
import { findRun, resolveStore } from '../store.ts';

const formats = ['csv', 'json', 'svg'] as const;

/** CSS pixels of a picture that nobody gave a width: a column of a page. */
const usualWidth = 640;

interface ExportOptions {
  readonly format: (typeof formats)[number];
  readonly table?: (typeof tables)[number];
  readonly runColumns?: boolean;
  readonly cell?: string;
  readonly figure: readonly string[];
  readonly width: number;
  readonly out?: string;
  readonly runs?: string;
}

export function exportCommand(io: Io, finish: Finish): Command {
  return newCommand('export', 'write a table of a run, or figures of a run or cell, as files')
    .argument('<run>', 'id, end of an id, or folder of a run; or a *.resnet.yaml file')
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
    .option('--cell <name>', 'the cell of the file whose figures are written')
    .option('--figure <id>', 'a figure instead of a table; repeatable (default: all)', collect, [])
    .option('--width <pixels>', 'of an SVG', parseWidth, usualWidth)
    .option('--out <path>', 'write there instead of standard output; of several a folder')
    .option('--runs <dir>', 'the store to look in (default: the nearest .residual-lab)')
    .action((name: string, options: ExportOptions) => finish(run(name, options, io)));
}

async function run(name: string, options: ExportOptions, io: Io): Promise<number> {
  const isFile = isNotebook(name, io);
  const { format } = options;
  const isTable = !isFile && format !== 'svg' && options.figure.length === 0;
  if (!isTable && (options.table !== undefined || options.runColumns === true))
    throw new UserError(
      'usage.option',
      `--${options.table === undefined ? 'run-columns' : 'table'} is of the tables of a run, and here figures are written.`,
    );
  if (!isFile && options.cell !== undefined)
    throw new UserError('usage.option', '--cell is of a *.resnet.yaml file, and this is a run.');
  if (isTable) {
    const { folder } = await findRun(name, options.runs, io);
    const text = tableText(folder, { ...options, format }, io);
    if (options.out === undefined) printData(io.stdout, text);
    else write(path.resolve(io.cwd, options.out), text);
    return exitCodes.ok;
  }
  const { of, presented } = isFile
    ? await shownOfCell(name, options, io)
    : await shownOfRun(name, options, io);
  const all = exportedOf(presented);
  // A table that is listed has no picture.
  const drawn = format === 'svg' && options.figure.length === 0 ? all.filter(hasPicture) : all;
  const some = chosen(drawn, options.figure);
  if (some.length === 0) throw new UserError('usage.figure', 'There is no figure to write.');
  if (format === 'json') put([{ name: '', text: jsonOf(of, presented, some) }], options, io);
  else
    put(
      some.map(one => ({ name: `${one.id}.${format}`, text: textOf(one, presented, options) })),
      options,
      io,
    );
  return exitCodes.ok;
}

interface ShownOf {
  /** What JSON says of where it is from. */
  readonly of: Readonly<Record<string, unknown>>;
  readonly presented: Presented;
}

async function shownOfRun(name: string, { runs }: ExportOptions, io: Io): Promise<ShownOf> {
  const run = await findRun(name, runs, io);
  const { variant } = run.request;
  return {
    of: { run: run.id, variant: canonicalVariant(variant) },
    presented: presentedOfRun(run),
  };
}

async function shownOfCell(name: string, { cell, runs }: ExportOptions, io: Io): Promise<ShownOf> {
  const file = await readNotebookFile(name, io);
  const found: Cell = cellNamed(file, cell);
  const store = resolveStore(runs, io, file.path);
  const presented = await presentedOfCell(file, found, store, text => printLine(io.stderr, text));
  return { of: { cell: found.name }, presented };
}

const hasPicture = ({ figure }: Exported) => figure !== null;

function textOf(one: Exported, { tables: data }: Presented, options: ExportOptions): string {
  if (options.format === 'csv') return csvOf(one);
  const text = svgOf(one, data, options.width);
  if (text === null)
    throw new UserError('usage.figure', `'${one.id}' is a table; write it as csv or json.`);
  return text;
}

interface OutFile {
  readonly name: string;
  readonly text: string;
}

/** To standard output, to a file, or to files in a folder. @throws UserError where several have but one place. */
function put(files: readonly OutFile[], { out, format }: ExportOptions, io: Io): void {
  const [only] = files;
  if (out === undefined) {
    if (only === undefined || files.length > 1)
      throw new UserError(
        'usage.figure',
        `There are ${files.length}: ${namesOf(files.map(({ name }) => ({ id: name.slice(0, -1 - format.length) })))}. Name one with --figure, or a folder with --out.`,
      );
    printData(io.stdout, only.text);
    return;
  }
  const target = path.resolve(io.cwd, out);
  const stat = statSync(target, { throwIfNoEntry: false });
  const isFolder = stat?.isDirectory() === true || /[/\\]$/.test(out) || files.length > 1;
  if (only !== undefined && (!isFolder || only.name === '')) return write(target, only.text);
  if (stat?.isDirectory() === false)
    throw new UserError('usage.out', `${out} is a file; name a folder for ${files.length} files.`);
  try {
    mkdirSync(target, { recursive: true });
  } catch (error) {
    throw diskError(error, 'make the folder', target);
  }
  for (const { name, text } of files) write(path.join(target, name), text);
  printLine(io.stderr, `${out}: ${files.map(({ name }) => name).join(', ')}`);
}

/** A file by that name; a run is a folder, or the end of an id. */
function isNotebook(name: string, io: Io): boolean {
  const found = statSync(path.resolve(io.cwd, name), { throwIfNoEntry: false });
  return found?.isFile() === true || (found === undefined && /\.ya?ml$/.test(name));
}

function parseWidth(text: string): number {
  const width = Number(text);
  if (!Number.isInteger(width) || width < 200 || width > 4000)
    throw new InvalidArgumentError('A whole number from 200 to 4000.');
  return width;
}

function write(file: string, text: string): void {
  try {
    writeNamedFile(file, text);
  } catch (error) {
    throw diskError(error, 'write', file);
  }
}
