export { grownStep, growthProvenance, timeSaved } from './growth.ts';
export { kendallTau, kendallTauOfOrder } from './ranks.ts';
export { studentQuantile } from './student.ts';
export { cosineRate, cycleOf, learningRate, leastEpochs, stepOfEpoch } from './schedule.ts';
export type { Course, Schedule } from './schedule.ts';
