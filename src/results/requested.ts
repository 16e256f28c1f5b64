import { readNetwork, readRecipe, type NetworkValue, type TrainValue } from '../language/index.ts';
import type { Run } from '../store/index.ts';

/** More blocks than this are a damaged number. */
export const mostBlocks = 100_000;

/** The network that a training's run.json asks for; null where it is none, for the file is not trusted. */
export function networkOf(run: Run | null): NetworkValue | null {
  return readNetwork(run?.request.network?.value);
}

/** The recipe that a training's run.json asks for; null where it is none. */
export function recipeOf(run: Run | null): TrainValue | null {
  return run?.request.kind === 'train' ? readRecipe(run.request.value) : null;
}
