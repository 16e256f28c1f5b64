import { layerDescriptor, type LayerPlan } from '../language/index.ts';
import { layerParameters } from './parameters.ts';
import type { NetworkPlan } from './plan.ts';

/**
 * g of each weight by name, 1/E[f(z)²] of a standard normal z, by which He's law keeps the second
 * moment (He et al., ICCV 2015, eq. 10 and 15): f is the activation that follows the weight on the way
 * through the network, that of the last block for what stands behind the last activation; 1 in a
 * network that has none. A shortcut leads to the sum, whose activation is the next one behind it; a gate
 * has its sigmoid.
 */
export function activationGains(plan: NetworkPlan): ReadonlyMap<string, number> {
  const path = pathOf(plan);
  const gains = new Map<string, number>();
  let next = path.findLast(step => typeof step === 'number') ?? 1;
  for (const step of path.reverse())
    if (typeof step === 'number') next = step;
    else gains.set(step, 1 / next);
  for (const { gate } of plan.blocks)
    if (gate !== undefined)
      for (const name of weightsOf(gate.layer)) gains.set(name, 1 / sigmoidMoment);
  return gains;
}

const sigmoidMoment = layerDescriptor('sigmoid').secondMoment?.({ layer: 'sigmoid' }) ?? 1;

/** Names of weights and second moments of activations, in order of execution. */
function pathOf({ stem, blocks, head, dense }: NetworkPlan): (string | number)[] {
  return [
    ...stem.flatMap(stepsOf),
    ...blocks.flatMap(({ enter = [], branch, shortcut, after }) => [
      ...[...enter, ...branch].flatMap(stepsOf),
      ...(shortcut.kind === 'projection' ? shortcut.layers.flatMap(weightsOf) : []),
      ...after.flatMap(stepsOf),
    ]),
    ...head.flatMap(stepsOf),
    dense.weight.name,
  ];
}

function stepsOf(layer: LayerPlan): (string | number)[] {
  const moment = layerDescriptor(layer.layer).secondMoment?.(layer);
  return moment === undefined ? weightsOf(layer) : [moment];
}

function weightsOf(layer: LayerPlan): string[] {
  return layerParameters(layer)
    .filter(p => p.role === 'weight')
    .map(p => p.name);
}
