import type { ShownRun, StudyRun } from '../studies/contract/present.ts';
import { resultsOf, studiedAxis, studiedBy } from './records/studied.ts';
import { networkOf } from './requested.ts';
import type { ShownAs, World } from './world.ts';

/** A study of a training with all of its rows so far. */
export function studyRunOf(shown: ShownAs, world: World): StudyRun {
  const { find } = world;
  const source = find(shown.id);
  const studied = studiedBy(source, find);
  const results = source.run !== null && studied === null ? noStudy : resultsOf(source);
  const isShown = !('reason' in results);
  return {
    ...shown,
    seed: source.run?.request.variant.seed ?? 0,
    isLive: source.run?.life === 'alive',
    results: isShown ? results : null,
    reason: isShown ? null : results.reason,
    of: studied ?? { run: '', cell: '', step: null },
    axis: studied && studiedAxis(studied, find),
    classes: studied && (networkOf(find(studied.run).run)?.classes ?? null),
  };
}

const noStudy = { reason: 'This run is no study of another run.' };

/** A study of a training, named and coloured as that. */
export function studyRunFor(id: string, { label, slot }: ShownRun, world: World): StudyRun {
  world.find(id).read('results');
  return studyRunOf({ id, label, slot }, world);
}
