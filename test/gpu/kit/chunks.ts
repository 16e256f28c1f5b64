import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** Writes a stream as part.000, part.001, ... of at most `most` bytes, and SHA256SUMS beside them. */
export async function writeChunks(
  stream: AsyncIterable<Buffer>,
  folder: string,
  most: number,
): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder))
    if (/^part\.\d+$/.test(name)) rmSync(path.join(folder, name));
  const names: string[] = [];
  let [handle, room] = [-1, 0];
  for await (const piece of stream)
    for (let at = 0; at < piece.length;) {
      if (room === 0) {
        if (handle >= 0) closeSync(handle);
        const name = `part.${String(names.length).padStart(3, '0')}`;
        names.push(name);
        handle = openSync(path.join(folder, name), 'w');
        room = most;
      }
      const written = writeSync(handle, piece, at, Math.min(room, piece.length - at));
      at += written;
      room -= written;
    }
  if (handle >= 0) closeSync(handle);
  const sums = await Promise.all(
    names.map(async name => `${await sumOf(path.join(folder, name))}  ${name}\n`),
  );
  writeFileSync(path.join(folder, 'SHA256SUMS'), sums.join(''));
  return names;
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
