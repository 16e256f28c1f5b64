export { assertNever, defined } from './assert.ts';
export { Random } from './random.ts';
export type { Column, Row, TableSchema } from './table.ts';
export { LineIndex, type LineColumn, type TextRange } from './text.ts';
export { UserError } from './userError.ts';
