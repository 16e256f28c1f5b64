export { askedOf, changesBetween, type Asked } from './asked.ts';
export type { Asking } from './asking.ts';
export { askingOfCell, shownAs, type CellAsking, type SlottedRun } from './cells/askingOfCell.ts';
export type { RunChain, StoredRun } from './chains/index.ts';
export {
  isStudy,
  noRuns,
  runOf,
  shownOfCells,
  type CellsAndRuns,
  type ShownRuns,
} from './cells/shownRuns.ts';
export { chainOf } from './chain.ts';
export { axisOf, grownTo, summaryOf } from './networks.ts';
export { presentedOf, readFor, sourcesOf } from './presentedOf.ts';
export type { NotShown } from './records/blocks.ts';
export { networkOf, recipeOf } from './requested.ts';
export { RunSource, type FindRun } from './runSource.ts';
export { numbersOf } from './tables/columns.ts';
export type { TableName } from './tables/runTables.ts';
export type * from './types.ts';
export type { PlannedCell } from './trainingRun.ts';
export { studiesAmong, type ShownAs, type World } from './world.ts';
