import { statSync } from 'node:fs';
import path from 'node:path';
import { formatBytes, LineIndex, limits, UserError } from '../base/index.ts';
import { checkParsed, knownWorld, type World } from '../checks/index.ts';
import {
  decodeNotebook,
  parseNotebook,
  toLineColumn,
  type Notebook,
  type PlacedDiagnostic,
} from '../language/index.ts';
import { ownSetNames } from '../dataset/index.ts';
import { soundCells, type Soundness } from '../runs/index.ts';
import { deviceMemoryBytes, findStore, listRuns } from '../store/index.ts';
import { distrust, readPlain, type Unread } from '../system/index.ts';
import type { Io } from './io.ts';
import { worldRuns } from './worldRuns.ts';

/** A notebook that has been read and checked. */
export interface NotebookFile {
  /** As the user wrote it, for messages. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly notebook: Notebook;
  /** In the order of the text. */
  readonly diagnostics: readonly PlacedDiagnostic[];
  readonly sound: Soundness;
}

/** Standard input for `-`. @throws UserError `usage.file` if it cannot be read. */
export async function readNotebookFile(
  name: string,
  io: Io,
  world = knownWorld,
): Promise<NotebookFile> {
  return checkText(name, await readTextOrInput(name, io), io, world);
}

/** The public data sets, and those of the data folder. */
export function dataWorld(folder: string | null, io: Io): World {
  return { ...knownWorld, ownSets: ownSetNames(folder, io.env) };
}

/** What the checks may know of the world around a file: its store, its data and the device. */
export async function worldOf(name: string, io: Io, data: string | null = null): Promise<World> {
  const store = findStore(path.resolve(io.cwd, name));
  const runs = await listRuns(store).then(
    list => worldRuns(list.runs, path.resolve(io.cwd, name), data, io),
    // A store that cannot be read tells nothing.
    (error: unknown) => {
      if (error instanceof UserError) return [];
      throw error;
    },
  );
  return { ...dataWorld(data, io), runs, deviceMemoryBytes: await deviceMemoryBytes() };
}

/** Checks a text that stands in this file, or could. */
export function checkText(name: string, text: string, io: Io, world = knownWorld): NotebookFile {
  const notebook = parseNotebook(text);
  const found = checkParsed(notebook, world);
  const lines = new LineIndex(text);
  return {
    name,
    path: path.resolve(io.cwd, name),
    text,
    notebook,
    diagnostics: found.map(diagnostic => toLineColumn(diagnostic, lines)),
    sound: soundCells(notebook, found),
  };
}

/** Stands for standard input where a file is read and nothing is run. */
export const standardInput = '-';

/** @throws UserError `usage.file` if the file cannot be read, or is no UTF-8. */
export function readText(name: string, io: Io): string {
  distrust(path.dirname(path.resolve(io.cwd, name)));
  const refused = (why: string) => new UserError('usage.file', `Cannot read ${name}: ${why}.`);
  const read = readPlain(path.resolve(io.cwd, name), { most: limits.notebook, follow: true });
  if ('why' in read && name === standardInput)
    throw refused('standard input is no file that a run could name; save its text to one');
  if ('why' in read) throw refused(whyUnread(read.why, path.resolve(io.cwd, name)));
  return textOf(read.bytes, refused);
}

/** As `readText`, and what comes in from standard input for `-`. */
export async function readTextOrInput(name: string, io: Io): Promise<string> {
  if (name !== standardInput) return readText(name, io);
  const refused = (why: string) =>
    new UserError('usage.file', `Cannot read standard input: ${why}.`);
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of io.stdin) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : (piece as Buffer);
    length += bytes.length;
    if (length > limits.notebook) throw refused(whyUnread('tooLarge', ''));
    pieces.push(bytes);
  }
  return textOf(Buffer.concat(pieces), refused);
}

function textOf(bytes: Uint8Array, refused: (why: string) => UserError): string {
  const decoded = decodeNotebook(bytes);
  if ('problem' in decoded) throw refused(decoded.problem);
  return decoded.text;
}

function whyUnread(why: Unread, file: string): string {
  if (why === 'notPlain')
    return isFolder(file)
      ? 'it is a folder; name a file in it'
      : 'it is a pipe or a device; save its text to a file';
  return {
    none: 'it does not exist',
    denied: 'you may not read it',
    tooLarge: `it is larger than ${formatBytes(limits.notebook)}, which no notebook is`,
    failed: 'the system reports an error',
  }[why];
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}
