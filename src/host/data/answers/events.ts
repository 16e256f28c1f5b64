import { endingReason } from '../../../record/index.ts';
import type { CurveAxis, RunEvent } from '../../../protocol/index.ts';
import { stepOfEpoch } from '../../../theory/index.ts';
import { firstAbove, joinMetrics, type Chain, type Joined } from '../chain.ts';
import { networkAt } from '../networks.ts';
import { networkOf, recipeOf } from '../requested.ts';
import { stepsPerEpochOf } from './plan.ts';

/** What happened in a chain of trainings, by step, at its place on this axis. */
export function eventsOf(chain: Chain, axis: CurveAxis): RunEvent[] {
  const train = joinMetrics(chain, 'train');
  const place = placer(train, axis);
  const found = [
    ...growths(chain, train, place),
    ...resumes(chain, place),
    ...restarts(chain, train, place),
    ...failure(chain, train, place),
  ];
  return found.sort((a, b) => a.step - b.step);
}

type Placer = (step: number) => number;

/** x of the moment at which this many steps were done. */
function placer(train: Joined, axis: CurveAxis): Placer {
  const steps = train.column('step');
  const x = train.column(axis);
  return step => {
    if (axis === 'step') return step;
    const index = firstAbove(steps, step) - 1;
    return index < 0 ? 0 : (x[index] ?? 0);
  };
}

function growths(chain: Chain, train: Joined, place: Placer): RunEvent[] {
  const blocks = train.column('blocks');
  const steps = train.column('step');
  const network = networkOf(chain.at(-1)?.source.run ?? null);
  const found: RunEvent[] = [];
  let [before, beforeStep] = [NaN, 0];
  for (let i = 0; i < train.length; i++) {
    const now = blocks[i] ?? NaN;
    if (Number.isNaN(now)) continue;
    if (now !== before && !Number.isNaN(before)) {
      const [old, grown] = [networkAt(network, before), networkAt(network, now)];
      found.push({
        x: place(beforeStep),
        step: beforeStep,
        event: 'growth',
        from: old?.axis.blocks ?? [before],
        to: grown?.axis.blocks ?? [now],
        stepSize: [old?.step ?? NaN, grown?.step ?? NaN],
        accuracy: accuracyAround(chain, beforeStep),
      });
    }
    [before, beforeStep] = [now, steps[i] ?? 0];
  }
  return found;
}

/** Of the last evaluation up to this step, and the first behind it; on test data, else validation. */
function accuracyAround(chain: Chain, step: number): [number | null, number | null] {
  const test = joinMetrics(chain, 'test');
  const evaluations = test.length > 0 ? test : joinMetrics(chain, 'validation');
  const accuracy = evaluations.column('accuracy');
  const behind = firstAbove(evaluations.column('step'), step);
  const at = (i: number) => (Number.isFinite(accuracy[i]) ? (accuracy[i] ?? null) : null);
  return [at(behind - 1), at(behind)];
}

function resumes(chain: Chain, place: Placer): RunEvent[] {
  return chain.flatMap(({ source, from }, i) => {
    const run = source.run;
    if (i === 0 || run === null) return [];
    const time = run.process?.started ?? run.request.created;
    const byItself = run.request.retry === 'used';
    return [
      { x: place(from), step: from, event: 'resume' as const, time, run: source.id, byItself },
    ];
  });
}

/** Restarts of the rate that have been reached; a growth, which restarts it too, is told as one. */
function restarts(chain: Chain, train: Joined, place: Placer): RunEvent[] {
  const recipe = recipeOf(chain.at(-1)?.source.run ?? null);
  const perEpoch = stepsPerEpochOf(train);
  if (recipe?.rate.kind !== 'cosine' || perEpoch === null) return [];
  const last = train.column('step')[train.length - 1] ?? 0;
  const toStep = (epoch: number) => stepOfEpoch(epoch, perEpoch);
  const grown = new Set(recipe.grow?.restart === false ? [] : recipe.grow?.at.map(toStep));
  const steps = (Array.isArray(recipe.rate.restarts) ? recipe.rate.restarts : []).map(toStep);
  return steps
    .filter(step => step < last && !grown.has(step))
    .map(step => ({ x: place(step), step, event: 'restart' as const }));
}

function failure(chain: Chain, train: Joined, place: Placer): RunEvent[] {
  const ending = chain.at(-1)?.source.run?.ending ?? null;
  if (ending?.ending !== 'failed' && ending?.ending !== 'crashed') return [];
  const last = train.column('step')[train.length - 1] ?? 0;
  const step = (ending.ending === 'failed' ? ending.step : null) ?? last;
  return [{ x: place(step), step, event: 'failure', message: endingReason(ending) }];
}
