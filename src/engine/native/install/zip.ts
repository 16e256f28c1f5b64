import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { formatBytes, UserError } from '../../../base/index.ts';
import { limits } from '../../../system/index.ts';

/** One file of a zip archive. Offsets are from the start of the archive. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  readonly packed: number;
  readonly method: number;
  readonly header: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;

/**
 * Reads the directory of a zip archive (PKWARE APPNOTE 6.3, sections 4.3.12 and 4.3.16). Archives
 * of 4 GiB and more are not needed here and refused.
 *
 * @throws UserError `engine.archive` when it is not a whole zip archive.
 */
export async function readZip(path: string): Promise<readonly ZipEntry[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = await read(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
    let at = tail.length - 22;
    while (at >= 0 && tail.readUInt32LE(at) !== END_OF_DIRECTORY) at--;
    if (at < 0) throw broken(path, 'its directory is missing: the file is cut short or no archive');
    const [length, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (start === 0xffffffff || start + length > size) throw broken(path, 'its directory is off');
    return parseDirectory(path, await read(file, start, length), tail.readUInt16LE(at + 10));
  } finally {
    await file.close();
  }
}

function parseDirectory(path: string, bytes: Buffer, count: number): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw broken(path, `entry ${entries.length} of its directory is damaged`);
    const name = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + name),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      bytes: bytes.readUInt32LE(at + 24),
      header: bytes.readUInt32LE(at + 42),
    });
    at += 46 + name + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Unpacks one entry into the file `target`; `progress` hears of every piece.
 *
 * @throws UserError `engine.archive` when the entry is damaged or packed in a way not known here.
 */
export async function extractEntry(
  path: string,
  entry: ZipEntry,
  target: string,
  progress: (bytes: number) => void = () => undefined,
): Promise<void> {
  if (entry.method !== 0 && entry.method !== 8)
    throw broken(path, `${entry.name} is packed by method ${entry.method}`);
  if (entry.bytes > limits.zipMember)
    throw broken(path, `${entry.name} would have ${formatBytes(entry.bytes)}`);
  const start = await contentStart(path, entry);
  await mkdir(dirname(target), { recursive: true });
  const output = createWriteStream(target, { flush: true });
  let written = 0;
  const count = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      written += chunk.length;
      // What the directory says is also the most that is written.
      if (written > entry.bytes) throw broken(path, `${entry.name} has more than it says`);
      progress(chunk.length);
      yield chunk;
    }
  };
  if (entry.bytes === 0) return pipeline([], output);
  const end = start + entry.packed - 1;
  const input = createReadStream(path, { start, end, highWaterMark: 1 << 20 });
  const unpack = createInflateRaw({ chunkSize: 1 << 20 });
  if (entry.method === 0) await pipeline(input, count, output);
  else if (entry.method === 8)
    await pipeline(input, unpack, count, output).catch((error: NodeJS.ErrnoException) => {
      // Where the packed bytes end before the size that the directory says, the reading is aborted.
      throw error.code?.startsWith('Z_') || error.code === 'ABORT_ERR'
        ? broken(path, `${entry.name} is damaged (${error.message})`)
        : error;
    });
  if (written !== entry.bytes) throw broken(path, `${entry.name} has ${written} bytes`);
}

async function contentStart(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path);
  try {
    const header = await read(file, entry.header, 30);
    if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER)
      throw broken(path, `the header of ${entry.name} is damaged`);
    const start = entry.header + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const isEmpty = entry.packed === 0 && entry.bytes > 0;
    if (isEmpty || start + entry.packed > (await file.stat()).size)
      throw broken(path, `${entry.name} would have ${entry.packed} packed bytes`);
    return start;
  } finally {
    await file.close();
  }
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function broken(path: string, what: string): UserError {
  return new UserError('engine.archive', `${path} cannot be unpacked: ${what}.`);
}
