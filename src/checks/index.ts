export { checkNotebook, checkParsed } from './checkNotebook.ts';
export { countDiagnostics } from './countDiagnostics.ts';
export { predictedGrowth } from './network/variance.ts';
export { knownWorld, publicWorld, type World, type WorldDataSet, type WorldRun } from './world.ts';
