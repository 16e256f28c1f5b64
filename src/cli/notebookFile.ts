import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LineIndex, UserError, type TextRange } from '../base/index.ts';
import { checkParsed, knownWorld, type World, type WorldRun } from '../checks/index.ts';
import {
  parseNotebook,
  toLineColumn,
  type Notebook,
  type PlacedDiagnostic,
} from '../language/index.ts';
import { deviceMemoryBytes, findStore, listRuns, type Run } from '../store/index.ts';
import type { Io } from './io.ts';

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
  /** Where errors are. */
  readonly errors: readonly TextRange[];
}

/** @throws UserError `usage.file` if the file cannot be read. */
export function readNotebookFile(name: string, io: Io, world = knownWorld): NotebookFile {
  return checkText(name, readText(name, io), io, world);
}

/** What the checks may know of the world around a file: its store and the device, as an editor does. */
export async function worldOf(name: string, io: Io): Promise<World> {
  const store = findStore(path.resolve(io.cwd, name));
  const runs = await listRuns(store).then(
    list => list.runs.map(worldRunOf),
    // A store that cannot be read tells nothing.
    (error: unknown) => {
      if (error instanceof UserError) return [];
      throw error;
    },
  );
  return { ...knownWorld, runs, deviceMemoryBytes: await deviceMemoryBytes() };
}

function worldRunOf({ id, request, ending }: Run): WorldRun {
  return {
    id,
    digest: request.cell.digest,
    seed: request.seed,
    finished: ending?.ending === 'finished',
  };
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
    errors: found.filter(d => d.severity === 'error').map(d => d.range),
  };
}

/** @throws UserError `usage.file` if the file cannot be read. */
export function readText(name: string, io: Io): string {
  try {
    return readFileSync(path.resolve(io.cwd, name), 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const reasons: Record<string, string> = {
      ENOENT: 'it does not exist',
      EISDIR: 'it is a folder',
      EACCES: 'you may not read it',
    };
    throw new UserError('usage.file', `Cannot read ${name}: ${reasons[code] ?? code}.`, {
      cause: error,
    });
  }
}
