export * from './types.ts';
export { presentRuns, presentTraining } from './training/present.ts';
export { type CurvesView, wholeView } from './view.ts';
