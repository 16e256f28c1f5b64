import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import type { Row, TableSchema } from '../../src/base/index.ts';
import {
  TableReader,
  encodeBatch,
  encodeSchema,
  endOfStream,
  joinRows,
  readTable,
  toRows,
} from '../../src/record/tables/index.ts';
import { blocksSchema, metricsSchema } from '../../src/record/index.ts';

const mixed: TableSchema = {
  table: 'mixed',
  columns: [
    { name: 'i', type: 'int32', nullable: true, unit: 'steps', definition: 'an integer' },
    { name: 'f', type: 'float32', nullable: true, unit: '', definition: 'a single' },
    { name: 'd', type: 'float64', nullable: false, unit: 's', definition: 'a double' },
    { name: 't', type: 'utf8', nullable: true, unit: '', definition: 'a text' },
  ],
};

const rows: readonly Row[] = [
  { i: -2147483648, f: 0.5, d: 1e300, t: 'ä €' },
  { i: null, f: null, d: -0, t: null },
  { i: 7, f: 0, d: 5e-324, t: '' },
];

const batches = [rows, rows.slice(1), [...rows, ...rows, ...rows, ...rows]];
const messages = [encodeSchema(mixed), ...batches.map(b => encodeBatch(mixed, b)), endOfStream];
const whole = concat(messages);
const ends = messages.map((_, i) => concat(messages.slice(0, i + 1)).length);

describe('tables', () => {
  it('give back every value', () => {
    const table = readTable(whole);
    expect(table.schema).toEqual(mixed);
    expect(toRows(table)).toEqual(batches.flat());
    expect(table.torn).toBe(false);
  });

  it('hold no number that is none: it is null, or refused where null is not allowed', () => {
    const odd = [NaN, Infinity, -Infinity].map(f => ({ i: null, f, d: 1, t: null }));
    const table = readTable(concat([encodeSchema(mixed), encodeBatch(mixed, odd), endOfStream]));
    expect(toRows(table)).toEqual(odd.map(row => ({ ...row, f: null })));
    for (const d of [NaN, Infinity])
      expect(() => encodeBatch(mixed, [{ d }])).toThrow(`mixed.d is float64 and cannot hold ${d}`);
  });

  it('are Arrow IPC streams as apache-arrow reads them, with units and definitions', () => {
    const table = tableFromIPC(whole);
    expect([...(table as Iterable<{ toJSON(): Row }>)].map(r => r.toJSON())).toEqual(
      batches.flat(),
    );
    expect(table.schema.metadata.get('table')).toBe('mixed');
    const field = table.schema.fields[0];
    expect([...(field?.metadata ?? [])]).toEqual([
      ['unit', 'steps'],
      ['definition', 'an integer'],
    ]);
  });

  it('begin with the bytes of the encapsulated message format, aligned to 8', () => {
    for (const message of messages) {
      expect([...message.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
      expect(message.length % 8).toBe(0);
    }
    expect([...whole.subarray(-8)]).toEqual([255, 255, 255, 255, 0, 0, 0, 0]);
  });

  it('torn at any byte give the rows of the whole messages before', () => {
    for (let cut = 0; cut < whole.length; cut++) {
      const table = readTable(whole.subarray(0, cut));
      const count = ends.filter(e => e <= cut).length;
      expect(table.wholeBytes).toBe(count === 0 ? 0 : ends[count - 1]);
      expect(table.rows).toBe(batches.slice(0, Math.max(0, count - 1)).flat().length);
      expect(table.schema === null).toBe(count === 0);
      expect(table.torn).toBe(true);
    }
  });

  it('followed by what is no message are torn there', () => {
    const body = concat(messages.slice(0, 3));
    for (const tail of [[0], [0, 0, 0, 0, 0, 0, 0, 0], [255, 254], new Array<number>(64).fill(7)]) {
      const table = readTable(concat([body, Uint8Array.from(tail)]));
      expect(table.wholeBytes).toBe(body.length);
      expect(table.rows).toBe(batches.slice(0, 2).flat().length);
      expect(table.torn).toBe(true);
    }
  });

  it('with any one byte overwritten never throw and keep the rows before it', () => {
    for (let at = 0; at < whole.length; at++) {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      const before = ends.filter(e => e <= at).length;
      const least = batches.slice(0, Math.max(0, before - 1)).flat().length;
      expect(readTable(bytes).rows).toBeGreaterThanOrEqual(least);
    }
  });

  it('can be read while they grow, in pieces of any size', () => {
    for (const piece of [1, 7, 64, 500]) {
      const reader = new TableReader();
      const parts = [];
      for (let size = 0; size < whole.length + piece; size += piece)
        parts.push(...reader.feed(whole.subarray(reader.wholeBytes, size)));
      expect(toRows(joinRows(reader.schema, parts))).toEqual(batches.flat());
      expect(reader.ended).toBe(true);
      expect(reader.feed(whole.subarray(reader.wholeBytes))).toEqual([]);
    }
  });

  it.each([
    [{ d: 1, i: 1.5 }, 'mixed.i'],
    [{ d: 1, i: 2147483648 }, 'mixed.i'],
    [{ d: null }, 'mixed.d'],
    [{}, 'mixed.d'],
    [{ d: 1, t: 3 }, 'mixed.t'],
    [{ d: 'x' }, 'mixed.d'],
    [{ d: 1, other: 1 }, 'other'],
  ])('refuse the row %j and name %s', (row: Row, name) => {
    expect(() => encodeBatch(mixed, [row])).toThrow(name);
  });

  it('of the project are all within what a run folder holds', () => {
    for (const schema of [metricsSchema, blocksSchema])
      expect(readTable(encodeSchema(schema)).schema).toEqual(schema);
  });
});

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
