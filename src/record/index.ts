export * from './schemas.ts';
export type * from './types.ts';
export * from './standing/index.ts';
export { withLastPrinted } from './lastPrinted.ts';
export {
  parseProcessMark,
  parseDataRecord,
  parseRunEnding,
  parseRunLaunch,
  parseRunProcess,
  parseRunRequest,
  parseRunStatus,
  runIdPattern,
  type Parsed,
} from './parse.ts';
export { continuedParent, leadingParent } from './parents.ts';
export { requestText } from './requestText.ts';
export { parseQueueEntry, type QueueEntry } from './queueEntry.ts';
export {
  digestKey,
  encodeTensors,
  noDigest,
  readTensors,
  statedDigest,
  tensorHeaderLength,
  tensorLayout,
  withoutDigest,
  writeDigest,
  type HostTensor,
  type TensorFile,
  type TensorLayout,
} from './safetensors/index.ts';
export { smooth, thinLine, thinRows, type Points } from './thin/index.ts';
