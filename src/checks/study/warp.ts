import { type Check, networkOf, placeOf, studiedPlan, trainingOf } from '../check.ts';

/** Groups that the network has no blocks for. */
export const checkWarpStudy: Check<'warp'> = function* (study, context) {
  const train = trainingOf(study, context);
  const network = train && networkOf(train, context);
  const plan = studiedPlan(study, context);
  if (network === null || plan === null) return;
  const { cell, value } = study;
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
    message: `No stage of \`${network.cell.name}\` has ${value.group} blocks of one shape with an identity shortcut in a row; it has at most ${longest}. Take a smaller \`group\` or a deeper network.`,
    range: placeOf(cell, cell.positions.get(['group']) ? ['group'] : ['of']),
  };
};
