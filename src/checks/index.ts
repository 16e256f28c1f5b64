export { checkNotebook, checkParsed } from './checkNotebook.ts';
export { countDiagnostics } from './countDiagnostics.ts';
export { describeVariance, varianceLines } from './network/growthText.ts';
export { predictVariance, type VarianceLaw, type VariancePrediction } from './network/variance.ts';
export { knownWorld, publicWorld, type World, type WorldDataSet, type WorldRun } from './world.ts';
