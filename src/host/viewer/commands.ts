import * as vscode from 'vscode';
import type { RunView } from '../../protocol/index.ts';
import type { RunActions } from './actions/runActions.ts';
import { sortings } from './tree/rows.ts';
import type { Node } from './tree/nodes.ts';
import type { RunsTree } from './tree/runsTree.ts';

type Handler = (...args: readonly unknown[]) => Promise<unknown>;
export type Commands = Readonly<Record<string, Handler>>;

/** How runs are compared, and which ones a code lens means. */
interface Comparing {
  readonly compare: (runs: readonly RunView[]) => Promise<void>;
  readonly find: (notebook: unknown, what: unknown) => Promise<readonly RunView[] | undefined>;
}

/** The viewer's commands by name, without `residualLab.`. Those on runs get a row and all selected rows. */
export function viewerCommands(
  tree: RunsTree,
  actions: RunActions,
  { compare, find }: Comparing,
): Commands {
  const onRuns =
    (work: (runs: readonly RunView[]) => Promise<void>): Handler =>
    async (row, rows) => {
      const runs = runsOf(row, rows) ?? tree.selected;
      if (runs.length > 0) return work(runs);
      void vscode.window.showInformationMessage('Select a run in the view Runs first.');
      return undefined;
    };
  const compareSelected = onRuns(compare);
  return {
    compareRuns: async (first, second) => {
      const given = isNode(first) ? undefined : await find(first, second);
      return given === undefined ? compareSelected(first, second) : compare(given);
    },
    'runs.stop': onRuns(runs => actions.stop(runs)),
    'runs.resume': onRuns(runs => actions.resume(runs)),
    'runs.fork': onRuns(async ([run]) => run && actions.fork(run)),
    'runs.delete': onRuns(runs => actions.delete(runs)),
    'runs.reveal': onRuns(runs => actions.reveal(runs)),
    'runs.showLog': onRuns(runs => actions.showLog(runs)),
    'runs.openCell': onRuns(runs => actions.openCell(runs)),
    'runs.copyCommand': onRuns(runs => actions.copyCommand(runs)),
    'runs.tag': onRuns(runs => actions.tag(runs)),
    'runs.note': onRuns(runs => actions.note(runs)),
    'runs.filter': () => askFilter(tree),
    'runs.clearFilter': () => Promise.resolve((tree.filter = '')),
    'runs.sort': () => askSorting(tree),
  };
}

/** Arguments come from menus and keybindings of the user: what is no row counts as not given. */
function runsOf(row: unknown, rows: unknown): readonly RunView[] | undefined {
  const nodes = Array.isArray(rows) && rows.length > 0 ? (rows as unknown[]) : [row];
  const runs = nodes.filter(isNode).flatMap(node => {
    const found = node.type === 'run' ? [node] : node.children;
    return found.map(({ row }) => row.run);
  });
  return runs.length === 0 ? undefined : [...new Set(runs)];
}

function isNode(value: unknown): value is Node {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return (
    (value.type === 'run' && 'row' in value) || (value.type === 'group' && 'children' in value)
  );
}

/** The tree shows what is found while one types; Escape brings back what was there before. */
async function askFilter(tree: RunsTree): Promise<void> {
  const before = tree.filter;
  const input = vscode.window.createInputBox();
  input.title = 'Filter runs';
  input.placeholder = 'name, tag, state';
  input.prompt = 'All words must match. tag:best looks in tags only, is:failed in states only.';
  input.value = before;
  let timer: NodeJS.Timeout | undefined;
  const accepted = await new Promise<boolean>(resolve => {
    input.onDidChangeValue(text => {
      clearTimeout(timer);
      timer = setTimeout(() => (tree.filter = text), 100);
    });
    input.onDidAccept(() => resolve(true));
    input.onDidHide(() => resolve(false));
    input.show();
  });
  clearTimeout(timer);
  tree.filter = accepted ? input.value : before;
  input.dispose();
}

async function askSorting(tree: RunsTree): Promise<void> {
  const details = {
    newest: 'the newest first',
    name: 'by cell and seed',
    accuracy: 'the best first',
    state: 'what runs first, then what failed',
  };
  const items = sortings.map(sorting => ({
    label: `${sorting === tree.sorting ? '$(check) ' : ''}${sorting}`,
    description: details[sorting],
    sorting,
  }));
  const placeHolder = 'Sort the runs of each notebook';
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  if (chosen !== undefined) tree.sorting = chosen.sorting;
}
