export * from './schemas.ts';
export * from './standing/index.ts';
export { withLastPrinted } from './lastPrinted.ts';
export type { Parsed } from '../untrusted/index.ts';
export {
  parseRunRequest,
  runIdPattern,
  type DataFingerprint,
  type RunData,
  type RunParent,
  type RunRequest,
} from './runRequest.ts';
export {
  parseLock,
  parseRunLaunch,
  parseRunProcess,
  type LockText,
  type ProcessMark,
  type RunLaunch,
  type RunProcess,
} from './processFiles.ts';
export {
  parseDataRecord,
  parseRunEnding,
  parseRunStatus,
  type DataRecord,
  type RunEnding,
  type RunStatus,
} from './progressFiles.ts';
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
