import {
  DataType,
  Precision,
  RecordBatchReader,
  type Data,
  type Field,
  type RecordBatch,
  type Schema,
  type Utf8,
} from 'apache-arrow';
import type { Column, Row, TableSchema } from '../../base/index.ts';
import { messageAt } from './framing.ts';

/** The values of one column. Where a numeric value is null its place holds 0 and `isNull` holds 1. */
export interface ColumnData {
  readonly column: Column;
  readonly values: Int32Array | Float32Array | Float64Array | readonly string[];
  /** One byte per row; null: no value is null. */
  readonly isNull: Uint8Array | null;
}

/** Some rows of a table, column by column, in the order of its schema. */
export interface TableRows {
  readonly rows: number;
  readonly columns: readonly ColumnData[];
}

/**
 * Reads a table while it is being written: message by message, stopping before a torn tail. It keeps
 * no bytes: `feed` is always given the bytes from `wholeBytes` on.
 */
export class TableReader {
  #schemaBytes: Uint8Array | undefined;
  #schema: TableSchema | null = null;
  #wholeBytes = 0;
  #ended = false;
  #damaged = false;

  /** Null until the schema message has been read. */
  get schema(): TableSchema | null {
    return this.#schema;
  }

  /** Bytes of the file up to the end of the last whole message. */
  get wholeBytes(): number {
    return this.#wholeBytes;
  }

  /** The end-of-stream marker has been read. */
  get ended(): boolean {
    return this.#ended;
  }

  /** What follows `wholeBytes` is no message of a table of ours; nothing more is read. */
  get damaged(): boolean {
    return this.#damaged;
  }

  /** `bytes`: the file from `wholeBytes` on, as far as it is there. Returns the new rows. */
  feed(bytes: Uint8Array): TableRows[] {
    const { batches, end } = this.#scan(bytes);
    const found = this.#decode(bytes, batches);
    const bad = batches[found.length];
    if (bad !== undefined) {
      this.#damaged = true;
      this.#ended = false;
    }
    this.#wholeBytes += bad?.start ?? end;
    return found;
  }

  /** Takes up the schema, and finds where the whole messages behind it are. */
  #scan(bytes: Uint8Array): { batches: Span[]; end: number } {
    const batches: Span[] = [];
    let start = 0;
    while (!this.#ended && !this.#damaged) {
      const frame = messageAt(bytes, start);
      if (frame.kind === 'torn') break;
      if (frame.kind === 'endOfStream') this.#ended = true;
      else if (frame.kind === 'damaged') this.#damaged = true;
      else if (frame.content === 'batch') batches.push({ start, end: frame.end });
      else this.#begin(bytes.slice(start, frame.end));
      if (frame.kind !== 'damaged' && !this.#damaged) start = frame.end;
    }
    return { batches, end: start };
  }

  #begin(message: Uint8Array): void {
    this.#schema = this.#schemaBytes === undefined ? schemaOf(message) : null;
    this.#schemaBytes = message;
    if (this.#schema === null) this.#damaged = true;
  }

