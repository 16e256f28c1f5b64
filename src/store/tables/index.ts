// Beside the other index, so that who lists runs does not load Arrow.
export { claimRun, type ClaimOptions, type NewStatus, type RunWriter } from './claimRun.ts';
export { cutTables } from './cutTables.ts';
export { openTable, type TableCursor } from './openTable.ts';
export { settleRun } from './settleRun.ts';
