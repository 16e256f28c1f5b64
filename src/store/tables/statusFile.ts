import path from 'node:path';
import { isDiskFull, replaceFile, type FileSystem } from '../../system/index.ts';
import { reserveFile, type ReservedFile } from '../reservedFile.ts';

/** status.json of a run, which can be written on a full disk, too: it is how people hear of that. */
export interface StatusFile {
  /** Replaces it in one step. Throws the error of the system. */
  write(text: string): void;
  /** Gives back what was reserved. */
  close(): void;
}

/**
 * Room for the next status is taken while there is some. The room of the one that it replaces comes free
 * with that and is taken for the one after.
 */
export function statusFile(folder: string, files: FileSystem): StatusFile {
  const file = path.join(folder, 'status.json');
  let spare: ReservedFile | undefined;
  const reserve = () => {
    try {
      spare ??= reserveFile(file, files);
    } catch {
      // The next flush tries again.
    }
  };
  const release = () => {
    spare?.release();
    spare = undefined;
  };
  reserve();
  return {
    write: text => {
      try {
        replaceFile(file, text, files);
      } catch (error) {
        if (!isDiskFull(error) || spare === undefined) throw error;
        const { path: filled } = spare;
        try {
          spare.fill(text);
          files.renameSync(filled, file);
        } finally {
          release();
        }
      }
      reserve();
    },
    close: release,
  };
}
