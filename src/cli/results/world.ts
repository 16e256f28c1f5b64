import { RunSource, type WatchRun, type World } from '../../results/index.ts';

/** A command reads once. */
const never: WatchRun = () => ({ close: () => undefined });

/** The runs of these stores. */
export function worldOfStores(stores: readonly string[]): World {
  const known = new Map<string, RunSource>();
  return {
    find: id => {
      const source = known.get(id) ?? new RunSource(id, () => stores, never);
      known.set(id, source);
      return source;
    },
    aheadOf: () => null,
    studiesOf: () => [],
  };
}
