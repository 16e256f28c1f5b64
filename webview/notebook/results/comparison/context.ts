import type { RunView } from '../../../../src/protocol/index.ts';
import type { ResultContext } from '../../../base/context.ts';

/** What a comparison of runs works with. */
export interface ComparisonContext extends Pick<
  ResultContext,
  'source' | 'selection' | 'exportFile'
> {
  /** The first is what the others are compared with. */
  readonly runs: readonly RunView[];
}
