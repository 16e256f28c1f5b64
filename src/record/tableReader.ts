import {
  DataType,
  Precision,
  RecordBatchReader,
  type Field,
  type RecordBatch,
  type Schema,
} from 'apache-arrow';
import type { Column, Row, TableSchema } from '../base/index.ts';
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
    const found: TableRows[] = [];
    let at = 0;
    while (!this.#ended && !this.#damaged) {
      const frame = messageAt(bytes, at);
      if (frame.kind === 'torn') break;
      if (frame.kind === 'damaged') {
        this.#damaged = true;
        break;
      }
      if (frame.kind === 'endOfStream') this.#ended = true;
      else {
        const message = bytes.subarray(at, frame.end);
        const rows = frame.content === 'schema' ? this.#begin(message) : this.#decode(message);
        if (this.#damaged) break;
        if (rows !== undefined) found.push(rows);
      }
      this.#wholeBytes += frame.end - at;
      at = frame.end;
    }
    return found;
  }

  #begin(message: Uint8Array): undefined {
    this.#schema = this.#schemaBytes === undefined ? schemaOf(message) : null;
    this.#schemaBytes = message.slice();
    if (this.#schema === null) this.#damaged = true;
  }

  #decode(message: Uint8Array): TableRows | undefined {
    const rows =
      this.#schemaBytes === undefined || this.#schema === null
        ? undefined
        : rowsOf(this.#schema, this.#schemaBytes, message);
    if (rows === undefined) this.#damaged = true;
    return rows;
  }
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
      ? parts.flatMap(p => p.values as readonly string[])
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

function rowsOf(
  schema: TableSchema,
  schemaBytes: Uint8Array,
  message: Uint8Array,
): TableRows | undefined {
  const bytes = new Uint8Array(schemaBytes.length + message.length);
  bytes.set(schemaBytes);
  bytes.set(message, schemaBytes.length);
  try {
    const batch: RecordBatch | undefined = [...RecordBatchReader.from(bytes)][0];
    if (batch === undefined) return undefined;
    const columns = schema.columns.map((column, i) => decodeColumn(batch, column, i));
    return { rows: batch.numRows, columns };
  } catch {
    return undefined;
  }
}

function decodeColumn(batch: RecordBatch, column: Column, index: number): ColumnData {
  const vector = batch.getChildAt(index);
  if (vector === null) throw new Error(`${column.name} is missing`);
  const length = batch.numRows;
  const isNull =
    vector.nullCount > 0 ? Uint8Array.from({ length }, (_, i) => +!vector.isValid(i)) : null;
  if (column.type === 'utf8') {
    const values = Array.from({ length }, (_, i) => (vector.get(i) as string | null) ?? '');
    return { column, values, isNull };
  }
  const values = (vector.toArray() as Int32Array | Float32Array | Float64Array).slice(0, length);
  return { column, values, isNull };
}
