import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { formatBytes, limits, UserError } from '../base/index.ts';

/** A file that should be a zip archive, and the code of the errors about it. */
export interface ZipFile {
  readonly path: string;
  readonly code: 'data.archive' | 'engine.archive';
}

/** One file of a zip archive. Offsets are from the start of the archive. */
export interface ZipEntry {
  readonly archive: ZipFile;
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
 * @throws UserError when it is not a whole zip archive.
 */
export async function readZip(archive: ZipFile): Promise<readonly ZipEntry[]> {
  const file = await open(archive.path);
  try {
    const { size } = await file.stat();
    const tail = await read(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
    let at = tail.length - 22;
    while (at >= 0 && tail.readUInt32LE(at) !== END_OF_DIRECTORY) at--;
    if (at < 0)
      throw broken(archive, 'its directory is missing: the file is cut short or no archive');
    const [length, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (start === 0xffffffff || start + length > size)
      throw broken(archive, 'its directory is off');
    const directory = await read(file, start, length);
    return parseDirectory(archive, directory, { start, count: tail.readUInt16LE(at + 10) });
  } finally {
    await file.close();
  }
}

function parseDirectory(
  archive: ZipFile,
  bytes: Buffer,
  { start, count }: { readonly start: number; readonly count: number },
): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw broken(
        archive,
        `entry ${entries.length} of its directory, at byte ${start + at}, is damaged`,
      );
    const name = bytes.readUInt16LE(at + 28);
    entries.push({
      archive,
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
 * @throws UserError when the entry is damaged or packed in a way not known here.
 */
export async function extractEntry(
  entry: ZipEntry,
  target: string,
  progress: (bytes: number) => void = () => undefined,
): Promise<void> {
  const unpack = await opened(entry);
  await mkdir(dirname(target), { recursive: true });
  const output = createWriteStream(target, { flush: true });
  await unpack(output, progress);
}

/** The bytes of one entry. Throws as `extractEntry` does. */
export async function readEntry(entry: ZipEntry): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  const unpack = await opened(entry);
  const collect = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  await unpack(collect, () => undefined);
  return Buffer.concat(pieces);
}

type Unpack = (output: Writable, progress: (bytes: number) => void) => Promise<void>;

/** What unpacks an entry, once its header has been found to be whole. */
async function opened(entry: ZipEntry): Promise<Unpack> {
  const { archive, name, method, bytes, packed } = entry;
  if (method !== 0 && method !== 8) throw broken(archive, `${name} is packed by method ${method}`);
  if (bytes > limits.zipMember) throw broken(archive, `${name} would have ${formatBytes(bytes)}`);
  const start = await contentStart(entry);
  return async (output, progress) => {
    let written = 0;
    const count = async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        written += chunk.length;
        // What the directory says is also the most that is written.
        if (written > bytes) throw broken(archive, `${name} has more than it says`);
        progress(chunk.length);
        yield chunk;
      }
    };
    if (bytes === 0) return pipeline([], output);
    const end = start + packed - 1;
    const input = createReadStream(archive.path, { start, end, highWaterMark: 1 << 20 });
    const unpack = createInflateRaw({ chunkSize: 1 << 20 });
    if (method === 0) await pipeline(input, count, output);
    else
      await pipeline(input, unpack, count, output).catch((error: NodeJS.ErrnoException) => {
        // Where the packed bytes end before the size that the directory says, the reading is aborted.
        throw error.code?.startsWith('Z_') || error.code === 'ABORT_ERR'
          ? broken(archive, `${name} is damaged (${error.message})`)
          : error;
      });
    if (written !== bytes) throw broken(archive, `${name} has ${written} bytes`);
  };
}

async function contentStart(entry: ZipEntry): Promise<number> {
  const { archive } = entry;
  const file = await open(archive.path);
  try {
    const header = await read(file, entry.header, 30);
    if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER)
      throw broken(archive, `the header of ${entry.name} is damaged`);
    const start = entry.header + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const isEmpty = entry.packed === 0 && entry.bytes > 0;
    if (isEmpty || start + entry.packed > (await file.stat()).size)
      throw broken(archive, `${entry.name} would have ${entry.packed} packed bytes`);
    return start;
  } finally {
    await file.close();
  }
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function broken({ path, code }: ZipFile, what: string): UserError {
  return new UserError(code, `${path} cannot be unpacked: ${what}.`);
}
