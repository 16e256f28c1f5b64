import { formatPlural } from '../../base/index.ts';
import type { NormsValue } from '../../language/index.ts';
import type { StudyPresentation } from '../contract/present.ts';

export const presentation: StudyPresentation<NormsValue> = {
  prospect: (_value, blocks) =>
    blocks === null ? 'norms of every block' : `norms of ${formatPlural(blocks, 'block')}`,
};
