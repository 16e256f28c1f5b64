import { studiesAmong, type FindRun, type World } from '../../../results/index.ts';
import type { RunIndex } from '../types.ts';

/** What results have to know of the runs of the stores; without a list of them it is nothing. */
export function worldOf(find: FindRun, list?: Pick<RunIndex, 'runs' | 'find'>): World {
  const runs = () => (list?.runs ?? []).map(({ run }) => run);
  return {
    find,
    aheadOf: id => list?.find(id)?.ahead ?? null,
    studiesOf: (parts, kind) => studiesAmong(runs(), parts, kind),
  };
}
