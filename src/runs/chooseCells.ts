import { UserError } from '../base/index.ts';
import {
  didYouMean,
  findCell,
  whyNotRunnable,
  type Cell,
  type CellKind,
  type Notebook,
  trainingCellOf,
  weightsCellOf,
} from '../language/index.ts';

/** Kinds of cells that run. */
export type RunKind = Exclude<CellKind, 'note' | 'network'>;

/** A cell that runs. */
export interface RunnableCell {
  readonly kind: RunKind;
  readonly cell: Cell;
  /** The train cell that a study is of; null for a training, and where `of` is a run or a path. */
  readonly training: Cell | null;
  /** The train cell that a training starts from (`from`); null: from none of this notebook. */
  readonly source: Cell | null;
}

/**
 * The cells to run, each study after its training and each training after the one whose weights it starts
 * from, otherwise in the order of the text. With a name
 * only that cell. Without one, cells that cannot be run (`whyNotRunnable`) are left out.
 *
 * @throws UserError `usage.cell` if there is nothing to run, or the named cell cannot be.
 */
export function chooseCells(notebook: Notebook, name: string | undefined): RunnableCell[] {
  const runnable = notebook.cells.flatMap(cell => {
    const found = asRunnable(notebook, cell);
    return found === null ? [] : [found];
  });
  if (name !== undefined) return [chooseOne(notebook, runnable, name.normalize('NFC'))];
  const able = runnable.filter(r => whyNotRunnable(notebook, r.cell) === null);
  const [first] = runnable;
  if (first !== undefined && able.length === 0)
    throw new UserError('usage.cell', whyNotRunnable(notebook, first.cell) ?? '');
  if (able.length === 0)
    throw new UserError(
      'usage.cell',
      'There is nothing to run in this file: no train cell and no study.',
    );
  return inOrder(able);
}

function inOrder(cells: readonly RunnableCell[]): RunnableCell[] {
  const chosen = new Set<RunnableCell>();
  const begun = new Set<RunnableCell>();
  const add = (each: RunnableCell) => {
    // Cells in a circle have an error, and somebody has to be first.
    if (begun.has(each)) return;
    begun.add(each);
    const before = cells.find(r => r.cell === (each.training ?? each.source));
    if (before !== undefined) add(before);
    chosen.add(each);
  };
  cells.forEach(add);
  return [...chosen];
}

function chooseOne(
  notebook: Notebook,
  runnable: readonly RunnableCell[],
  name: string,
): RunnableCell {
  const found = runnable.find(r => r.cell.name === name);
  const why = found && whyNotRunnable(notebook, found.cell);
  if (why) throw new UserError('usage.cell', why);
  if (found !== undefined) return found;
  const names = runnable.map(r => r.cell.name);
  const other = findCell(notebook, name);
  if (other?.kind === 'network')
    throw new UserError('usage.cell', `'${name}' is a network; only train cells and studies run.`);
  const guess = didYouMean(name, names);
  const list = names.length === 0 ? '' : ` Cells that run: ${names.map(n => `'${n}'`).join(', ')}.`;
  throw new UserError(
    'usage.cell',
    `There is no cell '${name}' in this file.${guess === '' ? list : guess}`,
  );
}

function asRunnable(notebook: Notebook, cell: Cell): RunnableCell | null {
  const { kind } = cell;
  if (kind === null || kind === 'note' || kind === 'network') return null;
  const [training, source] = [trainingCellOf(notebook, cell), weightsCellOf(notebook, cell)];
  return { kind, cell, training, source };
}
