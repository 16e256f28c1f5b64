// Beside the other index, so that who reads only the small files does not load Arrow.
export { checkRow, encodeBatch, encodeSchema, endOfStream } from './encode.ts';
export {
  TableReader,
  joinRows,
  readTable,
  toRows,
  type ColumnData,
  type TableRows,
} from './tableReader.ts';
