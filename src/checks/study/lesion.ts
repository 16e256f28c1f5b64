import type { Diagnostic } from '../../language/index.ts';
import type { NetworkPlan } from '../../network/index.ts';
import { type Check, placeOf, studiedPlan } from '../check.ts';

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
  });
  if (Array.isArray(value.remove))
    for (const [i, k] of (value.remove as readonly number[]).entries())
      if (k > blocks)
        yield tooMany('remove', i, `The network has ${blocks} blocks, so ${k} cannot be removed.`);
  const noPairs = swappablePairs(plan) === 0;
  if (value.swap !== null && noPairs)
    yield {
      code: 'lesion.no-pairs',
      severity: 'error',
      message:
        'No two blocks of the network have the same shapes and an identity shortcut, so none can be swapped; remove `swap`.',
      range: placeOf(cell, ['swap']),
    };
};

/** Pairs of blocks that can change places: same shape in and out, identity shortcut. */
function swappablePairs(plan: NetworkPlan): number {
  const groups = new Map<string, number>();
  for (const block of plan.blocks) {
    if (block.shortcut.kind !== 'identity' || block.enter !== undefined) continue;
    const shape = block.out.join('×');
    groups.set(shape, (groups.get(shape) ?? 0) + 1);
  }
  return [...groups.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
}
