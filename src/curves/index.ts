export * from './types.ts';
export { presentComparison } from './compare/present.ts';
export { type Metric, type Question, usualQuestion } from './compare/question.ts';
export { seedsChoice } from './choices.ts';
export { hasBegun, type RunGroup } from './groups.ts';
export { presentRuns, presentTraining } from './training/present.ts';
export { type CurvesView, wholeView } from './view.ts';
