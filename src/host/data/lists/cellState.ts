import { trainingCellOf, trainingCellsOf, type Cell } from '../../../language/index.ts';
import type { CellState, CellStatus } from '../../../protocol/index.ts';
import {
  isStudy,
  noRuns,
  runOf,
  shownOfCells,
  type CellsAndRuns,
  type RunChain,
  type ShownRuns,
} from '../../../results/index.ts';
import { isUsable } from '../../../runs/index.ts';
import type { IndexedRun } from '../types.ts';
import { noAnnotation } from './annotations.ts';
import { prospectOf } from './prospect.ts';
import { runViewOf } from './runView.ts';

/** A notebook as states need it. */
export interface Subject extends CellsAndRuns<IndexedRun> {
  readonly keys: readonly string[];
  /** Offsets at which errors begin, and their lines from 0. */
  readonly errors: readonly { readonly offset: number; readonly line: number }[];
  /** Slot of a train cell by its name. */
  readonly slotOf: (cell: string) => number;
}

/** The state of every cell, in the order of the file. */
export function cellStates(subject: Subject): CellState[] {
  const shown = shownOfCells(subject);
  const viewsOf = (chains: readonly RunChain<IndexedRun>[] | undefined, slot: number) =>
    (chains ?? []).map(chain => runViewOf(chain, slot, noAnnotation));
  return subject.notebook.cells.map((cell, i) => {
    const found = shown.get(cell) ?? noRuns;
    const trainings = trainingCellsOf(subject.notebook, cell);
    const slot = subject.slotOf((trainings[0] ?? cell).name);
    return {
      cell: subject.keys[i] ?? '',
      status: statusOf(cell, subject, found, shown),
      runs: viewsOf(found.chains, slot),
      variants: viewsOf(found.variants, slot),
      studied: trainings.flatMap(each =>
        viewsOf(shown.get(each)?.chains, subject.slotOf(each.name)),
      ),
      outOfDate: found.outOfDate,
      prospect: prospectOf(subject.notebook, cell),
    };
  });
}

function statusOf(
  cell: Cell,
  subject: Subject,
  shown: ShownRuns,
  trainings: ReadonlyMap<Cell, ShownRuns>,
): CellStatus {
  const { start, end } = cell.range;
  const errors = subject.errors.filter(({ offset }) => start <= offset && offset < end);
  const [first] = errors;
  if (first !== undefined) return { status: 'invalid', problems: errors.length, line: first.line };
  if (cell.kind === 'train' || isStudy(cell)) {
    if (shown.chains.length > 0 && shown.outOfDate === null) return { status: 'run' };
    const training = cell.kind === 'train' ? null : trainingCellOf(subject.notebook, cell);
    if (training !== null && !hasUsable(trainings.get(training)))
      return { status: 'waits', on: training.name };
    return { status: shown.chains.length > 0 ? 'run' : 'never' };
  }
  return { status: 'still' };
}

function hasUsable(shown: ShownRuns | undefined): boolean {
  if (shown === undefined || shown.outOfDate !== null) return false;
  return shown.chains.some(chain => isUsable(runOf(chain)));
}
