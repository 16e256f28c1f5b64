export * from './types.ts';
export { type CurvesView, wholeView } from './view.ts';
