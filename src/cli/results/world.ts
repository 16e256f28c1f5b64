import { RunSource, studiesAmong, type WatchRun, type World } from '../../results/index.ts';
import type { Run } from '../../store/index.ts';

/** A command reads once. */
const never: WatchRun = () => ({ close: () => undefined });

/** The runs of these stores; of studies those that were listed, oldest first. */
export function worldOfStores(stores: readonly string[], listed: readonly Run[] = []): World {
  const known = new Map<string, RunSource>();
  return {
    find: id => {
      const source = known.get(id) ?? new RunSource(id, () => stores, never);
      known.set(id, source);
      return source;
    },
    aheadOf: () => null,
    studiesOf: (parts, kind) => studiesAmong(listed, parts, kind),
  };
}
