import { UserError } from '../../base/index.ts';
import { canDo, type RunOperation, type RunView } from '../../protocol/index.ts';
import { attempt } from '../attempt.ts';
import type { RunCatalog } from '../data/index.ts';
import type { Host } from '../host.ts';

/** On what something is done: chosen runs, the one that was pointed at first. */
interface Chosen {
  readonly host: Host;
  readonly catalog: RunCatalog;
  readonly runs: readonly [RunView, ...RunView[]];
}

type Work = (host: Host, folder: string) => Promise<void>;

/**
 * How everything is done that can be done with runs: `runOperations` says what and when. Each is a plain
 * function of a run's folder, or of runs, which looks itself whether it can be done, since a view may be
 * late. Each is loaded when it is first asked for.
 */
const operations: Readonly<Record<RunOperation, (chosen: Chosen) => Promise<void>>> = {
  stop: each('stop', async (_, folder) => (await import('./stopRun.ts')).stopRun(folder)),
  resume: each('resume', async (host, folder) =>
    (await import('./resumeRun.ts')).resumeRun(host, folder),
  ),
  runNext: first(async (_, folder) => (await import('./runNext.ts')).runNext(folder)),
  fork: async ({ host, catalog, runs: [run] }) =>
    (await import('./forkRun.ts')).forkRun(host, run, partsOf(catalog, run)),
  openCell: first(async (_, folder) => (await import('./openCell.ts')).openCell(folder)),
  reveal: first(async (_, folder) => (await import('./showFiles.ts')).revealRun(folder)),
  delete: async ({ catalog, runs }) => (await import('./deleteRuns.ts')).deleteRuns(catalog, runs),
  showLog: first(async (_, folder) => (await import('./showFiles.ts')).showRunLog(folder)),
  copyCommand: async ({ catalog, runs }) =>
    (await import('./copyCommands.ts')).copyCommands(runs, run => folderOf(catalog, run)),
  tag: async ({ catalog, runs }) => (await import('./annotateRuns.ts')).tagRuns(catalog, runs),
  note: async ({ catalog, runs: [run] }) =>
    (await import('./annotateRuns.ts')).noteRun(catalog, run),
};

/** What can be done with runs, whoever asks. */
export interface RunOperations {
  /** Throws a UserError where it cannot be done. */
  readonly operate: (operation: RunOperation, runs: readonly RunView[]) => Promise<void>;
  /** The run of this id, or the one that went on from it. Throws a UserError `run.none`. */
  readonly find: (id: string) => Promise<RunView>;
  readonly annotate: (run: string, tags: readonly string[], note: string) => Promise<void>;
}

export function createRunOperations(host: Host, catalog: RunCatalog): RunOperations {
  return {
    operate: async (operation, [run, ...others]) => {
      if (run !== undefined) await operations[operation]({ host, catalog, runs: [run, ...others] });
    },
    find: async id => {
      await catalog.ready;
      const find = () => catalog.runs.find(run => run.id === id || run.parts.includes(id));
      if (find() === undefined) await catalog.refresh();
      return find() ?? gone(id);
    },
    annotate: async (...words) =>
      (await import('./annotateRuns.ts')).annotateRun(catalog, ...words),
  };
}

/** With each run with which it can be done; where there is none, the first says why. */
function each(operation: RunOperation, work: Work): (chosen: Chosen) => Promise<void> {
  return async ({ host, catalog, runs }) => {
    const able = runs.filter(run => canDo(operation, run));
    for (const run of able.length > 0 ? able : runs.slice(0, 1))
      await attempt(host, operation, async () => work(host, folderOf(catalog, run)));
  };
}

function first(work: Work): (chosen: Chosen) => Promise<void> {
  return async ({ host, catalog, runs: [run] }) => work(host, folderOf(catalog, run));
}

/** Folders of its parts that are there, oldest first. */
function partsOf(catalog: RunCatalog, run: RunView): string[] {
  return run.parts.flatMap(part => catalog.folderOf(part) ?? []);
}

function folderOf(catalog: RunCatalog, run: RunView): string {
  return catalog.folderOf(run.id) ?? gone(run.id);
}

function gone(id: string): never {
  throw new UserError('run.none', `The run ${id} is not there any more.`);
}
