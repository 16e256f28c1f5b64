import type { Diagnostic } from '../../language/index.ts';
import type { Value } from './describe.ts';
import type { CheckedStudy, StudyPresentation } from '../contract/present.ts';

export const presentation: StudyPresentation<Value> = { check };

/** Groups that the network has no blocks for. */
function* check(study: CheckedStudy<Value>): Iterable<Diagnostic> {
  const { value, placeOf } = study;
  const { network, plan } = study.subjects[0] ?? { network: null, plan: null };
  if (network === null || plan === null) return;
  const longest = Math.max(
    0,
    ...network.value.stages.map(
      (_, s) => plan.blocks.filter(b => b.stage === s + 1 && b.shortcut.kind === 'identity').length,
    ),
  );
  if (longest >= value.group) return;
  yield {
    code: 'warp.group',
    severity: 'error',
    message: `No stage of \`${network.name}\` has ${value.group} blocks of one shape with an identity shortcut in a row; it has at most ${longest}. Take a smaller \`group\` or a deeper network.`,
    range: placeOf(study.has(['group']) ? ['group'] : ['of']),
  };
}
