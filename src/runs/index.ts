export { forkRequest } from './forkRequest.ts';
export { soundCells, type Soundness } from './soundCells.ts';
export { chooseCells, type RunKind, type RunnableCell } from './chooseCells.ts';
export { declareLost } from './declareLost.ts';
export { describeOrigin } from './describeOrigin.ts';
export { askedData, findData, type DataChoice } from './data/findData.ts';
export { crashedTooEarly, retryRequest } from './retryRequest.ts';
export { resumeRemark, resumeRequest } from './resumeRequest.ts';
export { startRun, type EngineOptions, type StartOptions, type StartedRun } from './startRun.ts';
export { askToStop, stopRun, type StopOptions } from './stopRun.ts';
export {
  isFinished,
  isUsable,
  startingFrom,
  studyRun,
  trainingRuns,
  type Invocation,
} from './newRuns.ts';
export { requestsOf, type CellRequests } from './requestsOf.ts';
export { drainQueue, type DrainOptions } from './queue/drain.ts';
export { queueCells, queueNeeds, type Queued } from './queue/queueCells.ts';
export { startDrainer, type DrainerOptions } from './queue/startDrainer.ts';
