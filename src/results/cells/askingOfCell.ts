import { namesOf, type NamedRun } from '../../base/index.ts';
import type { Cell, Notebook } from '../../language/index.ts';
import { askedOfValues } from '../asked.ts';
import type { Asking } from '../asking.ts';
import { recipeOfCell } from '../plan.ts';
import type { PlannedCell } from '../trainingRun.ts';
import type { ShownAs } from '../world.ts';

export interface SlottedRun extends NamedRun {
  readonly slot: number;
}

/** A cell and the runs that it shows. */
export interface CellToShow {
  readonly cell: Cell;
  readonly notebook: Notebook;
  readonly path: string | null;
  readonly runs: readonly SlottedRun[];
  /** Of a study or comparison the trainings that it is of. */
  readonly trainings: readonly SlottedRun[];
  /** The runs are of another text than the cell has now. */
  readonly isOutOfDate: boolean;
}

/** What a cell asks, but for how it is looked at. */
export type CellAsking = Pick<Asking, 'as' | 'name' | 'value' | 'runs' | 'trainings' | 'planned'>;

export function askingOfCell(shown: CellToShow): CellAsking {
  const { cell, runs, trainings } = shown;
  const isTraining = cell.kind === 'train';
  // Studies are told by what they are of.
  const of = cell.references[0]?.name ?? cell.name;
  return {
    as: cell.kind ?? '',
    name: cell.name,
    value: shown.isOutOfDate ? null : (cell.value?.value ?? null),
    runs: shownAs(isTraining ? runs : runs.map(run => ({ ...run, cell: of }))),
    trainings: isTraining ? [] : shownAs(trainings),
    planned: isTraining && runs.length === 0 ? plannedOf(shown) : null,
  };
}

/** How runs are named and look beside each other. */
export function shownAs(runs: readonly SlottedRun[]): ShownAs[] {
  const names = namesOf(runs);
  return runs.map(({ id, cell, slot }) => ({ id, slot, label: names.get(id) ?? cell }));
}

function plannedOf({ cell: { name }, notebook, path }: CellToShow): PlannedCell | null {
  const recipe = recipeOfCell(notebook, name);
  if (recipe === null) return null;
  const network =
    recipe.network === null ? null : { name: recipe.value.network, value: recipe.network };
  return {
    cell: name,
    slot: 0,
    recipe,
    asked: askedOfValues('train', recipe.value, network, null),
    recipeKey: [path ?? '', name].join('\n'),
  };
}
