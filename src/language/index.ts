export type * from './diagnostic.ts';
export type * from './values.ts';
