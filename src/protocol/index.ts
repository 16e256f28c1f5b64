export type * from './data.ts';
export type * from './notebook.ts';
export type * from './runs.ts';
export type * from './runViewer.ts';
