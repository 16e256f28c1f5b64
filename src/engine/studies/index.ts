/** All that the measurement of a study needs: what it is given and yields, and means to compute on a network. */
export type { FunctionDefinition, Program, Tensors } from '../compile/index.ts';
export type { BlockProbe } from '../model/index.ts';
export { evaluation, forward, lossAndGradients, maskInputs } from '../model/index.ts';
export { openStudyProgram, sumOverExamples, type BatchPass, type Counter } from './batches.ts';
export { noExamples, openStudyExamples, type StudyExamplesOptions } from './examples.ts';
export type * from './study.ts';
