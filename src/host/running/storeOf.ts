import path from 'node:path';

/** The store that a run folder lies in. */
export function storeOf(folder: string): string {
  return path.dirname(path.dirname(folder));
}
