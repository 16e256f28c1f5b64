import { formatPlural } from '../../base/index.ts';
import type { Value } from './describe.ts';
import type { StudyPresentation } from '../contract/present.ts';
import { checkLesion } from './present.check.ts';

export const presentation: StudyPresentation<Value> = {
  check: checkLesion,
  prospect: ({ remove, swap, repeats }, blocks) => {
    const parts: string[] = [];
    if (remove === 'each')
      parts.push(blocks === null ? 'the removal of each block' : formatPlural(blocks, 'removal'));
    else if (remove !== null) parts.push(formatPlural(remove.length * repeats, 'random removal'));
    if (swap !== null) parts.push(formatPlural(swap.length * repeats, 'reordering'));
    return parts.join(' and ');
  },
};
