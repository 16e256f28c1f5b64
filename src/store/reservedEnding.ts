import path from 'node:path';
import { diskError, linkExclusively, writeAll, type FileSystem } from '../system/index.ts';
import { endingText, writeEnding, type NewEnding } from './writeEnding.ts';

export interface ReservedEnding {
  /** As `writeEnding`, but also on a full disk. */
  write(ending: NewEnding): boolean;
  release(): void;
}

const reservedBytes = 4096;

/**
 * Takes the room of an ending while there is some: a run that a full disk ends can then still say so.
 */
export function reserveEnding(folder: string, files: FileSystem): ReservedEnding {
  const temporary = path.join(folder, '.end.json.reserved');
  let fd: number | undefined;
  try {
    fd = files.openSync(temporary, 'w');
    writeAll(fd, Buffer.alloc(reservedBytes, ' '), 0, files);
  } catch (error) {
    throw diskError(error, 'reserve room for the ending', temporary);
  }
  const release = () => {
    if (fd === undefined) return;
    files.closeSync(fd);
    files.rmSync(temporary, { force: true });
    fd = undefined;
  };
  return {
    write: ending => {
      if (fd === undefined) return writeEnding(folder, ending, files);
      const text = endingText(ending);
      const bytes = Buffer.from(text);
      try {
        writeAll(fd, bytes, 0, files);
        files.ftruncateSync(fd, bytes.length);
        files.fsyncSync(fd);
        return linkExclusively(temporary, path.join(folder, 'end.json'), text, files);
      } catch (error) {
        throw diskError(error, "write the run's ending", folder);
      } finally {
        release();
      }
    },
    release,
  };
}
