import path from 'node:path';
import { UserError } from '../../base/index.ts';
import { wholeView } from '../../curves/index.ts';
import type { Presented } from '../../figures/index.ts';
import { trainingCellsOf, whyNotRunnable, type Cell } from '../../language/index.ts';
import {
  askingOfCell,
  presentedOf,
  readFor,
  runOf,
  shownOfCells,
  sourcesOf,
  type Asking,
  type CellAsking,
  type RunChain,
  type SlottedRun,
  type World,
} from '../../results/index.ts';
import { checkpointSteps, listRuns, type Run } from '../../store/index.ts';
import type { NotebookFile } from '../notebookFile.ts';
import { quote } from '../quote.ts';
import { worldOfStores } from './world.ts';

/** What a run shows by itself. @throws UserError `usage.results` where it has nothing (yet). */
export function presentedOfRun({ id, folder, request }: Run): Presented {
  const cell = request.cell.name;
  const asking: CellAsking = {
    as: request.kind,
    name: cell,
    value: request.value,
    runs: [{ id, label: cell, slot: 0 }],
    trainings: [],
    planned: null,
  };
  return presentedIn(asking, worldOfStores([path.dirname(path.dirname(folder))]), `The run ${id}`);
}

/**
 * What a cell of a notebook shows of the runs of a store: those of its text as it is now, else the newest of an earlier one.
 * What is out of date is said to `note`. @throws UserError `usage.results` where there is nothing to show.
 */
export async function presentedOfCell(
  { notebook, path: file }: NotebookFile,
  cell: Cell,
  store: string,
  note: (text: string) => void,
): Promise<Presented> {
  if (cell.kind === 'note' || cell.kind === 'network' || cell.kind === null)
    throw new UserError(
      'usage.cell',
      `'${cell.name}' is a ${cell.kind ?? 'cell with an error'} and has no results.`,
    );
  const runs = (await listRuns(store)).runs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const shown = shownOfCells({
    notebook,
    path: file,
    runs: runs.map(run => ({ run, store, checkpoints: checkpointSteps(run.folder) })),
  });
  const trainings = trainingCellsOf(notebook, cell);
  const slots = notebook.cells.filter(({ kind }) => kind === 'train').map(({ name }) => name);
  const slotted = (chains: readonly RunChain[] | undefined, of: string): SlottedRun[] =>
    (chains ?? []).map(chain => slottedRun(runOf(chain), Math.max(0, slots.indexOf(of))));
  const own = shown.get(cell);
  if (own?.outOfDate != null)
    note(`${cell.name}: what follows is of an earlier text or training of this cell.`);
  const asking = askingOfCell({
    cell,
    notebook,
    path: file,
    runs: slotted(own?.chains, (trainings[0] ?? cell).name),
    trainings: trainings.flatMap(each => slotted(shown.get(each)?.chains, each.name)),
    isOutOfDate: own?.outOfDate != null,
  });
  const hasRuns = asking.runs.length > 0 || asking.trainings.length > 0;
  const presented =
    hasRuns &&
    presentedIn({ ...asking, planned: null }, worldOfStores([store], runs), `'${cell.name}'`);
  if (presented !== false && !isEmpty(presented)) return presented;
  const others = own?.variants.map(chain => runOf(chain).id) ?? [];
  const whatToDo =
    others.length > 0
      ? `There are runs of other variants, each with figures of its own: ${others.join(', ')}.`
      : (whyNotRunnable(notebook, cell) ??
        `Run it first: reslab run ${file} --cell ${quote(cell.name)}`);
  throw new UserError('usage.results', `${store} has no results of '${cell.name}'. ${whatToDo}`);
}

function isEmpty({ figures, sentences, listed }: Presented): boolean {
  return figures.length + sentences.length + listed.length === 0;
}

/** The cell that somebody means; the only one with results where he names none. @throws UserError `usage.cell`. */
export function cellNamed({ notebook, name: file }: NotebookFile, name: string | undefined): Cell {
  const withResults = notebook.cells.filter(
    ({ kind }) => kind !== null && kind !== 'note' && kind !== 'network',
  );
  const all = name === undefined ? withResults : notebook.cells;
  const [found, ...others] = all.filter(cell => name === undefined || cell.name === name);
  if (found !== undefined && others.length === 0) return found;
  const names = withResults.map(cell => `'${cell.name}'`).join(', ') || 'none';
  throw new UserError(
    'usage.cell',
    name === undefined
      ? `Name a cell of ${file} with --cell: ${names}.`
      : `${file} has no cell '${name}'; cells with results: ${names}.`,
  );
}

function presentedIn(asked: CellAsking, world: World, what: string): Presented {
  const looks = { view: wholeView, frame: null, selected: null, bandFactor: 1 };
  const asking: Asking = { ...asked, ...looks };
  for (const source of sourcesOf(asking, world)) readFor(source);
  const presented = presentedOf(asking, world);
  if ('reason' in presented)
    throw new UserError('usage.results', `${what} shows nothing: ${presented.reason}`);
  return presented;
}

function slottedRun({ id, request }: Run, slot: number): SlottedRun {
  const { notebook, cell, variant, created } = request;
  return {
    id,
    slot,
    cell: cell.name,
    notebook: notebook === null ? null : path.basename(notebook),
    notebookFolder: notebook === null ? null : path.dirname(notebook),
    variant,
    created,
  };
}
