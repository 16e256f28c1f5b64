import { type Check, fixAt, placeOf } from '../check.ts';

/** Settings of one network that cancel each other. */
export const checkContradictions: Check<'network'> = function* ({ cell, value }, { plan }) {
  const { positions } = cell;
  const stages = positions.get(['stages']);
  if (positions.get(['preset']) !== undefined && stages !== undefined)
    yield {
      code: 'preset.overridden',
      severity: 'warning',
      message:
        'These stages replace those of `preset`, so its depth and width say nothing; remove `stages`, or write the network out without `preset`.',
      range: stages.key ?? stages.value,
      related: [{ message: 'The preset is here.', range: placeOf(cell, ['preset']) }],
    };
  if (value.step === 0)
    yield {
      code: 'step.zero',
      severity: 'warning',
      message:
        'Every residual is multiplied by 0, so no block does or learns anything; write a number above 0, or `rezero` for a learned factor that starts at 0.',
      range: placeOf(cell, ['step']),
      fix: fixAt(cell, ['step'], 'rezero'),
    };
  const endsInZero = value.init.kind === 'zero-last' || value.init.kind === 'fixup';
  if (endsInZero && value.scale?.initial === 0)
    yield {
      code: 'init.dead',
      severity: 'warning',
      message: `Each branch ends in zero and its learned factor starts at zero, so both have no gradient and no block ever learns; write \`init: he\`, or remove \`step\`.`,
      range: placeOf(cell, ['init']),
      related: [{ message: 'The factors start at zero here.', range: placeOf(cell, ['step']) }],
    };
  const written = positions.get(['transition']);
  if (
    value.transition !== undefined &&
    written !== undefined &&
    plan(value).blocks.every(block => block.enter === undefined)
  )
    yield {
      code: 'transition.unused',
      severity: 'warning',
      message:
        'No stage changes the number of filters or the resolution, so the transition never comes; remove `transition`, or give a later stage a `stride`.',
      range: written.key ?? written.value,
    };
  if (
    value.transition !== undefined &&
    value.shortcut === 'projection' &&
    written !== undefined &&
    positions.get(['shortcut']) !== undefined
  )
    yield {
      code: 'transition.shortcut',
      severity: 'warning',
      message:
        'The transition changes the shape before the blocks, so no shortcut needs a projection; remove `transition` or `shortcut`.',
      range: placeOf(cell, ['shortcut']),
      related: [{ message: 'The transition is here.', range: placeOf(cell, ['transition']) }],
    };
};
