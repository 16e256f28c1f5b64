import { type Check, fixAt, placeOf, studiedPlan } from '../check.ts';

/** Paths that the network does not have. */
export const checkPaths: Check<'paths'> = function* (study, context) {
  const plan = studiedPlan(study, context);
  if (plan === null) return;
  const { cell, value } = study;
  const blocks = plan.blocks.length;
  if (plan.blocks.some(b => b.shortcut.kind === 'none')) {
    yield {
      code: 'paths.plain',
      severity: 'error',
      message:
        'A network without shortcuts is one path, so there are no lengths to compare; study a residual network.',
      range: placeOf(cell, ['of']),
    };
    return;
  }
  if (value.remove >= blocks && value.remove > 0)
    yield {
      code: 'paths.too-long',
      severity: 'error',
      message: `The network has ${blocks} blocks, so ${value.remove} cannot be taken out; take fewer.`,
      range: placeOf(cell, ['remove']),
    };
  const longest = blocks - value.remove;
  for (const [i, length] of (value.lengths ?? []).entries())
    if (length > longest)
      yield {
        code: 'paths.too-long',
        severity: 'error',
        message: `The longest path goes through ${longest} blocks, so none has length ${length}; take at most ${longest}.`,
        range: placeOf(cell, ['lengths', i]),
        fix: fixAt(cell, ['lengths', i], String(longest)),
      };
};
