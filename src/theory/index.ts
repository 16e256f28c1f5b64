export { bandHalfWidth, residualsAfterGrowth } from './blockNorms.ts';
export { grownStep, growthProvenance, timeSaved } from './growth.ts';
export { type MeanInterval, meanInterval, pairedInterval, unpairedInterval } from './intervals.ts';
export { kendallTau, kendallTauOfOrder } from './ranks.ts';
export { studentQuantile } from './student.ts';
export { cosineRate, cycleOf, learningRate, leastEpochs, stepOfEpoch } from './schedule.ts';
export type { Course } from './schedule.ts';
export {
  activated,
  combined,
  connected,
  convolved,
  diluted,
  evened,
  evenMoments,
  leakyReluMoments,
  meanSquare,
  meanVariance,
  momentsOf,
  normalised,
  pooled,
  smoothActivations,
} from './moments.ts';
export type { Activation, Moments, Sliding } from './moments.ts';
export { type LawBlock, varianceLaw } from './taki.ts';
