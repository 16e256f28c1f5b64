import * as vscode from 'vscode';
import type { RunView } from '../../protocol/index.ts';
import { tellError } from '../attempt.ts';
import { registerCommand } from '../commands/index.ts';
import type { Host } from '../host.ts';
import type { RunCatalog, RunData } from '../data/index.ts';
import type { RunOperations } from '../operations/index.ts';
import { openComparison, reviveComparisons } from './comparePanel.ts';
import { comparedRuns } from './compareRuns.ts';
import { viewerCommands } from './commands.ts';
import { showRunDetails } from './detailsView.ts';
import { Following } from './following.ts';
import { pageHandlers } from './handlers.ts';
import { RunsTree } from './tree/runsTree.ts';
import type { PageOptions } from './webview/connect.ts';

export interface ViewerOptions {
  readonly runs: RunCatalog;
  readonly data: RunData;
  readonly operations: RunOperations;
}

export interface RunViewer extends vscode.Disposable {
  /** Selects the run of this id, or the one that went on from it, in the tree. */
  show(id: string): Promise<void>;
}

/** The view container: the tree of runs, their details, the comparison, and the commands on them. */
export function registerRunViewer(
  host: Host,
  { runs, data, operations }: ViewerOptions,
): RunViewer {
  const { context, log } = host;
  const following = new Following(runs);
  const tree = new RunsTree(runs, following, context.workspaceState);
  const compare = (compared: readonly RunView[]) => {
    openComparison(compared, pages);
    return Promise.resolve();
  };
  const pages: PageOptions = {
    extension: context.extensionUri,
    runs,
    following,
    session: {
      data,
      handlers: pageHandlers(runs, operations, compare),
      isTrusted: () => vscode.workspace.isTrusted,
      onInvalid: what => log.warn(`The run viewer sent ${what}; it was dropped.`),
      onError: (method, error) => {
        void tellError(host, method, error);
        return error instanceof Error ? error.message : String(error);
      },
    },
  };
  const commands = viewerCommands(tree, operations, {
    compare,
    ofCell: (notebook, what) => comparedRuns(runs, notebook, what),
  });
  const registered = vscode.Disposable.from(
    tree,
    showRunDetails(tree, pages),
    reviveComparisons(pages),
    ...Object.entries(commands).map(([name, handler]) => registerCommand(host, name, handler)),
  );
  return {
    show: async id => tree.reveal((await operations.find(id)).id),
    dispose: () => void registered.dispose(),
  };
}
