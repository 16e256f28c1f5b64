import { type Check, networkOf, placeOf, trainingOf } from '../check.ts';

/** Levels of a training that does not grow, or of a network that cannot. */
export const checkLevels: Check<'levels'> = function* (study, context) {
  const { cell, value } = study;
  const train = trainingOf(study, context);
  if (train === null) return;
  if (train.value.grow === null && value.interpolations === null) {
    yield {
      code: 'levels.none',
      severity: 'error',
      message: `\`${train.cell.name}\` does not grow; give it \`grow\`, or say here how often it would, e.g. \`interpolations: 2\`.`,
      range: placeOf(cell, ['of']),
      related: [{ message: 'The training is here.', range: train.cell.nameRange }],
    };
    return;
  }
  const network = networkOf(train, context);
  const single = network?.value.stages.findIndex(s => s.blocks === 1) ?? -1;
  if (network === null || single === -1 || value.interpolations === null) return;
  yield {
    code: 'grow.one-block',
    severity: 'error',
    message: `Stage ${single + 1} of \`${network.cell.name}\` has one block and cannot grow: the second new block copies the second old one. Give it at least 2 blocks.`,
    range: placeOf(cell, ['interpolations']),
    related: [
      { message: 'The stage is here.', range: placeOf(network.cell, ['stages', single, 'blocks']) },
    ],
  };
};
