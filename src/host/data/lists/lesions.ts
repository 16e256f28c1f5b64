import { leadingParent } from '../../../record/index.ts';
import type { IndexedRun } from '../types.ts';
import type { RunChain } from '../../../results/index.ts';

/** Of a training the newest study that took each of its blocks out in turn, by its id; else null. */
export type LesionOf = (training: RunChain) => string | null;

/** `runs` are in the order of their making. */
export function lesionsAmong(runs: readonly IndexedRun[]): LesionOf {
  const newest = new Map<string, IndexedRun>();
  for (const each of runs) {
    const parent = leadingParent(each.run.request);
    if (parent !== null && isOfEachBlock(each)) newest.set(`${each.store}\n${parent.run}`, each);
  }
  // A study of an earlier part is of another state of the network, but better than none.
  return training => {
    const found = training.flatMap(({ store, run }) => newest.get(`${store}\n${run.id}`) ?? []);
    return found.at(-1)?.run.id ?? null;
  };
}

/** One that has a result, or may have one soon. */
function isOfEachBlock({ run }: IndexedRun): boolean {
  const { kind, value } = run.request;
  if (kind !== 'lesion' || typeof value !== 'object' || value === null) return false;
  if (!('remove' in value) || value.remove !== 'each') return false;
  return run.life === 'alive' || run.ending?.ending === 'finished';
}
