import fs from 'node:fs';
import path from 'node:path';
import { TableReader, endOfStream } from '../../record/tables/index.ts';
import { diskError, nodeFiles, writeAll } from '../../system/index.ts';
import { readChunks } from './readChunks.ts';

/**
 * Cuts the tables of a run folder at the last whole message and ends their streams, so that every
 * reader of Arrow opens them. Only for a run whose process is gone. Doing it twice, or twice at
 * once, changes nothing more. Throws a UserError where the folder cannot be written.
 */
export function cutTables(folder: string): void {
  for (const name of fs.readdirSync(folder).filter(n => n.endsWith('.arrows'))) {
    const file = path.join(folder, name);
    try {
      cut(file);
    } catch (error) {
      throw diskError(error, 'cut a torn table', file);
    }
  }
}

/** The folder is not trusted: a link in it could lead to somebody's own file. */
const ownFileOnly = fs.constants.O_NOFOLLOW ?? 0;

function cut(file: string): void {
  const stat = fs.lstatSync(file);
  if (!stat.isFile() || stat.nlink > 1) return;
  const fd = fs.openSync(file, fs.constants.O_RDWR | ownFileOnly);
  try {
    const reader = new TableReader();
    readChunks(fd, reader);
    if (reader.schema === null) return fs.renameSync(file, `${file}.damaged`);
    const end = reader.wholeBytes;
    if (!reader.ended) writeAll(fd, endOfStream, end, nodeFiles);
    fs.ftruncateSync(fd, reader.ended ? end : end + endOfStream.length);
  } finally {
    fs.closeSync(fd);
  }
}
