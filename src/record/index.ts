export * from './schemas.ts';
export type * from './types.ts';
export { describeEnding, describeRun, printable, type RunLife } from './describe.ts';
export { withLastPrinted, withoutLastPrinted } from './lastPrinted.ts';
export { checkRow, encodeBatch, encodeSchema, endOfStream } from './encode.ts';
export {
  parseRunEnding,
  parseRunProcess,
  parseRunRequest,
  parseRunStatus,
  runIdPattern,
  type Parsed,
} from './parse.ts';
export { parseQueueEntry, type QueueEntry } from './queueEntry.ts';
export {
  TableReader,
  joinRows,
  readTable,
  toRows,
  type ColumnData,
  type TableRows,
} from './tableReader.ts';
export {
  distributionOf,
  rangeOf,
  smooth,
  thinLine,
  thinRows,
  type Distribution,
  type Points,
} from './thin/index.ts';
