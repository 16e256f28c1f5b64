import * as vscode from 'vscode';
import type { RunView } from '../../protocol/index.ts';
import type { RunCatalog, RunData } from '../data/index.ts';
import { RunActions } from './actions/runActions.ts';
import { openComparison, reviveComparisons } from './comparePanel.ts';
import { comparedRuns } from './compareRuns.ts';
import { viewerCommands, type Commands } from './commands.ts';
import { showRunDetails } from './detailsView.ts';
import { Following } from './following.ts';
import { pageHandlers } from './handlers.ts';
import { RunsTree } from './tree/runsTree.ts';
import type { PageOptions } from './webview/connect.ts';

export interface ViewerOptions {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly runs: RunCatalog;
  readonly data: RunData;
  /** Registers a command so that its errors are told. */
  readonly register: (name: string, handler: Commands[string]) => vscode.Disposable;
  /** Tells an error and returns its sentence. */
  readonly tellError: (what: string, error: unknown) => string;
}

/** The view container: the tree of runs, their details, the comparison, and the commands on them. */
export function registerRunViewer(options: ViewerOptions): vscode.Disposable {
  const { context, runs, data, log, register, tellError } = options;
  const following = new Following(runs);
  const tree = new RunsTree(runs, following, context.workspaceState);
  const actions = new RunActions(runs);
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
      onError: tellError,
    },
  };
  const commands = viewerCommands(tree, actions, {
    compare,
    find: (notebook, what) => comparedRuns(runs, notebook, what),
  });
  return vscode.Disposable.from(
    tree,
    showRunDetails(tree, pages),
    reviveComparisons(pages),
    ...Object.entries(commands).map(([name, handler]) => register(name, handler)),
  );
}
