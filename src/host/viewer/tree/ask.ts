import { sortings } from './rows.ts';
import type { RunsTree } from './runsTree.ts';
import { choose, textBox } from '../../say.ts';

/** The tree shows what is found while one types; Escape brings back what was there before. */
export async function askFilter(tree: RunsTree): Promise<void> {
  const before = tree.filter;
  const input = textBox({
    title: 'Filter runs',
    placeholder: 'name, tag, state',
    prompt: 'All words must match. tag:best looks in tags only, is:failed in states only.',
    value: before,
  });
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

export async function askSorting(tree: RunsTree): Promise<void> {
  const details = {
    newest: 'the newest first',
    name: 'by cell, what was set, and seed',
    accuracy: 'the best first',
    state: 'what runs first, then what failed',
  };
  const items = sortings.map(sorting => ({
    ...(sorting === tree.sorting ? { icon: 'check' } : {}),
    label: sorting,
    description: details[sorting],
    sorting,
  }));
  const placeHolder = 'Sort the runs of each notebook';
  const chosen = await choose(items, { placeHolder });
  if (chosen !== undefined) tree.sorting = chosen.sorting;
}
