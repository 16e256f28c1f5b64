import { RunSource, type World } from '../../src/results/index.ts';
import { chainOf } from '../../src/results/chain.ts';
import { studyRunOf } from '../../src/results/studyRun.ts';
import { RecordedTraining } from '../../src/results/trainingRun.ts';
import { watchRun } from '../../src/store/index.ts';

/** The runs of one store, of which nothing is known but what their folders say. */
export function worldOf(store: string): World {
  const sources = new Map<string, RunSource>();
  return {
    find: id => {
      const source = sources.get(id) ?? new RunSource(id, () => [store], watchRun);
      sources.set(id, source);
      return source;
    },
    aheadOf: () => null,
    studiesOf: () => [],
  };
}

/** A training with all that is recorded of it and of those that it went on from. */
export function trainingIn(store: string, id: string): RecordedTraining {
  const world = worldOf(store);
  for (const { source } of chainOf(world.find(id), world.find)) source.read('metrics', 'events');
  return new RecordedTraining({ id, label: id, slot: 0 }, world);
}

/** A study with all of its rows. */
export function studyIn(store: string, id: string) {
  const world = worldOf(store);
  world.find(id).read('results');
  return studyRunOf({ id, label: id, slot: 0 }, world);
}
