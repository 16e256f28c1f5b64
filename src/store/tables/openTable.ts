import fs from 'node:fs';
import path from 'node:path';
import type { TableSchema } from '../../base/index.ts';
import { TableReader, joinRows, type TableRows } from '../../record/tables/index.ts';
import { codeOf, diskError, noFollow, nonBlocking } from '../../system/index.ts';
import { readChunks } from './readChunks.ts';

/** Reads a table that may still grow. */
export interface TableCursor {
  /** Null until there is a table. */
  readonly schema: TableSchema | null;
  /** The table's end-of-stream marker has been read. */
  readonly ended: boolean;
  /** Bytes of the file behind the last whole message, as of the last call: being written, torn or damaged. */
  readonly unread: number;
  /** The rows since the last call, all of them at the first. Throws a UserError where reading fails. */
  read(): TableRows;
}

/**
 * A cursor on a table (`metrics`, `blocks`, ...) of a run folder. The file is opened for each read,
 * which is what shows new bytes on a network disk, and may not exist yet.
 */
export function openTable(folder: string, table: string): TableCursor {
  const file = path.join(folder, `${table}.arrows`);
  const reader = new TableReader();
  let size = 0;
  return {
    get schema() {
      return reader.schema;
    },
    get ended() {
      return reader.ended;
    },
    get unread() {
      return size - (reader.schema === null ? 0 : reader.wholeBytes);
    },
    read: () => {
      const read = readNew(file, reader);
      size = read?.size ?? size;
      return joinRows(reader.schema, read?.parts ?? []);
    },
  };
}

function readNew(file: string, reader: TableReader) {
  if (reader.ended) return null;
  try {
    const fd = fs.openSync(file, fs.constants.O_RDONLY | nonBlocking | noFollow);
    try {
      const { size } = fs.fstatSync(fd);
      return { size, parts: readChunks(fd, reader) };
    } finally {
      fs.closeSync(fd);
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw diskError(error, 'read a table', file);
  }
}
