import type { TrainedRun } from './types.ts';

/** The backward pass takes products with the weights and with the inputs: as much twice over as the forward pass. */
const passes = 3;

/**
 * Multiply-adds of all updates that make so many steps, forward and backward counted as three forward passes; each level of a
 * network that grows at its own price. NaN where what a network costs is not known. `steps` ascend.
 */
export function workBySteps(
  { levels, recipe }: Pick<TrainedRun, 'levels' | 'recipe'>,
  steps: Float64Array,
): Float64Array {
  const work = new Float64Array(steps.length);
  if (levels.length === 0 || recipe === null) return work.fill(NaN);
  const perImage = passes * recipe.batch;
  let [level, sum] = [0, 0];
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] ?? NaN;
    let next = levels[level + 1];
    while (next !== undefined && next.from < step) {
      const { from, multiplyAdds } = levels[level] ?? next;
      sum += (next.from - from) * multiplyAdds;
      level += 1;
      next = levels[level + 1];
    }
    const { from, multiplyAdds } = levels[level] ?? { from: 0, multiplyAdds: NaN };
    work[i] = perImage * (sum + (step - from) * multiplyAdds);
  }
  return work;
}
