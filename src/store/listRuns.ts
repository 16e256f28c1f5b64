import fs from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../base/index.ts';
import { runIdPattern } from '../record/index.ts';
import { codeOf, diskError } from '../system/index.ts';
import { byAge } from './order.ts';
import { readRun, type Run } from './readRun.ts';

/** The runs of a store, oldest first, and what lies among them that cannot be read. */
export interface RunList {
  readonly runs: readonly Run[];
  readonly problems: readonly string[];
}

/** How many runs are read before others get a turn. */
const runsPerTurn = 100;

/**
 * Lists a store from its small files; tables are not opened. A store that does not exist has no runs.
 * Throws a UserError where its folder cannot be read.
 */
export async function listRuns(store: string): Promise<RunList> {
  const runs: Run[] = [];
  const { names, problems } = await entriesOf(path.join(store, 'runs'));
  for (const [i, name] of names.entries()) {
    try {
      runs.push(readRun(path.join(store, 'runs', name)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // Without run.json it is a run that is just being made, or none.
      if (error.code !== 'run.none') problems.push(error.message);
    }
    if (i % runsPerTurn === runsPerTurn - 1) await new Promise(resolve => setImmediate(resolve));
  }
  return { runs: runs.sort(byAge), problems };
}

async function entriesOf(folder: string): Promise<{ names: string[]; problems: string[] }> {
  try {
    const entries = await fs.readdir(folder, { withFileTypes: true });
    const named = entries.filter(e => runIdPattern.test(e.name));
    const linked = named.filter(e => e.isSymbolicLink()).map(e => path.join(folder, e.name));
    return {
      names: named
        .filter(e => e.isDirectory())
        .map(e => e.name)
        .sort(),
      problems: linked.map(
        file => `${file} is a link; a run has a folder of its own. It is left out.`,
      ),
    };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { names: [], problems: [] };
    throw diskError(error, 'list the runs', folder);
  }
}
