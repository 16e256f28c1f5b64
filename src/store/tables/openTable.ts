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
  return {
    get schema() {
      return reader.schema;
    },
    get ended() {
      return reader.ended;
    },
    read: () => {
      const parts = readNew(file, reader);
      return joinRows(reader.schema, parts);
    },
  };
}

function readNew(file: string, reader: TableReader): TableRows[] {
  if (reader.ended) return [];
  try {
    const fd = fs.openSync(file, fs.constants.O_RDONLY | nonBlocking | noFollow);
    try {
      return readChunks(fd, reader);
    } finally {
      fs.closeSync(fd);
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw diskError(error, 'read a table', file);
  }
}
