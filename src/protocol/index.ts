export {
  type Asker,
  ChannelProblem,
  createAnswerer,
  createAsker,
  type Port,
  type Requests,
  tell,
} from './channel.ts';
export { type Check, isCount, isNumber, isText, listOf, orNull, shape } from './check.ts';
export type * from './data.ts';
export type * from './notebook.ts';
export {
  isNotebookNews,
  isNotebookNotice,
  notebookAnswers,
  notebookParams,
} from './notebookChecks.ts';
export type * from './runs.ts';
export { isAlive } from './runs.ts';
export type * from './runViewer.ts';
export {
  isRunViewerNews,
  isRunViewerNotice,
  runViewerAnswers,
  runViewerParams,
} from './runViewerChecks.ts';
