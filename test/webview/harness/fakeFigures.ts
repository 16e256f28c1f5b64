import { presentTraining, wholeView } from '../../../src/curves/index.ts';
import type { CellState, Data, FiguresQuery } from '../../../src/protocol/index.ts';
import { presentations } from '../../../src/studies/present.index.ts';
import { normsStudy } from './normsStudy.ts';
import { fakeStudy, fakeTraining, plannedTraining } from './fakeTraining.ts';

/** A cell of the harness: what the host knows of it. */
export interface FakeCell {
  readonly kind: string;
  readonly name: string;
  readonly state: Pick<CellState, 'runs' | 'studied'>;
}

/** What the host would answer of a cell, made from measured runs by the code that the host uses. */
export function answerFigures(
  query: FiguresQuery,
  cells: ReadonlyMap<string, FakeCell>,
  upTo: (run: string) => number,
): Data {
  const cell = 'cell' in query.of ? cells.get(query.of.cell) : undefined;
  const present = presentations.get(cell?.kind ?? '')?.present;
  if (cell === undefined || (present === undefined && cell.kind !== 'train'))
    return { kind: 'none', reason: 'There is nothing to show.' };
  const { runs, studied } = cell.state;
  const trainings = [...runs, ...studied].filter(run => run.kind === 'train');
  const label = (i: number) => (trainings.length > 1 ? `${cell.name}, seed ${i + 1}` : cell.name);
  const { axis, smooth, width, ranges, choices, hidden, frame, selected } = query;
  const view = { ...wholeView, axis, smooth, width, ranges, choices, hidden };
  const trained = trainings.map((run, i) => fakeTraining(run, label(i), upTo));
  if (trained.length === 0 && cell.kind === 'train') trained.push(plannedTraining(cell.name));
  if (present === undefined) return { kind: 'figures', ...presentTraining(trained, view) };
  const presented = present({
    value: null,
    name: cell.name,
    runs: runs
      .filter(run => run.kind !== 'train')
      .map(({ id, slot, cell: label }) => {
        const measured = /^norms of (.*)$/.exec(id)?.[1];
        return fakeStudy(
          id,
          slot,
          label,
          measured === undefined ? undefined : normsStudy(measured),
        );
      }),
    trainings: trained,
    frame,
    selected,
    view,
    bandFactor: 1,
  });
  return { kind: 'figures', ...presented };
}
