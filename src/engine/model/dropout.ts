import { Random } from '../../base/index.ts';
import type { NetworkPlan } from '../../network/index.ts';
import type { TensorSpec } from '../compile/index.ts';

/** Which blocks a training step keeps: 1 or 0 for each, [L]. Among the masks where there is stochastic depth. */
export const depthGates = 'depth_gates';

/** The dropout masks that a training function of this network takes as inputs, by layer name. */
export function maskInputs(plan: NetworkPlan, batch: number): Record<string, TensorSpec> {
  const masks = dropoutLayers(plan).map(
    l => [l.name, { shape: [batch, ...l.in], dtype: 'float32' as const }] as const,
  );
  const gates = { shape: [plan.blocks.length], dtype: 'float32' as const };
  return Object.fromEntries<TensorSpec>(
    hasStochasticDepth(plan) ? [...masks, [depthGates, gates]] : masks,
  );
}

/**
 * Mask values of one step, 0 with probability p, else 1/(1-p); layer and step name the stream, so
 * that a resumed run drops what the uninterrupted one would have dropped.
 */
export function maskValues(
  plan: NetworkPlan,
  batch: number,
  seed: number,
  step: number,
): Record<string, Float32Array> {
  const masks = dropoutLayers(plan).map(({ name, rate, in: shape }) => {
    const random = Random.of(seed, 'dropout', name, step);
    const limit = rate * 4294967296;
    const kept = 1 / (1 - rate);
    const values = new Float32Array(batch * shape[0] * shape[1] * shape[2]);
    for (let i = 0; i < values.length; i++) values[i] = random.uint32() < limit ? 0 : kept;
    return [name, values] as const;
  });
  if (!hasStochasticDepth(plan)) return Object.fromEntries(masks);
  const random = Random.of(seed, 'stochastic depth', step);
  const gates = plan.blocks.map(b => (random.float() < (b.survival ?? 1) ? 1 : 0));
  return Object.fromEntries([...masks, [depthGates, Float32Array.from(gates)]]);
}

function hasStochasticDepth({ blocks }: NetworkPlan): boolean {
  return blocks.some(b => b.survival !== undefined);
}

function dropoutLayers(plan: NetworkPlan) {
  const blocks = plan.blocks.flatMap(b => [...(b.enter ?? []), ...b.branch, ...b.after]);
  return [...plan.stem, ...blocks, ...plan.head].filter(l => l.layer === 'dropout');
}
