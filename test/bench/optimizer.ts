import type { OptimizerValue } from '../../src/language/index.ts';

/** The optimiser of every measured step. */
export const benchOptimizer: OptimizerValue = {
  kind: 'sgd',
  momentum: 0.9,
  nesterov: false,
  decay: 1e-4,
  decayOn: 'weights',
};
