import { fileURLToPath } from 'node:url';
import { UserError } from '../../base/index.ts';
import { findStore, listRuns } from '../../store/index.ts';
import { type StoreRun, storeRunOf } from './storeRun.ts';

/** A store is read again after this long at the earliest. */
const freshForMs = 2000;

/** Reads the runs of notebooks that are files, and remembers them for a moment. Writes nothing. */
export class StoreReader {
  readonly #byFolder = new Map<
    string,
    { readonly at: number; readonly runs: readonly StoreRun[] }
  >();
  readonly #roots: readonly string[];

  constructor(roots: readonly string[] = []) {
    this.#roots = roots;
  }

  /** Empty for a notebook that is no file (untitled, of a virtual workspace) or has no store. */
  async runsOf(uri: string): Promise<readonly StoreRun[]> {
    const file = pathOf(uri);
    if (file === null) return [];
    const root = this.#roots.find(r => file.startsWith(r));
    const folder = findStore(file, root);
    const known = this.#byFolder.get(folder);
    if (known !== undefined && performance.now() - known.at < freshForMs) return known.runs;
    const runs = await readStore(folder);
    this.#byFolder.set(folder, { at: performance.now(), runs });
    return runs;
  }

  /** The next question reads the disk again. */
  forget(): void {
    this.#byFolder.clear();
  }
}

async function readStore(folder: string): Promise<readonly StoreRun[]> {
  try {
    const { runs } = await listRuns(folder);
    return runs.map(storeRunOf);
  } catch (error) {
    // A store that cannot be read tells nothing; whoever runs a cell will hear why.
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** The path of a `file:` URI; null for all others and for what is none. */
export function pathOf(uri: string): string | null {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : null;
  } catch {
    return null;
  }
}
