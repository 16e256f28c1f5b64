export type { LayerPlan, ParameterPlan } from '../language/index.ts';
export { presetNetwork, type PresetOptions } from '../language/index.ts';
export { growNetwork } from './growNetwork.ts';
export { blockParameters, countParameters, layerParameters, planParameters } from './parameters.ts';
export { outputOf, planNetwork } from './planNetwork.ts';
export type * from './plan.ts';
export { findNetworkProblems, type NetworkProblem, type ValuePath } from './problems.ts';
export { summarise } from './summarise.ts';
export type * from './summary.ts';
