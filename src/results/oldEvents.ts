import { stepOfEpoch } from '../theory/index.ts';
import { stepsPerEpochOf } from './plan.ts';
import { firstAbove, joinMetrics, type Chain } from './chain.ts';
import { networkAt } from './networks.ts';
import { networkOf, recipeOf } from './requested.ts';
import type { Growth } from './tables/events.ts';

// Runs of versions that recorded no events: what happened follows from what else they recorded. Nothing else may guess so.

/** A growth is where the number of blocks changes from one step of training to the next. */
export function derivedGrowths(chain: Chain): Growth[] {
  const train = joinMetrics(chain, 'train');
  const blocks = train.column('blocks');
  const steps = train.column('step');
  const network = networkOf(chain.at(-1)?.source.run ?? null);
  const found: Growth[] = [];
  let [before, step] = [NaN, 0];
  for (let i = 0; i < train.length; i++) {
    const now = blocks[i] ?? NaN;
    if (Number.isNaN(now)) continue;
    if (now !== before && !Number.isNaN(before)) {
      const [old, grown] = [networkAt(network, before), networkAt(network, now)];
      found.push({
        step,
        blocks: [before, now],
        h: [old?.step ?? NaN, grown?.step ?? NaN],
        loss: [NaN, NaN],
        accuracy: accuracyAround(chain, step),
      });
    }
    [before, step] = [now, steps[i] ?? 0];
  }
  return found;
}

/** Of the last evaluation up to this step, and the first behind it; on test data, else validation. */
function accuracyAround(chain: Chain, step: number): [number, number] {
  const test = joinMetrics(chain, 'test');
  const evaluations = test.length > 0 ? test : joinMetrics(chain, 'validation');
  const accuracy = evaluations.column('accuracy');
  const behind = firstAbove(evaluations.column('step'), step);
  return [accuracy[behind - 1] ?? NaN, accuracy[behind] ?? NaN];
}

/** Restarts of the rate that have been reached; a growth, which restarts it too, is told as one. */
export function derivedRestarts(chain: Chain): number[] {
  const train = joinMetrics(chain, 'train');
  const recipe = recipeOf(chain.at(-1)?.source.run ?? null);
  const perEpoch = stepsPerEpochOf(train);
  if (recipe?.rate.kind !== 'cosine' || perEpoch === null) return [];
  const last = train.column('step')[train.length - 1] ?? 0;
  const toStep = (epoch: number) => stepOfEpoch(epoch, perEpoch);
  const grown = new Set((recipe.grow?.at ?? []).map(toStep));
  const steps = (Array.isArray(recipe.rate.restarts) ? recipe.rate.restarts : []).map(toStep);
  return steps.filter(step => step < last && !grown.has(step));
}
