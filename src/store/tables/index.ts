// Beside the other index, so that who lists runs does not load Arrow.
export { claimRun } from './claimRun.ts';
export { openTable, type TableCursor } from './openTable.ts';
export { patiently, type PatienceOptions } from './patience.ts';
export type { ClaimOptions, NewStatus, RunWriter } from './runWriter.ts';
export { isSettledByUs, settleRun, type SettleOptions } from './settleRun.ts';
export { tidyRun } from './tidyRun.ts';
