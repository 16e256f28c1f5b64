import type { Diagnostic } from '../../language/index.ts';
import type { Value } from './describe.ts';
import type { CheckedStudy, StudyPresentation } from '../contract/present.ts';

export const presentation: StudyPresentation<Value> = { check };

/** Levels of a training that does not grow, or of a network that cannot. */
function* check({ value, subjects, placeOf }: CheckedStudy<Value>): Iterable<Diagnostic> {
  const [train] = subjects;
  if (train == null) return;
  if (train.recipe.grow === null && value.interpolations === null) {
    yield {
      code: 'levels.none',
      severity: 'error',
      message: `\`${train.name}\` does not grow; give it \`grow\`, or say here how often it would, e.g. \`interpolations: 2\`.`,
      range: placeOf(['of']),
      related: [{ message: 'The training is here.', range: train.nameRange }],
    };
    return;
  }
  const { network } = train;
  const single = network?.value.stages.findIndex(s => s.blocks === 1) ?? -1;
  if (network === null || single === -1 || value.interpolations === null) return;
  yield {
    code: 'grow.one-block',
    severity: 'error',
    message: `Stage ${single + 1} of \`${network.name}\` has one block and cannot grow: the second new block copies the second old one. Give it at least 2 blocks.`,
    range: placeOf(['interpolations']),
    related: [
      { message: 'The stage is here.', range: network.placeOf(['stages', single, 'blocks']) },
    ],
  };
}
