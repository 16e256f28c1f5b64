export {
  type Asker,
  ChannelProblem,
  type Check,
  createAnswerer,
  createAsker,
  type Port,
  type Requests,
  tell,
} from './channel.ts';
export type {
  Data,
  DataNews,
  DataOf,
  DifferencesData,
  DifferencesQuery,
  FiguresData,
  FiguresQuery,
  NetworkData,
  NetworkQuery,
  NetworkView,
  Query,
  StageView,
  TrainedData,
  TrainedQuery,
} from './data.ts';
export { documentAfter, documentSince, statesAfter, statesSince } from './notebookChanges.ts';
export type { KindView } from './kinds.ts';
export {
  figuresAfter,
  figuresSince,
  noFiguresSent,
  type FiguresChange,
  type SentFigures,
} from './figures/index.ts';
export type {
  CellState,
  CellStateChange,
  DocumentChange,
  CellStatus,
  NotebookCell,
  NotebookDiagnostic,
  NotebookDocument,
  NotebookSettings,
  Span,
  TextEdit,
} from './notebook.ts';
export {
  type CellAction,
  type CompletionView,
  type HostAction,
  isNotebookNews,
  isNotebookNotice,
  notebookAnswers,
  type NotebookNews,
  type NotebookNotices,
  notebookParams,
  type NotebookRequests,
} from './notebookMessages.ts';
export { type Change, isAlive, type RunState, type RunView } from './runs.ts';
export {
  canDo,
  conditionsOf,
  runOperationNames,
  runOperations,
  type RunCondition,
  type RunOperation,
} from './runOperations.ts';
export {
  isRunViewerNews,
  isRunViewerNotice,
  type RunAction,
  runViewerAnswers,
  type RunViewerNews,
  type RunViewerNotices,
  runViewerParams,
  type RunViewerRequests,
} from './runViewer.ts';
export { checkOf } from './wire.ts';
