export { canRun } from './canRun.ts';
export { chooseCells, type RunKind, type RunnableCell } from './chooseCells.ts';
export {
  checkpointSteps,
  lastCheckpoint,
  listCheckpoints,
  resumePoint,
  type Checkpoint,
} from './checkpoints.ts';
export { cleanEnvironment } from './cleanEnvironment.ts';
export { describeOrigin } from './describeOrigin.ts';
export { resumeRequest } from './resumeRequest.ts';
export { startRun, type StartOptions, type StartedRun } from './startRun.ts';
export { stopRun, type StopOptions } from './stopRun.ts';
export { isUsable, studyRun, type Invocation } from './newRuns.ts';
export { requestsOf, type CellRequests } from './requestsOf.ts';
export { dequeue, enqueue, moveInQueue, queueFolder, readQueue } from './queue/entries.ts';
