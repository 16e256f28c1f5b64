export { dataCommand } from './dataCommand.ts';
export { trainingBatches } from './batches/trainingBatches.ts';
export { evaluationBatches } from './batches/evaluationBatches.ts';
export { openDataset } from './openDataset.ts';
export { splitDataset, type SplitOptions } from './splitDataset.ts';
export type * from './types.ts';
