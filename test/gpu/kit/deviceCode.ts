import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** What `keepArchitecture` did to a library, in bytes of device code. */
export interface Reduced {
  readonly containers: number;
  readonly kept: number;
  readonly zeroed: number;
}

interface Section {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

/** One program for the device within a container. */
interface Entry {
  /** Where it begins in the section, with its header. */
  readonly start: number;
  readonly size: number;
  readonly kind: number;
  /** 90 stands for sm_90. */
  readonly architecture: number;
}

/** CUDA's fat binaries, as they lie in a linked library: a header (magic, version, its size, length), then entries. */
const magic = 0xba55ed50;
const headerSize = 16;
const ptx = 1;
const cubin = 2;

/**
 * Leaves in a linked library only the device code for one GPU architecture, in place: in each container the
 * entries that stay move to the front, its length shrinks, and the rest becomes zeros, which compress to
 * nothing. Addresses and all other sections stay as they are. Where nothing fits the architecture, or the
 * container is not understood, it is left alone.
 */
export function keepArchitecture(file: string, architecture: number): Reduced {
  const handle = openSync(file, 'r+');
  try {
    let [containers, kept, zeroed] = [0, 0, 0];
    for (const { offset, size } of sectionsOf(handle).filter(s => s.name === '.nv_fatbin')) {
      const code = bytesAt(handle, offset, size);
      for (const { start, length, entries } of containersIn(code)) {
        containers++;
        const stays = fitting(entries, architecture);
        const all = entries.reduce((sum, entry) => sum + entry.size, 0);
        if (stays.length === 0 || all !== length) {
          kept += length;
          continue;
        }
        const rest = Buffer.concat(stays.map(e => code.subarray(e.start, e.start + e.size)));
        code.fill(0, start + headerSize, start + headerSize + length);
        rest.copy(code, start + headerSize);
        code.writeBigUInt64LE(BigInt(rest.length), start + 8);
        kept += rest.length;
        zeroed += length - rest.length;
      }
      writeSync(handle, code, 0, code.length, offset);
    }
    return { containers, kept, zeroed };
  } finally {
    closeSync(handle);
  }
}

/** The sections of a 64-bit little-endian ELF file that have contents. */
function sectionsOf(handle: number): readonly Section[] {
  const header = bytesAt(handle, 0, 64);
  if (header.readUInt32BE(0) !== 0x7f454c46 || header[4] !== 2 || header[5] !== 1) return [];
  const table = Number(header.readBigUInt64LE(0x28));
  const [each, count, names] = [0x3a, 0x3c, 0x3e].map(at => header.readUInt16LE(at)) as [
    number,
    number,
    number,
  ];
  const rows = Array.from({ length: count }, (_, i) => bytesAt(handle, table + i * each, 64)).map(
    row => ({
      name: row.readUInt32LE(0),
      isEmpty: row.readUInt32LE(4) === 8,
      offset: Number(row.readBigUInt64LE(24)),
      size: Number(row.readBigUInt64LE(32)),
    }),
  );
  const strings = rows[names];
  if (strings === undefined) return [];
  const text = bytesAt(handle, strings.offset, strings.size);
  return rows
    .filter(({ isEmpty }) => !isEmpty)
    .map(row => ({ ...row, name: text.toString('latin1', row.name, text.indexOf(0, row.name)) }));
}

function bytesAt(handle: number, offset: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  readSync(handle, bytes, 0, size, offset);
  return bytes;
}

function* containersIn(code: Buffer) {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(magic);
  for (let at = code.indexOf(mark); at >= 0 && at + headerSize <= code.length;) {
    const length = Number(code.readBigUInt64LE(at + 8));
    const end = at + headerSize + length;
    const isOne = code.readUInt16LE(at + 4) === 1 && code.readUInt16LE(at + 6) === headerSize;
    if (isOne && end <= code.length)
      yield { start: at, length, entries: entriesIn(code, at + headerSize, end) };
    at = code.indexOf(mark, isOne && end <= code.length ? end : at + 4);
  }
}

function entriesIn(code: Buffer, begin: number, end: number): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = begin; at + 64 <= end;) {
    const kind = code.readUInt16LE(at);
    const size = code.readUInt32LE(at + 4) + Number(code.readBigUInt64LE(at + 8));
    if ((kind !== ptx && kind !== cubin) || size < 64 || at + size > end) break;
    entries.push({ start: at, size, kind, architecture: code.readUInt32LE(at + 28) });
    at += size;
  }
  return entries;
}

/**
 * What a GPU of this architecture can run: its own code; else the newest code of its generation that is not
 * newer than it; else the newest text (PTX) that its driver can compile.
 */
function fitting(entries: readonly Entry[], architecture: number): readonly Entry[] {
  const generation = Math.floor(architecture / 10);
  const older = (e: Entry) => e.architecture <= architecture;
  const own = entries.filter(
    e => e.kind === cubin && older(e) && Math.floor(e.architecture / 10) === generation,
  );
  const text = entries.filter(e => e.kind === ptx && older(e));
  const from = own.length > 0 ? own : text;
  const newest = Math.max(...from.map(e => e.architecture));
  return from.filter(e => e.architecture === newest);
}
