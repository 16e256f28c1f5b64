import { leadingParent } from '../../../record/index.ts';
import type { FindRun, World } from '../../../results/index.ts';
import type { RunIndex } from '../types.ts';

/** What results have to know of the runs of the stores; without a list of them it is nothing. */
export function worldOf(find: FindRun, list?: Pick<RunIndex, 'runs' | 'find'>): World {
  return {
    find,
    aheadOf: id => list?.find(id)?.ahead ?? null,
    studiesOf: (parts, kind) => {
      const found = (list?.runs ?? []).flatMap(({ run }) => {
        const parent = run.request.kind === kind ? leadingParent(run.request) : null;
        const part = parent === null ? -1 : parts.indexOf(parent.run);
        return part < 0 ? [] : [{ id: run.id, part }];
      });
      // A study of an earlier part is of another state of the network, but better than none; runs are in the order of their making.
      return found
        .reverse()
        .sort((a, b) => b.part - a.part)
        .map(({ id }) => id);
    },
  };
}
