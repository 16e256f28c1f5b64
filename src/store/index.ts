export { standingOfChain } from './chainStanding.ts';
export { seal } from './checkpointDigest.ts';
export {
  checkpointName,
  checkpointSteps,
  lastCheckpoint,
  lastIntactCheckpoint,
  listCheckpoints,
  resumePoint,
  stepsIn,
  tornCheckpoints,
  type CheckpointFile,
} from './checkpoints.ts';
export { crashEnding } from './crashEnding.ts';
export { createRun, type NewRun } from './createRun.ts';
export { fingerprintOfRun, readDataRecord, writeDataRecord } from './dataRecord.ts';
export { deviceMemoryBytes } from './deviceMemory.ts';
export {
  findStore,
  findStoreToWrite,
  isStore,
  lookForStore,
  storeName,
  type FoundStore,
} from './findStore.ts';
export { describeProcess, type EngineFacts } from './describeProcess.ts';
export { recordEngine } from './launch.ts';
export { listRuns, type RunList } from './listRuns.ts';
export { byAge } from './order.ts';
export { readRun, type Run } from './readRun.ts';
export { checkNewRunFolder, checkRunFolder, refuseForeignFolder } from './runFolder.ts';
export { decodeTensors, readTensorFile } from './tensorFile.ts';
export { stampOf, watchRun, type WatchOptions } from './watchRun.ts';
export { writeEnding, type NewEnding } from './writeEnding.ts';
