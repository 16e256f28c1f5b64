import path from 'node:path';
import { openForWriting, type FileSystem } from '../system/index.ts';

/**
 * Appends the texts to log.txt, where what the process prints also goes, and takes from the list
 * what was written.
 */
export function appendLog(folder: string, texts: string[], files: FileSystem): void {
  if (texts.length === 0) return;
  const fd = openForWriting(path.join(folder, 'log.txt'), 'append', files);
  try {
    for (let text = texts[0]; text !== undefined; text = texts[0]) {
      const bytes = Buffer.from(text);
      const written = files.writeSync(fd, bytes, 0, bytes.length, null);
      if (written < bytes.length) texts[0] = bytes.toString('utf8', written);
      else texts.shift();
    }
  } finally {
    files.closeSync(fd);
  }
}
