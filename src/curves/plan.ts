import type { TrainValue } from '../language/index.ts';
import { learningRate, stepOfEpoch, type Course } from '../theory/index.ts';
import type { Line } from './line.ts';
import type { Abscissa } from './place.ts';
import type { TrainedRun } from './types.ts';

/** What a recipe plans, over an axis. */
export interface Plan {
  /** Where x ends if the run goes through as asked. */
  readonly end: number;
  readonly rate: Line;
}

/** So many points of a plan where no width says it. */
const manyPoints = 2000;

/**
 * The learning rate that the recipe plans, over the axis on which rows of training stand: the rate of the update that makes
 * step s stands at s. Null over time and work, where the end is not known. About two points a pixel; every jump is exact.
 */
export function planOf(run: TrainedRun, axis: Abscissa, width: number): Plan | null {
  const { recipe, stepsPerEpoch: perEpoch } = run;
  if (recipe === null || perEpoch === null || axis === 'seconds' || axis === 'work') return null;
  const course: Course = {
    stepsPerEpoch: perEpoch,
    steps: stepOfEpoch(recipe.epochs, perEpoch),
    warmup: recipe.warmup,
    growths: recipe.grow?.at ?? [],
    restart: recipe.grow?.restart ?? true,
  };
  const most = Number.isFinite(width) ? 2 * Math.floor(width) : manyPoints;
  const steps = stepsToShow(recipe, course, most);
  const toX = (step: number) => (axis === 'step' ? step : step / perEpoch);
  const rates = steps.map(step => learningRate(recipe.rate, course, step - 1));
  if (!rates.every(Number.isFinite)) return null;
  const rate = { x: Float64Array.from(steps, toX), y: Float64Array.from(rates) };
  return { end: toX(course.steps), rate };
}

/** Steps from 1: spread evenly, and both sides of each step at which the rate may jump or turn. */
function stepsToShow(recipe: TrainValue, course: Course, points: number): number[] {
  const most = Math.max(2, Math.min(course.steps, points));
  const evenly = Array.from({ length: most }, (_, i) =>
    Math.round(1 + (i * (course.steps - 1)) / (most - 1)),
  );
  const { rate, warmup } = recipe;
  const turns = [warmup, ...course.growths];
  if (rate.kind === 'cosine') turns.push(...rate.restarts);
  if (rate.kind === 'steps') turns.push(...rate.at);
  const around = turns
    .map(epoch => stepOfEpoch(epoch, course.stepsPerEpoch))
    .flatMap(step => [step, step + 1])
    .filter(step => step >= 1 && step <= course.steps);
  return [...new Set([...evenly, ...around])].sort((a, b) => a - b);
}

/** Multiply-adds of one image forward, by step; both sides of a growth are exact. Null where that is not known. */
export function plannedWork(
  { levels, recipe, stepsPerEpoch: perEpoch }: TrainedRun,
  axis: Abscissa,
): Line | null {
  if (recipe === null || perEpoch === null || levels.length === 0) return null;
  if (axis === 'seconds' || axis === 'work') return null;
  const end = stepOfEpoch(recipe.epochs, perEpoch);
  const reached = levels.filter(({ from }) => from < end);
  // The update that makes step s runs on the network before s.
  const steps = reached.flatMap(({ from }, i) => [from + 1, reached[i + 1]?.from ?? end]);
  return {
    x: Float64Array.from(steps, step => (axis === 'step' ? step : step / perEpoch)),
    y: Float64Array.from(steps, (_, i) => reached[i >> 1]?.multiplyAdds ?? NaN),
  };
}
