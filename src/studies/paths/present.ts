import type { Diagnostic } from '../../language/index.ts';
import type { Value } from './describe.ts';
import type { CheckedStudy, StudyPresentation } from '../contract/present.ts';

export const presentation: StudyPresentation<Value> = { check };

/** Paths that the network does not have. */
function* check(study: CheckedStudy<Value>): Iterable<Diagnostic> {
  const { value, placeOf, fixAt } = study;
  const plan = study.subjects[0]?.plan ?? null;
  if (plan === null) return;
  const blocks = plan.blocks.length;
  if (plan.blocks.some(b => b.shortcut.kind === 'none')) {
    yield {
      code: 'paths.plain',
      severity: 'error',
      message:
        'A network without shortcuts is one path, so there are no lengths to compare; study a residual network.',
      range: placeOf(['of']),
    };
    return;
  }
  if (value.remove >= blocks && value.remove > 0)
    yield {
      code: 'paths.too-long',
      severity: 'error',
      message: `The network has ${blocks} blocks, so ${value.remove} cannot be taken out; take fewer.`,
      range: placeOf(['remove']),
    };
  const longest = blocks - value.remove;
  for (const [i, length] of (value.lengths ?? []).entries())
    if (length > longest)
      yield {
        code: 'paths.too-long',
        severity: 'error',
        message: `The longest path goes through ${longest} blocks, so none has length ${length}; take at most ${longest}.`,
        range: placeOf(['lengths', i]),
        fix: fixAt(['lengths', i], String(longest)),
      };
}
