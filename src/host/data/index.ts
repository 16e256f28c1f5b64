export type * from './types.ts';
export { networkData, type NotebookText } from './answers/network.ts';
export { createRunData } from './runData.ts';
