import { largestOf } from '../../base/index.ts';
import type { NetworkValue } from '../../language/index.ts';
import { weightLaws } from '../../network/index.ts';
import { type Check, placeOf } from '../check.ts';
import { formatGrowth } from './growthText.ts';
import { predictVariance, type VariancePrediction, weightGain } from './variance.ts';

/** Our choice: two orders of magnitude in the mean square are said; six blocks that each double it are not. */
const tolerable = 100;

/** States that explode or vanish at the start because nothing normalises them. */
export const checkVariance: Check<'network'> = function* ({ cell, value }, { plan }) {
  const planned = plan(value);
  const blocks = planned.blocks.length;
  const normed = planned.blocks.some(b => b.branch.some(l => l.layer === 'norm'));
  if (normed || blocks === 0) return;
  const prediction = predictVariance(planned);
  if (prediction === null) return;
  const { growth } = prediction;
  const [path] = [['init'], ['norm'], ['block']].filter(p => cell.positions.get(p));
  const range = placeOf(cell, path ?? []);
  const times = formatGrowth(growth);
  if (growth > tolerable && !isOfTaki(value, prediction))
    yield {
      code: 'init.explodes',
      severity: 'warning',
      message: `Without normalisation the mean square of the state is predicted to grow ${times}-fold over ${blocks} blocks at the start; ${againstExplosion(value)}.`,
      range,
    };
  if (growth < 1 / tolerable)
    yield {
      code: 'init.vanishes',
      severity: 'warning',
      message: `Without normalisation the mean square of the state is predicted to shrink to ${times} of itself over ${blocks} blocks at the start${atBorders(prediction)}; ${againstVanishing(value)}.`,
      range,
    };
};

function againstExplosion({ init }: NetworkValue): string {
  return init.kind === 'depth-scaled'
    ? 'write a smaller C, a smaller `step`, or `norm: batch`'
    : 'write `init: depth-scaled 1`, a smaller `step`, or `norm: batch`';
}

/**
 * The network of Taki's experiment, whose ReLU ends the branch: its states grow by the mean that they get
 * in each block, and it trains all the same (arXiv 1709.02956, Figure 2). Hover tells the growth.
 */
function isOfTaki({ init }: NetworkValue, { law }: VariancePrediction): boolean {
  return init.kind === 'depth-scaled' && init.c * (init.scale ?? 1) <= 2 && law?.isBound === true;
}

function againstVanishing({ init, shortcut }: NetworkValue): string {
  const isHe = init.kind === 'he' || init.kind === 'he-uniform';
  return [
    ...(isHe ? [] : ['write `init: he`']),
    ...(shortcut === 'none' ? ['add shortcuts'] : []),
    'or take `norm: batch`',
  ].join(', ');
}

/** What a law without borders would not explain. */
function atBorders({ law, growth }: VariancePrediction): string {
  return law !== null && law.growth > 10 * growth
    ? ` (zero padding takes inputs away at the borders; ${formatGrowth(law.growth)} without them)`
    : '';
}

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
