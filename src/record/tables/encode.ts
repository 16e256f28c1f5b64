import {
  Field,
  Float32,
  Float64,
  Int32,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  makeData,
  type Data,
  type DataType,
} from 'apache-arrow';
import {
  assertNever,
  finiteOrNull,
  type Column,
  type Row,
  type TableSchema,
} from '../../base/index.ts';
import { messageAt } from './framing.ts';

/** What closes an Arrow IPC stream: continuation marker and a metadata length of zero. */
export const endOfStream: Uint8Array = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

/** The schema message that begins the stream of this table; units and definitions are in its metadata. */
export function encodeSchema(schema: TableSchema): Uint8Array {
  return split(streamOf(toArrow(schema), undefined)).first;
}

/**
 * One record batch message of these rows; it belongs behind the message of the same schema. A column
 * that a row lacks is null, and so is a number that is none (NaN, infinite). Throws (a bug of ours)
 * where a value does not fit its column.
 */
export function encodeBatch(schema: TableSchema, rows: readonly Row[]): Uint8Array {
  for (const row of rows) checkRow(schema, row);
  const arrow = toArrow(schema);
  const data = makeData({
    type: new Struct(arrow.fields),
    length: rows.length,
    nullCount: 0,
    children: schema.columns.map(c => columnData(c, rows)),
  });
  return split(streamOf(arrow, new RecordBatch(arrow, data))).rest;
}

/** Throws where a value does not fit its column: a missing number, text for a number, 1.5 for int32. */
export function checkRow(schema: TableSchema, row: Row): void {
  for (const column of schema.columns) {
    const value = valueIn(row, column);
    if (fits(column, value)) continue;
    throw new Error(
      `${schema.table}.${column.name} is ${column.nullable ? 'nullable ' : ''}${column.type} and cannot hold ${String(row[column.name])}`,
    );
  }
  for (const name of Object.keys(row)) {
    if (!schema.columns.some(c => c.name === name))
      throw new Error(`${schema.table} has no column ${name}`);
  }
}

function valueIn(row: Row, { name }: Column): Row[string] {
  const value = row[name] ?? null;
  return typeof value === 'number' ? finiteOrNull(value) : value;
}

function fits(column: Column, value: number | string | null): boolean {
  if (value === null) return column.nullable;
  if (column.type === 'utf8') return typeof value === 'string';
  return typeof value === 'number' && (column.type !== 'int32' || (value | 0) === value);
}

function toArrow(schema: TableSchema): Schema {
  const fields = schema.columns.map(
    c =>
      new Field(
        c.name,
        arrowType(c.type),
        c.nullable,
        new Map([
          ['unit', c.unit],
          ['definition', c.definition],
        ]),
      ),
  );
  return new Schema(fields, new Map([['table', schema.table]]));
}

function arrowType(type: Column['type']): DataType {
  switch (type) {
    case 'int32':
      return new Int32();
    case 'float32':
      return new Float32();
    case 'float64':
      return new Float64();
    case 'utf8':
      return new Utf8();
    default:
      return assertNever(type);
  }
}

function columnData(column: Column, rows: readonly Row[]): Data {
  const length = rows.length;
  const values = rows.map(row => valueIn(row, column));
  const nullCount = values.filter(v => v === null).length;
  const validity = { length, nullCount, nullBitmap: nullCount > 0 ? bitmap(values) : undefined };
  const numbers = () => values.map(v => (typeof v === 'number' ? v : 0));
  switch (column.type) {
    case 'int32':
      return makeData({ ...validity, type: new Int32(), data: Int32Array.from(numbers()) });
    case 'float32':
      return makeData({ ...validity, type: new Float32(), data: Float32Array.from(numbers()) });
    case 'float64':
      return makeData({ ...validity, type: new Float64(), data: Float64Array.from(numbers()) });
    case 'utf8':
      return makeData({ ...validity, type: new Utf8(), ...textBuffers(values) });
    default:
      return assertNever(column.type);
  }
}

function textBuffers(values: readonly (number | string | null)[]): {
  data: Uint8Array;
  valueOffsets: Int32Array;
} {
  const encoder = new TextEncoder();
  const texts = values.map(v => encoder.encode(typeof v === 'string' ? v : ''));
  const valueOffsets = new Int32Array(texts.length + 1);
  texts.forEach((t, i) => (valueOffsets[i + 1] = (valueOffsets[i] ?? 0) + t.length));
  const data = new Uint8Array(valueOffsets[texts.length] ?? 0);
  texts.forEach((t, i) => data.set(t, valueOffsets[i]));
  return { data, valueOffsets };
}

function bitmap(values: readonly (number | string | null)[]): Uint8Array {
  const bits = new Uint8Array((values.length + 7) >> 3);
  values.forEach((v, i) => {
    if (v !== null) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return bits;
}

function streamOf(schema: Schema, batch: RecordBatch | undefined): Uint8Array {
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  if (batch !== undefined) writer.write(batch);
  return writer.finish().toUint8Array(true);
}

/** The first message of a whole stream, and what stands between it and the end marker. */
function split(stream: Uint8Array): { first: Uint8Array; rest: Uint8Array } {
  const first = messageAt(stream, 0);
  if (first.kind !== 'message') throw new Error('the Arrow writer made no message');
  const end = stream.length - endOfStream.length;
  return { first: stream.slice(0, first.end), rest: stream.slice(first.end, end) };
}
