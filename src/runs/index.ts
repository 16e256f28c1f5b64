export { lastCheckpoint, listCheckpoints, resumePoint, type Checkpoint } from './checkpoints.ts';
export { cleanEnvironment } from './cleanEnvironment.ts';
export { describeOrigin } from './describeOrigin.ts';
export { resumeRequest } from './resumeRequest.ts';
export { startRun, type StartOptions, type StartedRun } from './startRun.ts';
export { stopRun, type StopOptions } from './stopRun.ts';
