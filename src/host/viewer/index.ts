import * as vscode from 'vscode';
import { RunActions } from './actions/runActions.ts';
import { viewerCommands } from './commands.ts';
import type { RunCatalog } from '../data/index.ts';
import { Following } from './following.ts';
import { RunsTree } from './tree/runsTree.ts';

/** What registers a command so that its errors are told. */
type Register = (
  name: string,
  handler: (...args: readonly unknown[]) => Promise<unknown>,
) => vscode.Disposable;

/** The view container: the tree of runs, their details, and the commands on them. */
export function registerRunViewer(
  context: vscode.ExtensionContext,
  runs: RunCatalog,
  register: Register,
): vscode.Disposable {
  const tree = new RunsTree(runs, new Following(runs), context.workspaceState);
  const actions = new RunActions(runs);
  const commands = Object.entries(viewerCommands(tree, actions)).map(([name, handler]) =>
    register(name, handler),
  );
  return vscode.Disposable.from(tree, ...commands);
}
