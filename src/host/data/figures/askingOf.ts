import { limits } from '../../../base/index.ts';
import { type Notebook } from '../../../language/index.ts';
import type { CellState, FiguresQuery, RunView } from '../../../protocol/index.ts';
import { askingOfCell, shownAs, type Asking, type NotShown } from '../../../results/index.ts';

/** What a notebook says of a cell whose figures are asked for. */
export interface AskedNotebook {
  readonly notebook: Notebook;
  readonly path: string | null;
  /** `NotebookCell.key` of each cell of `notebook.cells`. */
  readonly keys: readonly string[];
  readonly states: readonly CellState[];
  readonly bandFactor: number;
}

/** What a page asks of a cell, in terms of runs. */
export function askingOfQuery(query: FiguresQuery, asked: AskedNotebook): Asking | NotShown {
  const key = 'cell' in query.of ? query.of.cell : '';
  const index = asked.keys.indexOf(key);
  const cell = asked.notebook.cells[index];
  const state = asked.states.find(each => each.cell === key);
  if (cell?.kind == null || state === undefined)
    return { reason: 'The cell is not in the notebook any more.' };
  const all = [...state.runs, ...state.variants];
  const runs = query.runs.length === 0 ? state.runs : all.filter(r => query.runs.includes(r.id));
  return {
    ...askingOfCell({
      cell,
      notebook: asked.notebook,
      path: asked.path,
      runs,
      trainings: state.studied,
      isOutOfDate: state.outOfDate !== null,
    }),
    ...looksOf(query, asked.bandFactor),
  };
}

/** What a page asks of runs that were chosen: as a study shows its own and its trainings, or as curves. */
export function askingOfRuns(
  query: FiguresQuery,
  views: readonly RunView[],
  bandFactor: number,
): Asking {
  const as = 'as' in query.of ? query.of.as : '';
  const trainings = views.filter(({ kind }) => kind === 'train');
  const isCurves = as === 'curves' || as === 'train';
  return {
    as,
    name: '',
    value: null,
    runs: shownAs(isCurves ? trainings : views.filter(({ kind }) => kind === as)),
    trainings: isCurves ? [] : shownAs(trainings),
    planned: null,
    ...looksOf(query, bandFactor),
  };
}

/** Sizes come from a page: none is so large that an answer takes long. */
function looksOf(
  { axis, smooth, width, ranges, frame, selected, choices, hidden }: FiguresQuery,
  bandFactor: number,
): Pick<Asking, 'view' | 'frame' | 'selected' | 'bandFactor'> {
  const pixels = Math.min(limits.figurePixels, Math.max(1, width));
  const factor = smooth === null ? null : Math.min(0.99, Math.max(0, smooth));
  const view = { axis, smooth: factor, width: pixels, ranges, choices, hidden };
  return { view, frame, selected, bandFactor };
}
