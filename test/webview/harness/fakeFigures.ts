import { namesOf } from '../../../src/base/index.ts';
import { presentRuns, presentTraining, wholeView } from '../../../src/curves/index.ts';
import type { Presented } from '../../../src/figures/index.ts';
import type { Data, FiguresQuery, RunView } from '../../../src/protocol/index.ts';
import type { TrainingRun } from '../../../src/studies/contract/present.ts';
import { presentations } from '../../../src/studies/present.index.ts';
import { normsStudy } from './normsStudy.ts';
import { fakeStudy, fakeTraining, plannedTraining } from './fakeTraining.ts';

/** A cell of the harness, or runs that are shown as one: what the host knows of it. */
export interface FakeCell {
  readonly kind: string;
  readonly name: string;
  readonly runs: readonly RunView[];
  /** The trainings that it is of. */
  readonly studied: readonly RunView[];
}

/** What the host would answer of a cell, made from measured runs by the code that the host uses. */
export function answerFigures(
  query: FiguresQuery,
  { kind, name, runs, studied }: FakeCell,
  upTo: (run: string) => number,
): Data {
  const trainings = [...runs, ...studied].filter(run => run.kind === 'train');
  const labels = namesOf(trainings);
  const trained = trainings.map(run => fakeTraining(run, labels.get(run.id) ?? run.cell, upTo));
  const { axis, smooth, width, ranges, choices, hidden, frame, selected } = query;
  const view = { ...wholeView, axis, smooth, width, ranges, choices, hidden };
  const presented = ((): Presented | undefined => {
    if (kind === 'curves') return presentRuns(trained, view);
    if (kind === 'train') return presentTraining(orPlanned(trained, name), view);
    return presentations.get(kind)?.present?.({
      ...{ value: null, name, trainings: trained, frame, selected, view, bandFactor: 1 },
      runs: runs
        .filter(run => run.kind !== 'train')
        .map(({ id, slot, cell }) => fakeStudy(id, slot, cell, normsStudy(id))),
    });
  })();
  if (presented === undefined) return { kind: 'none', reason: 'There is nothing to show.' };
  return { kind: 'figures', ...presented };
}

const orPlanned = (trained: readonly TrainingRun[], name: string) =>
  trained.length > 0 ? trained : [plannedTraining(name)];
