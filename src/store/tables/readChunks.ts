import fs from 'node:fs';
import { limits } from '../../system/index.ts';
import type { TableReader, TableRows } from '../../record/tables/index.ts';

/** Bytes read at a time; a message that is larger is read with twice as many, and so on. */
const chunkBytes = 4 * 1024 * 1024;

const mostBytes = limits.arrowMetadata + limits.arrowBody + 8;

/** Feeds an open table to a reader from where the reader stands to the last whole message. */
export function readChunks(fd: number, reader: TableReader): TableRows[] {
  const { size } = fs.fstatSync(fd);
  const found: TableRows[] = [];
  for (let want = chunkBytes; ;) {
    const from = reader.wholeBytes;
    const bytes = Buffer.alloc(Math.max(0, Math.min(want, size - from)));
    const length = fs.readSync(fd, bytes, 0, bytes.length, from);
    found.push(...reader.feed(bytes.subarray(0, length)));
    if (reader.ended || reader.damaged || from + bytes.length >= size) return found;
    // A message that does not end within the most that one may have is torn.
    if (reader.wholeBytes === from && want >= mostBytes) return found;
    if (reader.wholeBytes === from) want *= 2;
  }
}
