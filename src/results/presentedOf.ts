import { presentRuns, presentTraining } from '../curves/index.ts';
import type { Presented } from '../figures/index.ts';
import { readStudy, studies, studyOf, type StudyValue } from '../language/index.ts';
import { presentations } from '../studies/present.index.ts';
import type { Asking } from './asking.ts';
import { chainOf } from './chain.ts';
import type { NotShown } from './records/blocks.ts';
import type { RunSource } from './runSource.ts';
import { studyRunOf } from './studyRun.ts';
import { plannedTraining, RecordedTraining } from './trainingRun.ts';
import type { World } from './world.ts';

/** What is shown of it, of tables as far as they were read (`readFor`). */
export function presentedOf(asking: Asking, world: World): Presented | NotShown {
  const { as, name, value, runs, trainings, planned, view } = asking;
  const trained = () => runs.map(run => new RecordedTraining(run, world));
  if (as === 'curves') return presentRuns(trained(), view);
  if (as === 'train')
    return presentTraining(
      runs.length > 0 || planned === null ? trained() : [plannedTraining(planned)],
      view,
    );
  const kind = as === 'comparison' ? comparing : as;
  const presentation = presentations.get(kind);
  if (presentation?.present === undefined)
    return { reason: `Results of '${as}' cannot be shown in this version.` };
  const { frame, selected, bandFactor } = asking;
  return presentation.present({
    ...{ value: knownValue(kind, value) as never, name, view, frame, selected, bandFactor },
    runs: runs.map(run => studyRunOf(run, world)),
    trainings: trainings.map(training => new RecordedTraining(training, world)),
  });
}

/** The study that shows trainings side by side, in a cell or as they were chosen. */
const comparing =
  studies.find(({ isView, needs }) => isView === true && needs.subject === 'runs')?.kind ?? '';

/** The value of a study as this version knows it: one of a run's file may be of another, or of nobody. */
function knownValue(kind: string, value: unknown): StudyValue | null {
  const study = studyOf(kind);
  if (study === undefined) return null;
  const read = readStudy(study, value);
  return 'value' in read ? read.value : null;
}

/** The runs that it is made of, those that they went on from included. */
export function sourcesOf({ runs, trainings }: Asking, { find }: World): RunSource[] {
  const ids = [...runs, ...trainings].map(({ id }) => id);
  const chains = ids.flatMap(id => chainOf(find(id), find).map(part => part.source));
  return [...new Set(chains)];
}

/** Reads what is new of a run that is shown, but for tables that only some figures need: whoever needs them reads them. */
export function readFor(source: RunSource): void {
  if (source.run?.request.kind === 'train') source.read('metrics', 'events');
  else source.read('results');
}
