import type { TrainValue } from '../../language/index.ts';
import { stepOfEpoch, type Course } from '../../theory/index.ts';

/** A recipe in steps. */
export function courseOf(
  recipe: Pick<TrainValue, 'epochs' | 'warmup' | 'grow'>,
  stepsPerEpoch: number,
): Course {
  return {
    stepsPerEpoch,
    steps: stepOfEpoch(recipe.epochs, stepsPerEpoch),
    warmup: recipe.warmup,
    growths: recipe.grow?.at ?? [],
  };
}

/** How many growths should have happened before the step that follows `step` steps done. */
export function growthsDue(course: Course, step: number): number {
  return course.growths.filter(epoch => stepOfEpoch(epoch, course.stepsPerEpoch) <= step).length;
}

/**
 * Whether something that happens every `epochs` epochs (fractions allowed) happens after `step`
 * steps, and so at the end of the training. 0: only at the end.
 */
export function isDue(course: Course, epochs: number, step: number): boolean {
  if (step === 0) return false;
  if (step === course.steps) return true;
  const interval = epochs * course.stepsPerEpoch;
  return interval > 0 && Math.round(Math.round(step / interval) * interval) === step;
}
