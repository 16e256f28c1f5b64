import { openForWriting, temporaryName, writeAll, type FileSystem } from '../system/index.ts';

/** A file beside another whose room was taken while there was some. */
export interface ReservedFile {
  readonly path: string;
  /** Puts this text into it; a text that fits needs no more room on the disk. Throws the error of the system. */
  fill(text: string): void;
  /** Forces it to the disk. */
  sync(): void;
  /** Deletes it, unless it was given another name. */
  release(): void;
}

const reservedBytes = 4096;

/** Takes room for a text beside `file`. Throws the error of the system, and leaves nothing then. */
export function reserveFile(file: string, files: FileSystem): ReservedFile {
  const path = temporaryName(file);
  const fd = openForWriting(path, 'new', files);
  let open = true;
  const release = () => {
    if (!open) return;
    open = false;
    files.closeSync(fd);
    files.rmSync(path, { force: true });
  };
  try {
    writeAll(fd, Buffer.alloc(reservedBytes, ' '), 0, files);
  } catch (error) {
    release();
    throw error;
  }
  return {
    path,
    fill: text => {
      const bytes = Buffer.from(text);
      writeAll(fd, bytes, 0, files);
      files.ftruncateSync(fd, bytes.length);
    },
    sync: () => files.fsyncSync(fd),
    release,
  };
}
