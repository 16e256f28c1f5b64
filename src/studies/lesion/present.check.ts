import type { Diagnostic } from '../../language/index.ts';
import {
  canReorder,
  countExchangeablePairs,
  explainIrremovable,
  irremovableBlocks,
} from '../../network/index.ts';
import type { CheckedStudy } from '../contract/present.ts';
import type { Value } from './describe.ts';

/** Lesions that the network has no blocks for. */
export function* checkLesion(study: CheckedStudy<Value>): Iterable<Diagnostic> {
  const { value, placeOf, fixAt } = study;
  const plan = study.subjects[0]?.plan ?? null;
  if (plan === null) return;
  const blocks = plan.blocks.length;
  if (value.remove !== null && value.remove !== 'each')
    for (const [i, k] of value.remove.entries())
      if (k !== 'each' && k > blocks)
        yield {
          code: 'lesion.too-many',
          severity: 'error',
          message: `The network has ${blocks} blocks, so ${k} cannot be removed.`,
          range: placeOf(['remove', i]),
          fix: fixAt(['remove', i], String(blocks)),
        };
  const [irremovable] = irremovableBlocks(plan.blocks);
  if (value.remove !== null && irremovable !== undefined)
    yield {
      code: 'lesion.plain',
      severity: 'error',
      message: explainIrremovable(irremovable),
      range: placeOf(study.has(['remove']) ? ['remove'] : ['of']),
    };
  if (value.swap === null) return;
  const pairs = countExchangeablePairs(plan);
  if (pairs === 0) {
    yield {
      code: 'lesion.no-pairs',
      severity: 'error',
      message:
        'No two blocks of the network compute the same shape from the same shape, so none can be swapped; remove `swap`.',
      range: placeOf(['swap']),
    };
    return;
  }
  for (const [i, count] of value.swap.entries())
    if (!canReorder(pairs, count))
      yield {
        code: 'lesion.same-order',
        severity: 'warning',
        message: `Only one pair of blocks can change places, and ${count} swaps of it leave the order as it was; take an odd number.`,
        range: placeOf(['swap', i]),
        fix: fixAt(['swap', i], String(count - 1)),
      };
}
