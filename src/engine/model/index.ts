export type { BlockNorms } from './blockNorms.ts';
export { maskInputs, maskValues } from './dropout.ts';
export { evaluation } from './evaluation.ts';
export { forward } from './forward.ts';
export { initialise, type ParameterValues } from './initialise.ts';
export {
  lossAndGradients,
  watched,
  type LossAndGradients,
  type LossOptions,
} from './lossAndGradients.ts';
export { clipWeightNorm } from './maxNorm.ts';
export { planParameters as parameters } from '../../network/index.ts';
export type { BlockProbe, ForwardOptions, ForwardResult, Ops } from './types.ts';
