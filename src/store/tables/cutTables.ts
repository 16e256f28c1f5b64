import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../base/index.ts';
import { TableReader, endOfStream } from '../../record/tables/index.ts';
import { diskError, nodeFiles, openForWriting, writeAll } from '../../system/index.ts';
import { checkRunFolder } from '../runFolder.ts';
import { readChunks } from './readChunks.ts';

/**
 * Cuts the tables of a run folder at the last whole message and ends their streams, so that every
 * reader of Arrow opens them. Only for a run whose process is gone. Doing it twice, or twice at
 * once, changes nothing more. Throws a UserError where the folder cannot be written.
 */
export function cutTables(folder: string): void {
  checkRunFolder(folder);
  for (const name of fs.readdirSync(folder).filter(n => n.endsWith('.arrows'))) {
    const file = path.join(folder, name);
    try {
      cut(file);
    } catch (error) {
      // A link, or somebody else's file: it is not ours to cut, and no reason to leave the others torn.
      if (error instanceof UserError && error.code === 'run.links') continue;
      throw diskError(error, 'cut a torn table', file);
    }
  }
}

function cut(file: string): void {
  const fd = openForWriting(file, 'update');
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
