import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatCount, printJson, printLine, printOver, UserError } from '../../base/index.ts';
import {
  dataCacheFolder,
  dataFolders,
  findKnownSet,
  knownSets,
  type KnownSet,
} from '../../dataset/index.ts';
import { getSet } from './download/getSet.ts';
import { showSet, shownText } from './showSet.ts';

const usage =
  'Use: data list [--data DIR] [--json] | data show NAME|DIR [--data DIR] [--json] | data get NAME [--data DIR] [--from URL|FOLDER] [--json]';

interface DataOptions {
  readonly data?: string;
  readonly from?: string;
  readonly json?: boolean;
}

/**
 * `data list`: the known sets and where they lie. `data show NAME|DIR`: the classes of one, with counts. `data get NAME`: fetches one into `--data DIR`, by
 * default into the user's cache, where every run finds it. With `--json`, `list` prints one object
 * `{sets}`, `show` one with what `ShownSet` says, and `get` one object a line: `progress`, `note`, and last `end` with the folder.
 *
 * @returns the exit code.
 */
export async function dataCommand(args: readonly string[]): Promise<number> {
  const { verb, name, options } = parse(args);
  if (verb === 'list' && name === undefined) return listSets(options);
  if (verb === 'show' && name !== undefined) return show(name, options);
  if (verb === 'get' && name !== undefined) return fetchSet(name, options);
  throw new UserError('usage.data', usage);
}

function parse(args: readonly string[]): { verb?: string; name?: string; options: DataOptions } {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        from: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    if (positionals.length > 2) throw new Error(`unexpected ${positionals[2] ?? ''}`);
    const [verb, name] = positionals;
    return { verb, name, options: values };
  } catch (cause) {
    throw new UserError('usage.data', `${(cause as Error).message}. ${usage}`, { cause });
  }
}

function listSets({ data, json }: DataOptions): number {
  const sets = knownSets.map(set => ({
    name: set.name,
    title: set.title,
    format: set.format,
    shape: set.shape,
    classes: set.classes.length,
    train: set.counts.train,
    test: set.counts.test,
    homePage: set.homePage,
    terms: set.terms,
    cite: set.cite,
    folder: folderOf(set, data),
  }));
  if (json) {
    printJson(process.stdout, { sets });
    return 0;
  }
  print(
    sets
      .map(
        set =>
          `${set.name.padEnd(13)} ${set.title}\n` +
          `    ${set.shape.join('x')}, ${set.classes} classes, ${formatCount(set.train)} training and ` +
          `${formatCount(set.test)} test images\n` +
          `    ${set.homePage}\n    ${set.terms}\n` +
          `    ${set.folder ?? `not on this machine: reslab data get ${set.name}`}`,
      )
      .join('\n'),
  );
  return 0;
}

async function show(set: string, { data, json }: DataOptions): Promise<number> {
  const shown = await showSet(set, { folder: data ?? null });
  if (json) printJson(process.stdout, shown);
  else for (const line of shownText(shown)) print(line);
  return 0;
}

async function fetchSet(name: string, { data, from, json }: DataOptions): Promise<number> {
  const set = findKnownSet(name);
  if (!set) {
    throw new UserError(
      'data.unknown',
      `There is no data set ${name}. Known names: ${knownSets.map(known => known.name).join(', ')}.`,
    );
  }
  const say = json ? (event: DataEvent) => printJson(process.stdout, event) : sayPlainly();
  const folder = await getSet(set, resolve(data ?? dataCacheFolder()), {
    from,
    onProgress: everyHalfSecond((file, bytes, total) =>
      say({ event: 'progress', file, bytes, total }),
    ),
    onNote: text => say({ event: 'note', text }),
  });
  say({ event: 'end', ending: 'finished', set: name, folder, terms: set.terms, cite: set.cite });
  return 0;
}

type DataEvent =
  | { event: 'progress'; file: string; bytes: number; total: number | null }
  | { event: 'note'; text: string }
  | { event: 'end'; ending: 'finished'; set: string; folder: string; terms: string; cite: string };

/** On a terminal progress rewrites its line; elsewhere a line says when a file has arrived. */
function sayPlainly(): (event: DataEvent) => void {
  const { isTTY } = process.stderr;
  return event => {
    if (event.event === 'progress') {
      const { file, bytes, total } = event;
      const text = `${file}: ${formatCount(bytes)}${total === null ? '' : ` of ${formatCount(total)}`} bytes`;
      if (isTTY) printOver(process.stderr, text);
      else if (bytes === total) printLine(process.stderr, text);
      return;
    }
    if (isTTY) printOver(process.stderr, '');
    if (event.event === 'note') print(event.text);
    else print(`${event.folder}\nTerms: ${event.terms}\nCite: ${event.cite}`);
  };
}

function everyHalfSecond(
  report: (file: string, bytes: number, total: number | null) => void,
): (file: string, bytes: number, total: number | null) => void {
  let next = 0;
  return (file, bytes, total) => {
    if (performance.now() < next && bytes !== total) return;
    next = performance.now() + 500;
    report(file, bytes, total);
  };
}

function folderOf(set: KnownSet, data: string | undefined): string | null {
  const places = dataFolders(data).map(folder => join(resolve(folder), set.name));
  return places.find(place => existsSync(place)) ?? null;
}

function print(line: string): void {
  printLine(process.stdout, line);
}
