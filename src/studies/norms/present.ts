import { formatPlural } from '../../base/index.ts';
import type { Value } from './describe.ts';
import type { StudyPresentation } from '../contract/present.ts';

export const presentation: StudyPresentation<Value> = {
  prospect: (_value, blocks) =>
    blocks === null ? 'norms of every block' : `norms of ${formatPlural(blocks, 'block')}`,
};
