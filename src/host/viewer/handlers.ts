import type { RunView } from '../../protocol/index.ts';
import type { RunCatalog } from '../data/index.ts';
import type { RunOperations } from '../operations/index.ts';
import { copyText, exportFile } from '../pages/index.ts';
import type { SessionOptions } from './webview/session.ts';

/** What the pages may ask for. Runs that are gone are left out. */
export function pageHandlers(
  catalog: RunCatalog,
  { operate, annotate }: RunOperations,
  compare: (runs: readonly RunView[]) => Promise<void>,
): SessionOptions['handlers'] {
  const find = (ids: readonly string[]) => {
    const wanted = new Set(ids);
    return catalog.runs.filter(run => wanted.has(run.id));
  };
  return {
    act: async ({ action, runs }) => {
      const found = find(runs);
      if (action !== 'openComparison') await operate(action, found);
      else if (found.length > 0) await compare(found);
      return {};
    },
    annotate: async ({ run, tags, note }) => {
      await annotate(run, tags, note);
      return {};
    },
    copy: copyText,
    export: ({ name, content }) => exportFile(null, name, content),
  };
}
