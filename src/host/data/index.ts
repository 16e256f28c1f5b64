export type * from './types.ts';
export { askingOfQuery, askingOfRuns } from './figures/askingOf.ts';
export { networkData, type NotebookText } from './answers/network.ts';
export { createCellRuns } from './lists/cellRuns.ts';
export { createRunCatalog } from './lists/catalog.ts';
export { createRunIndex } from './lists/runIndex.ts';
export { createRunData } from './runData.ts';
