export type { LayerPlan, ParameterPlan } from '../language/index.ts';
export { presetNetwork, type PresetOptions } from '../language/index.ts';
export { diffNetworks, formatChange, type NetworkChange } from './diffNetworks.ts';
export {
  canReorder,
  countExchangeablePairs,
  exchangeablePairs,
  movingParameters,
} from './exchange.ts';
export {
  countBlocks,
  grownNetwork,
  growNetwork,
  networkAtEnd,
  networkWithBlocks,
} from './growNetwork.ts';
export { blockParameters, countParameters, layerParameters, planParameters } from './parameters.ts';
export { explainIrremovable, irremovableBlocks, type Padding, standIn } from './joins.ts';
export { formatNetwork, renderNetwork } from './networkText.ts';
export { planNetwork } from './planNetwork.ts';
export type * from './plan.ts';
export type { NetworkProblem, ValuePath } from './problem.ts';
export { findNetworkProblems } from './problems.ts';
export { summarise } from './summarise.ts';
export { trainingMemory } from './trainingMemory.ts';
export type * from './summary.ts';
export { weightLaws, zeroAtStart, type Law } from './weightLaws.ts';
