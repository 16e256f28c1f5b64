import * as vscode from 'vscode';
import type { RunView } from '../../protocol/index.ts';
import { registerCommand, tellError } from '../commands/index.ts';
import type { Host } from '../host.ts';
import type { RunCatalog, RunData } from '../data/index.ts';
import { RunActions } from './actions/runActions.ts';
import { openComparison, reviveComparisons } from './comparePanel.ts';
import { comparedRuns, findRun } from './compareRuns.ts';
import { viewerCommands } from './commands.ts';
import { showRunDetails } from './detailsView.ts';
import { Following } from './following.ts';
import { pageHandlers } from './handlers.ts';
import { RunsTree } from './tree/runsTree.ts';
import type { PageOptions } from './webview/connect.ts';

export interface ViewerOptions {
  readonly runs: RunCatalog;
  readonly data: RunData;
}

/** The view container: the tree of runs, their details, the comparison, and the commands on them. */
export function registerRunViewer(host: Host, { runs, data }: ViewerOptions): vscode.Disposable {
  const { context, log } = host;
  const following = new Following(runs);
  const tree = new RunsTree(runs, following, context.workspaceState);
  const actions = new RunActions(host, runs);
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
      handlers: pageHandlers(runs, actions, compare),
      isTrusted: () => vscode.workspace.isTrusted,
      onInvalid: what => log.warn(`The run viewer sent ${what}; it was dropped.`),
      onError: (method, error) => {
        void tellError(host, method, error);
        return error instanceof Error ? error.message : String(error);
      },
    },
  };
  const commands = viewerCommands(tree, actions, {
    compare,
    ofCell: (notebook, what) => comparedRuns(runs, notebook, what),
    find: id => findRun(runs, id),
  });
  return vscode.Disposable.from(
    tree,
    showRunDetails(tree, pages),
    reviveComparisons(pages),
    ...Object.entries(commands).map(([name, handler]) => registerCommand(host, name, handler)),
  );
}
