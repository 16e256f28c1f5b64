import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../../base/index.ts';

const block = 512;

/** Long names and their pax records; systems know paths of 4 KiB. */
const longestName = 64 * 1024;

/**
 * Takes files out of a tar stream (POSIX ustar, with GNU and pax long names) as they come by.
 *
 * @param wanted base names of the files to take; they are written to `folder` under these names.
 * @returns the names that were found.
 * @throws UserError `data.archive` if the stream is no tar archive or ends inside a file.
 */
export async function extractTar(
  stream: AsyncIterable<Uint8Array>,
  archive: string,
  wanted: ReadonlySet<string>,
  folder: string,
): Promise<Set<string>> {
  const found = new Set<string>();
  const reader = new ByteReader(stream, archive);
  let longName: string | null = null;
  for (;;) {
    const header = await reader.take(block, true);
    // Two blocks of zeros end an archive; one is enough to know.
    if (header === null || header.every(byte => byte === 0)) break;
    const entry = parseHeader(header, archive, reader.offset - block);
    const padding = (block - (entry.size % block)) % block;
    if (entry.type === 'L' || entry.type === 'x') {
      if (entry.size > longestName)
        throw new UserError(
          'data.archive',
          `${archive}: a name of ${entry.size} bytes is announced; ${longestName} are the most.`,
        );
      const text = text8(await reader.need(entry.size));
      longName = entry.type === 'L' ? text : (/\d+ path=([^\n]*)\n/.exec(text)?.[1] ?? null);
    } else {
      const name = basename(longName ?? entry.name);
      longName = null;
      if ((entry.type === '0' || entry.type === '\0') && wanted.has(name)) {
        await writeMember(reader, entry.size, join(folder, name));
        found.add(name);
      } else {
        await reader.pass(entry.size, () => Promise.resolve());
      }
    }
    await reader.pass(padding, () => Promise.resolve());
  }
  // To the end, so that the gzip layer below has checked all it holds.
  await reader.drain();
  return found;
}

async function writeMember(reader: ByteReader, size: number, path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await reader.pass(size, async piece => {
      await file.writeFile(piece);
    });
  } finally {
    await file.close();
  }
}

function parseHeader(
  header: Uint8Array,
  archive: string,
  offset: number,
): { name: string; size: number; type: string } {
  const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  if (parseInt(text8(header.subarray(148, 156)), 8) !== sum) {
    throw new UserError(
      'data.archive',
      `${archive}, byte ${offset} (unpacked): expected the header of a tar archive, found something else.`,
    );
  }
  const prefix = text8(header.subarray(345, 500));
  const name = text8(header.subarray(0, 100));
  const ustar = text8(header.subarray(257, 262)) === 'ustar';
  return {
    name: ustar && prefix ? `${prefix}/${name}` : name,
    size: parseSize(header.subarray(124, 136)),
    type: String.fromCharCode(header[156] ?? 0),
  };
}

/** Octal digits, or big-endian bytes if the first bit is set (GNU, 8 GiB and more). */
function parseSize(field: Uint8Array): number {
  if (((field[0] ?? 0) & 0x80) === 0) return parseInt(text8(field), 8) || 0;
  return field.subarray(1).reduce((size, byte) => size * 256 + byte, 0);
}

/** Text up to the first zero byte. */
function text8(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8');
}

/** Takes counted bytes from a stream of pieces of any size. */
class ByteReader {
  offset = 0;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #archive: string;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(stream: AsyncIterable<Uint8Array>, archive: string) {
    this.#pieces = stream[Symbol.asyncIterator]();
    this.#archive = archive;
  }

  /** Hands on `count` bytes piece by piece. */
  async pass(count: number, use: (piece: Uint8Array) => Promise<void>): Promise<void> {
    for (let left = count; left > 0;) {
      if (this.#rest.length === 0 && !(await this.#refill())) throw this.#cut();
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      this.offset += piece.length;
      left -= piece.length;
      await use(piece);
    }
  }

  async need(count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count);
    let at = 0;
    await this.pass(count, piece => {
      bytes.set(piece, at);
      at += piece.length;
      return Promise.resolve();
    });
    return bytes;
  }

  /** As `need`; null at the end of the stream if that is allowed. */
  async take(count: number, mayEnd: boolean): Promise<Uint8Array | null> {
    if (this.#rest.length === 0 && !(await this.#refill()) && mayEnd) return null;
    return this.need(count);
  }

  async drain(): Promise<void> {
    do this.#rest = new Uint8Array(0);
    while (await this.#refill());
  }

  async #refill(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const next = await this.#pieces.next();
      if (next.done) return false;
      this.#rest = next.value;
    }
    return true;
  }

  #cut(): UserError {
    return new UserError(
      'data.archive',
      `${this.#archive}, byte ${this.offset} (unpacked): expected the rest of the archive, found its end.`,
    );
  }
}
