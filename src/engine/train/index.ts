export { planDigest, type Checkpoint, type Counters } from './checkpoint.ts';
export { loadCheckpoint, saveCheckpoint, type Retention } from './checkpointFiles.ts';
export {
  openLevel,
  type Level,
  type LevelOptions,
  type Runtime,
  type StepResult,
} from './level.ts';
export { train } from './loop.ts';
export { createOptimizer, type Optimizer } from './optimizer.ts';
export { type StepRecipe, type TrainingProgramOptions } from './program.ts';
export type { Progress, TrainEnding, TrainRecord } from './records.ts';
export { findWeights, loadWeights, weightsOfRun } from './startingWeights.ts';
export { emptySlots, initialWeights, type HostState } from './state.ts';
export type { Start, TrainingData, TrainOptions } from './training.ts';
