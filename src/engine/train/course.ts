import { formatPlural, UserError } from '../../base/index.ts';
import type { TrainValue } from '../../language/index.ts';
import { leastEpochs, stepOfEpoch, type Course } from '../../theory/index.ts';

/**
 * A recipe in steps.
 *
 * @throws UserError `train.no-step` if it is over before its first step.
 */
export function courseOf(
  recipe: Pick<TrainValue, 'epochs' | 'warmup' | 'grow'>,
  stepsPerEpoch: number,
): Course {
  const steps = stepOfEpoch(recipe.epochs, stepsPerEpoch);
  if (steps < 1)
    throw new UserError(
      'train.no-step',
      `epochs: ${recipe.epochs} of ${formatPlural(stepsPerEpoch, 'step')} each is less than half a step, so nothing would be trained. Write at least ${leastEpochs(stepsPerEpoch)}.`,
    );
  return {
    stepsPerEpoch,
    steps,
    warmup: recipe.warmup,
    growths: recipe.grow?.at ?? [],
    restart: recipe.grow?.restart ?? true,
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
