import { Message, type MessageHeader } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { limits, Random, type TableSchema } from '../../src/base/index.ts';
import {
  encodeBatch,
  encodeSchema,
  endOfStream,
  readTable,
} from '../../src/record/tables/index.ts';

const schema: TableSchema = {
  table: 'texts',
  columns: [
    { name: 'i', type: 'int32', nullable: true, unit: '', definition: '' },
    { name: 't', type: 'utf8', nullable: true, unit: '', definition: '' },
    { name: 'd', type: 'float64', nullable: false, unit: '', definition: '' },
  ],
};
const longest = 100_000;
const rows = Array.from({ length: 20_000 }, (_, i) => ({
  i: i % 3 === 0 ? null : i,
  t: i === 0 ? 'x'.repeat(longest) : i % 5 === 0 ? null : '',
  d: i,
}));
const head = encodeSchema(schema);
const batch = encodeBatch(schema, rows);

/** A table with one batch, changed by `patch`, which is given the batch's bytes and where its buffers lie in them. */
function changed(
  patch: (view: DataView, buffers: readonly { at: number; length: number }[]) => void,
) {
  const bytes = batch.slice();
  const view = new DataView(bytes.buffer);
  const metadata = 8 + view.getInt32(4, true);
  const header = Message.decode(bytes.subarray(8, metadata)) as Message<MessageHeader.RecordBatch>;
  patch(
    view,
    header.header().buffers.map(b => ({ at: metadata + b.offset, length: b.length })),
  );
  return Buffer.concat([head, bytes, endOfStream]);
}

/** Milliseconds of computing; how long that takes depends on what else the machine does. */
function computedSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

// Of each column: which rows are null; of the text where each begins, then the bytes.
const offsets = 3;

describe('a table whose bytes were changed by somebody', () => {
  it('is read as it was where nothing was changed', () => {
    expect(readTable(changed(() => undefined)).rows).toBe(rows.length);
  });

  it.each([
    ['go back and forth', (i: number) => (i % 2) * longest],
    ['begin before the bytes', (i: number) => i - 1],
    ['end behind the bytes', (i: number) => (i === 20_000 ? 2 ** 31 - 1 : 0)],
    ['fall at the end', (i: number) => (i === 20_000 ? 0 : longest)],
  ])(
    'has no rows where the places of its texts %s, and no memory is set aside for them',
    (_, place) => {
      const bytes = changed((view, buffers) => {
        for (let i = 0; i <= rows.length; i++)
          view.setInt32((buffers[offsets]?.at ?? 0) + 4 * i, place(i), true);
      });
      const before = process.memoryUsage().rss;
      const began = process.cpuUsage();
      const table = readTable(bytes);
      expect(table).toMatchObject({ rows: 0, torn: true, wholeBytes: head.length });
      expect(computedSince(began)).toBeLessThan(5000);
      expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
    },
  );

  it('has no rows where its columns share bytes', () => {
    const bytes = batch.slice();
    const view = new DataView(bytes.buffer);
    const text = Buffer.from(bytes);
    // The last buffer's place in the metadata, put onto the first's.
    const metadata = 8 + view.getInt32(4, true);
    const { buffers } = (
      Message.decode(bytes.subarray(8, metadata)) as Message<MessageHeader.RecordBatch>
    ).header();
    const last = buffers.at(-1);
    const place = Buffer.alloc(16);
    place.writeBigInt64LE(BigInt(last?.offset ?? 0), 0);
    place.writeBigInt64LE(BigInt(last?.length ?? 0), 8);
    const at = text.indexOf(place);
    expect(at).toBeGreaterThan(0);
    view.setBigInt64(at, 0n, true);
    expect(readTable(Buffer.concat([head, bytes, endOfStream])).rows).toBe(0);
  });

  it('is damaged where a message claims to be larger than any of ours', () => {
    const bytes = Uint8Array.from([255, 255, 255, 255, 0, 0, 0, 0]);
    new DataView(bytes.buffer).setInt32(4, limits.arrowMetadata + 8, true);
    const table = readTable(Buffer.concat([head, bytes, Buffer.alloc(100)]));
    expect(table).toMatchObject({ rows: 0, torn: true, wholeBytes: head.length });
  });

  it('never takes long and never throws, whatever four bytes say', () => {
    const small = encodeBatch(schema, rows.slice(1, 40));
    const whole = Buffer.concat([head, small, small, endOfStream]);
    const random = Random.of('hostile tables');
    const numbers = [0, 1, -1, 7, 8, 2 ** 16, 2 ** 26, 2 ** 31 - 1, -(2 ** 31)];
    const began = process.cpuUsage();
    for (let i = 0; i < 3000; i++) {
      const bytes = Buffer.from(whole);
      for (let n = random.below(3); n >= 0; n--)
        bytes.writeInt32LE(
          numbers[random.below(numbers.length)] ?? 0,
          random.below(bytes.length - 4),
        );
      expect(readTable(bytes).rows).toBeLessThanOrEqual(78);
    }
    expect(computedSince(began)).toBeLessThan(20_000);
  });
});
