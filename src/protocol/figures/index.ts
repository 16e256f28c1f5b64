export {
  figuresAfter,
  figuresChange,
  figuresSince,
  noFiguresSent,
  type FiguresChange,
  type FiguresData,
  type SentFigures,
} from './change.ts';
export { figuresQuery, type FiguresQuery } from './query.ts';
