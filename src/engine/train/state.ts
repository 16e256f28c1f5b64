import { defined } from '../../base/index.ts';
import { planParameters, type NetworkPlan } from '../../network/index.ts';
import { initialise } from '../model/index.ts';
import type { Optimizer } from './optimizer.ts';
import type { HostTensor } from '../../record/index.ts';

/** Weights, running statistics and optimiser slots by name, outside of any runtime. */
export type HostState = Readonly<Record<string, HostTensor>>;

/** Weights and running statistics as the plan's initialisation and the seed give them. */
export function initialWeights(plan: NetworkPlan, seed: number): HostState {
  return Object.fromEntries(
    Object.entries(initialise(plan, seed)).map(([name, { shape, values }]) => [
      name,
      { dtype: 'float32' as const, shape, values },
    ]),
  );
}

/** The optimiser's slots before its first update. */
export function emptySlots(plan: NetworkPlan, optimizer: Optimizer): HostState {
  const trainable = planParameters(plan).filter(p => p.trainable);
  return Object.fromEntries(
    Object.entries(optimizer.init(trainable)).map(([name, shape]) => [
      name,
      {
        dtype: 'float32' as const,
        shape,
        values: new Float32Array(shape.reduce((a, b) => a * b, 1)),
      },
    ]),
  );
}

/** The entry of this name, which must exist. */
export function entryOf(state: HostState, name: string): HostTensor {
  return defined(state[name], `tensor ${name}`);
}
