import path from 'node:path';
import { diskError, linkExclusively, type FileSystem } from '../system/index.ts';
import { reserveFile, type ReservedFile } from './reservedFile.ts';
import { endingText, writeEnding, type NewEnding } from './writeEnding.ts';

export interface ReservedEnding {
  /** As `writeEnding`, but also on a full disk. */
  write(ending: NewEnding): boolean;
  release(): void;
}

/**
 * Takes the room of an ending while there is some: a run that a full disk ends can then still say so.
 * Throws a UserError where there is none already.
 */
export function reserveEnding(folder: string, files: FileSystem): ReservedEnding {
  const file = path.join(folder, 'end.json');
  let reserved: ReservedFile | undefined;
  try {
    // Named otherwise than what somebody who ends the run meanwhile writes beside end.json.
    reserved = reserveFile(path.join(folder, 'ending'), files);
  } catch (error) {
    throw diskError(error, 'reserve room for the ending', file);
  }
  const release = () => {
    reserved?.release();
    reserved = undefined;
  };
  return {
    write: ending => {
      if (reserved === undefined) return writeEnding(folder, ending, files);
      const text = endingText(ending);
      try {
        reserved.fill(text);
        reserved.sync();
        return linkExclusively(reserved.path, file, text, files);
      } catch {
        // Its room is free now; it may be that another file goes well where this one did not.
        release();
        return writeEnding(folder, ending, files);
      } finally {
        release();
      }
    },
    release,
  };
}
