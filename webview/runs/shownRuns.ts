import type { RunView } from '../../src/protocol/index.ts';
import type { ShownResult } from '../results/result.ts';

/** What a result is of that shows these runs; the same object while they are the same. */
export function shownRuns(
  runs: readonly RunView[],
  as: string,
  others: Omit<ShownResult, 'of' | 'runs'>,
  before: ShownResult | null,
): ShownResult {
  const ids = runs.map(({ id }) => id);
  const of = { runs: ids, as };
  const isSame =
    before !== null &&
    'runs' in before.of &&
    before.of.runs.join() === ids.join() &&
    before.source === others.source;
  return isSame ? before : { ...others, of, runs: [] };
}
