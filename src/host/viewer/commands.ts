import { runOperationNames, runOperations, type RunView } from '../../protocol/index.ts';
import type { RunOperations } from '../operations/index.ts';
import { askFilter, askSorting } from './tree/ask.ts';
import type { Node } from './tree/nodes.ts';
import type { RunsTree } from './tree/runsTree.ts';
import { inform } from '../say.ts';

type Handler = (...args: readonly unknown[]) => Promise<unknown>;
export type Commands = Readonly<Record<string, Handler>>;

interface CommandOptions {
  readonly compare: (runs: readonly RunView[]) => Promise<void>;
  /** The runs that a code lens means; undefined: it is no code lens. */
  readonly ofCell: (notebook: unknown, what: unknown) => Promise<readonly RunView[] | undefined>;
}

/**
 * The viewer's commands by name, without `residualLab.`. Those on runs get a row and all selected rows
 * of the tree, or the id of a run.
 */
export function viewerCommands(
  tree: RunsTree,
  { operate, find }: RunOperations,
  { compare, ofCell }: CommandOptions,
): Commands {
  const onRuns =
    (work: (runs: readonly RunView[]) => Promise<void>): Handler =>
    async (row, rows) => {
      const runs =
        typeof row === 'string' ? [await find(row)] : (runsOf(row, rows) ?? tree.selected);
      if (runs.length > 0) return work(runs);
      void inform('Select a run in the view Runs first.');
      return undefined;
    };
  const compareSelected = onRuns(compare);
  const onOperation = runOperationNames.map(
    operation =>
      [runOperations[operation].command, onRuns(runs => operate(operation, runs))] as const,
  );
  return {
    ...Object.fromEntries(onOperation),
    compareRuns: async (first, second) => {
      const given = isNode(first) ? undefined : await ofCell(first, second);
      return given === undefined ? compareSelected(first, second) : compare(given);
    },
    'runs.show': onRuns(async ([run]) => run && tree.reveal(run.id)),
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