  /** Together is several times faster; one by one finds the message that is wrong. */
  #decode(bytes: Uint8Array, batches: readonly Span[]): TableRows[] {
    const [schema, schemaBytes] = [this.#schema, this.#schemaBytes];
    const [first, last] = [batches[0], batches.at(-1)];
    if (schema === null || schemaBytes === undefined) return [];
    if (first === undefined || last === undefined) return [];
    const decode = (from: number, to: number) =>
      rowsOf(schema, schemaBytes, bytes.subarray(from, to));
    const together = decode(first.start, last.end);
    if (together?.length === batches.length) return together;
    const found: TableRows[] = [];
    for (const { start, end } of batches) {
      const [rows] = decode(start, end) ?? [];
      if (rows === undefined) break;
      found.push(rows);
    }
    return found;
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Everything that can be read of a table's bytes. */
export function readTable(bytes: Uint8Array): {
  /** Null where not even the schema is whole. */
  readonly schema: TableSchema | null;
  readonly rows: number;
  readonly columns: readonly ColumnData[];
  /** Bytes up to the end of the last whole message. */
  readonly wholeBytes: number;
  /** Bytes follow that are no whole message, or the end-of-stream marker is missing. */
  readonly torn: boolean;
} {
  const reader = new TableReader();
  const parts = reader.feed(bytes);
  const { schema, wholeBytes, ended } = reader;
  const torn = !ended || wholeBytes !== bytes.length;
  return { schema, ...joinRows(schema, parts), wholeBytes, torn };
}

/** Joins what `feed` returned, in order. Without a schema there are no columns. */
export function joinRows(schema: TableSchema | null, parts: readonly TableRows[]): TableRows {
  const rows = parts.reduce((n, p) => n + p.rows, 0);
  const columns = (schema?.columns ?? []).map((column, i) =>
    joinColumn(
      column,
      rows,
      parts.map(p => p.columns[i]).filter(c => c !== undefined),
    ),
  );
  return { rows, columns };
}

/** The same row by row, for small tables and for printing. */
export function toRows(table: TableRows): Row[] {
  return Array.from({ length: table.rows }, (_, i) => {
    const row: Record<string, number | string | null> = {};
    for (const { column, values, isNull } of table.columns)
      row[column.name] = isNull?.[i] === 1 ? null : (values[i] ?? null);
    return row;
  });
}

function joinColumn(column: Column, rows: number, parts: readonly ColumnData[]): ColumnData {
  const values =
    column.type === 'utf8'
      ? joinTexts(parts.map(p => p.values as readonly string[]))
      : new { int32: Int32Array, float32: Float32Array, float64: Float64Array }[column.type](rows);
  const isNull = parts.some(p => p.isNull !== null) ? new Uint8Array(rows) : null;
  let at = 0;
  for (const part of parts) {
    if (!Array.isArray(values)) values.set(part.values as Float64Array, at);
    if (part.isNull !== null) isNull?.set(part.isNull, at);
    at += part.values.length;
  }
  return { column, values, isNull };
}

/** As flat() does, several times as fast. */
function joinTexts(parts: readonly (readonly string[])[]): string[] {
  const joined: string[] = [];
  for (const part of parts) for (const text of part) joined.push(text);
  return joined;
}

function schemaOf(message: Uint8Array): TableSchema | null {
  try {
    const schema: Schema = RecordBatchReader.from(message).open().schema;
    const columns = schema.fields.map(columnOf).filter(c => c !== null);
    if (columns.length !== schema.fields.length) return null;
    return { table: schema.metadata.get('table') ?? '', columns };
  } catch {
    return null;
  }
}

function columnOf(field: Field): Column | null {
  const type = typeOf(field);
  if (type === undefined) return null;
  return {
    name: field.name,
    type,
    nullable: field.nullable,
    unit: field.metadata.get('unit') ?? '',
    definition: field.metadata.get('definition') ?? '',
  };
}

function typeOf({ type }: Field): Column['type'] | undefined {
  if (DataType.isInt(type)) return type.bitWidth === 32 && type.isSigned ? 'int32' : undefined;
  if (DataType.isUtf8(type)) return 'utf8';
  if (!DataType.isFloat(type)) return undefined;
  if (type.precision === Precision.SINGLE) return 'float32';
  return type.precision === Precision.DOUBLE ? 'float64' : undefined;
}

/** The rows of each of these record batch messages; undefined where one cannot be decoded. */
function rowsOf(
  schema: TableSchema,
  schemaBytes: Uint8Array,
  messages: Uint8Array,
): TableRows[] | undefined {
  const bytes = new Uint8Array(schemaBytes.length + messages.length);
  bytes.set(schemaBytes);
  bytes.set(messages, schemaBytes.length);
  try {
    return [...RecordBatchReader.from(bytes)].map((batch: RecordBatch) => ({
      rows: batch.numRows,
      columns: schema.columns.map((column, i) => decodeColumn(batch, column, i)),
    }));
  } catch {
    return undefined;
  }
}

function decodeColumn(batch: RecordBatch, column: Column, index: number): ColumnData {
  const data: Data | undefined = batch.data.children[index];
  if (data === undefined) throw new Error(`${column.name} is missing`);
  const length = batch.numRows;
  if (!isWhole(data, column, length)) throw new Error(`${column.name} is shorter than its rows`);
  const isNull = data.nullCount > 0 ? nullsOf(data, length) : null;
  if (column.type === 'utf8') return { column, values: textsOf(data as Data<Utf8>), isNull };
  const vector = batch.getChildAt(index);
  const values = (vector?.toArray() as Int32Array | Float32Array | Float64Array).slice(0, length);
  return { column, values, isNull };
}

/**
 * Every buffer holds as many values as there are rows, and texts lie one behind the other. Offsets that go back would
 * unpack the same bytes for every row: a file of 1 MB would become texts of gigabytes.
 */
function isWhole(
  { nullBitmap, nullCount, values, ...data }: Data,
  { type }: Column,
  rows: number,
): boolean {
  if (nullCount > 0 && 8 * nullBitmap.length < data.offset + rows) return false;
  if (type !== 'utf8') return (values as ArrayLike<number>).length >= rows;
  const offsets = data.valueOffsets as Int32Array;
  // A batch without rows may leave out even the first offset.
  if (rows === 0) return true;
  if (offsets.length < rows + 1 || (offsets[0] ?? -1) < 0) return false;
  for (let i = 0; i < rows; i++) if ((offsets[i + 1] ?? -1) < (offsets[i] ?? 0)) return false;
  return (offsets[rows] ?? Infinity) <= (values as Uint8Array).length;
}

/** 1 where the bit of a row is not set. */
function nullsOf({ nullBitmap, offset }: Data, length: number): Uint8Array {
  const isNull = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const bit = offset + i;
    if ((((nullBitmap[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 0) isNull[i] = 1;
  }
  return isNull;
}

const decoder = new TextDecoder();

/** Texts often repeat from row to row (`train`): each is decoded once for as long as it does. */
function textsOf({ valueOffsets, values: bytes, length }: Data<Utf8>): string[] {
  const texts: string[] = [];
  let [start, end, text] = [0, 0, ''];
  for (let i = 0; i < length; i++) {
    const [from, to] = [valueOffsets[i] ?? 0, valueOffsets[i + 1] ?? 0];
    if (!isSame(bytes, from, to, start, end)) text = decoder.decode(bytes.subarray(from, to));
    [start, end] = [from, to];
    texts.push(text);
  }
  return texts;
}

function isSame(bytes: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): boolean {
  if (aEnd - a !== bEnd - b) return false;
  for (let i = 0; i < aEnd - a; i++) if (bytes[a + i] !== bytes[b + i]) return false;
  return true;
}
