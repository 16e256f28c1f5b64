import { formatBytes } from '../base/index.ts';
import {
  networkAtEnd,
  planNetwork,
  summarise,
  trainingMemory,
  type LayerSummary,
} from '../network/index.ts';
import type { RunRequest } from '../record/index.ts';
import { trainingRequest } from './runRequest.ts';
import type { EngineName } from './types.ts';

/** As many as 32 bits address. */
const WASM_BYTES = 2 ** 32;

/**
 * Why an engine cannot do what a run asks, as far as that is known before it is loaded: a sentence with
 * the engine, where in the network and what to do; null where nothing is known against it.
 *
 * @throws UserError if run.json describes no training that any engine can do.
 */
export function whyUnfit(engine: EngineName, request: RunRequest): string | null {
  if (engine !== 'wasm' || request.kind !== 'train') return null;
  const { recipe, network } = trainingRequest(request);
  const last = networkAtEnd(network, recipe);
  const needed = trainingMemory(last, recipe.batch);
  if (needed <= WASM_BYTES) return null;
  const { layers } = summarise(planNetwork(last), recipe.batch);
  const largest = layers.reduce((a, b) => (bytesOf(b) > bytesOf(a) ? b : a));
  return (
    `The engine wasm has 4 GiB at most, and this training needs at least ${formatBytes(needed)}, the ` +
    `most of it for one layer at ${largest.name} (${formatBytes(bytesOf(largest))}). Take ` +
    "`--engine tensorflow` (`reslab engine install`), lower 'batch', or take a smaller network."
  );
}

/** Of maps, weights, gradients and momentum. */
function bytesOf({ activationBytes, trainableParameters }: LayerSummary): number {
  return activationBytes + 12 * trainableParameters;
}
