import type { Diagnostic } from '../../language/index.ts';
import { explainIrremovable, hasExchangeablePair, irremovableBlocks } from '../../network/index.ts';
import { type Check, fixAt, placeOf, studiedPlan } from '../check.ts';

/** Lesions that the network has no blocks for. */
export const checkLesion: Check<'lesion'> = function* (study, context) {
  const plan = studiedPlan(study, context);
  if (plan === null) return;
  const { cell, value } = study;
  const blocks = plan.blocks.length;
  const tooMany = (key: 'remove' | 'swap', i: number, message: string): Diagnostic => ({
    code: 'lesion.too-many',
    severity: 'error',
    message,
    range: placeOf(cell, [key, i]),
    fix: fixAt(cell, [key, i], String(blocks)),
  });
  if (Array.isArray(value.remove))
    for (const [i, k] of (value.remove as readonly number[]).entries())
      if (k > blocks)
        yield tooMany('remove', i, `The network has ${blocks} blocks, so ${k} cannot be removed.`);
  const [irremovable] = irremovableBlocks(plan.blocks);
  if (value.remove !== null && irremovable !== undefined)
    yield {
      code: 'lesion.plain',
      severity: 'error',
      message: explainIrremovable(irremovable),
      range: placeOf(cell, cell.positions.get(['remove']) ? ['remove'] : ['of']),
    };
  if (value.swap !== null && !hasExchangeablePair(plan))
    yield {
      code: 'lesion.no-pairs',
      severity: 'error',
      message:
        'No two blocks of the network compute the same shape from the same shape, so none can be swapped; remove `swap`.',
      range: placeOf(cell, ['swap']),
    };
};
