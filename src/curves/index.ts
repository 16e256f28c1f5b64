export * from './types.ts';
export { presentComparison } from './compare/present.ts';
export { type Metric, type Question, usualQuestion } from './compare/question.ts';
export { presentRuns, presentTraining } from './training/present.ts';
export { type CurvesView, wholeView } from './view.ts';
