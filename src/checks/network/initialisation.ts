import { formatCount, largestOf } from '../../base/index.ts';
import { weightLaws } from '../../network/index.ts';
import { type Check, placeOf } from '../check.ts';
import { predictedGrowth, weightGain } from './variance.ts';

/** Our choice: two orders of magnitude in the mean square are said; six blocks that each double it are not. */
const tolerable = 100;

/** States that explode or vanish at the start because nothing normalises them. */
export const checkVariance: Check<'network'> = function* ({ cell, value }, { plan }) {
  const planned = plan(value);
  const blocks = planned.blocks.length;
  const normed = planned.blocks.some(b => b.branch.some(l => l.layer === 'norm'));
  if (normed || blocks === 0) return;
  const growth = predictedGrowth(planned);
  const [path] = [['init'], ['norm'], ['block']].filter(p => cell.positions.get(p));
  const range = placeOf(cell, path ?? []);
  const times =
    growth < 1e9 && growth > 1 ? formatCount(growth) : growth.toExponential(1).replace('e+', 'e');
  if (growth > tolerable)
    yield {
      code: 'init.explodes',
      severity: 'warning',
      message: `Without normalisation the mean square of the state is predicted to grow ${times}-fold over ${blocks} blocks at the start; write \`init: depth-scaled 1\`, a smaller \`step\`, or \`norm: batch\`.`,
      range,
    };
  if (growth < 1 / tolerable)
    yield {
      code: 'init.vanishes',
      severity: 'warning',
      message: `Without normalisation the mean square of the state is predicted to shrink to ${times} of itself over ${blocks} blocks at the start; write \`init: he\`, add shortcuts, or \`norm: batch\`.`,
      range,
    };
};

/** A max-norm below the norm that weights have at the start changes the initialisation. */
export const checkMaxNorm: Check<'network'> = function* ({ cell, value }, { plan }) {
  const limit = value.maxNorm;
  if (limit === null) return;
  const planned = plan(value);
  const convs = planned.blocks
    .flatMap(b => b.branch)
    .filter(l => l.layer === 'conv' || l.layer === 'dense');
  const lawOf = weightLaws(planned);
  const norms = convs.map(c => Math.sqrt(weightGain(c.weight, lawOf)));
  const largest = largestOf(norms, 0);
  // Rows scatter around their expected norm; a limit at that norm would clip half of them.
  if (limit >= largest) return;
  yield {
    code: 'max-norm.clips',
    severity: 'warning',
    message: `Weights of a unit have an L2 norm of about ${largest.toFixed(2)} at the start, so \`max-norm: ${limit}\` clips them at step 0; take a value above that.`,
    range: placeOf(cell, ['max-norm']),
    fix: { text: String(Math.ceil(largest)) },
  };
};
