export {
  type Asker,
  ChannelProblem,
  createAnswerer,
  createAsker,
  type Port,
  type Requests,
  tell,
} from './channel.ts';
export {
  type Check,
  either,
  isBytes,
  isCount,
  isFlag,
  isNumber,
  isOneOf,
  isText,
  listOf,
  orNull,
  shape,
} from './check.ts';
export type * from './data.ts';
export type * from './notebook.ts';
export {
  isData,
  isNotebookNews,
  isNotebookNotice,
  isQuery,
  isRunView,
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
