import type { RunAction, RunView } from '../../protocol/index.ts';
import type { RunCatalog } from '../data/index.ts';
import type { RunActions } from './actions/runActions.ts';
import { exportFile } from '../pages/index.ts';
import type { SessionOptions } from './webview/session.ts';

type Act = (runs: readonly RunView[]) => Promise<void>;

/** What the pages may ask for. Runs that are gone are left out. */
export function pageHandlers(
  catalog: RunCatalog,
  actions: RunActions,
  compare: Act,
): SessionOptions['handlers'] {
  const acts: Readonly<Record<RunAction, Act>> = {
    stop: runs => actions.stop(runs),
    resume: runs => actions.resume(runs),
    runNext: runs => actions.runNext(runs),
    delete: runs => actions.delete(runs),
    reveal: runs => actions.reveal(runs),
    copyCommand: runs => actions.copyCommand(runs),
    openCell: runs => actions.openCell(runs),
    showLog: runs => actions.showLog(runs),
    compare,
  };
  const find = (ids: readonly string[]) => {
    const wanted = new Set(ids);
    return catalog.runs.filter(run => wanted.has(run.id));
  };
  return {
    act: async ({ action, runs }) => {
      const found = find(runs);
      if (found.length > 0) await acts[action](found);
      return {};
    },
    fork: async ({ run, step }) => {
      const [found] = find([run]);
      if (found !== undefined) await actions.fork(found, step);
      return {};
    },
    annotate: async ({ run, tags, note }) => {
      await actions.annotate(run, tags, note);
      return {};
    },
    export: ({ name, content }) => exportFile(null, name, content),
  };
}
