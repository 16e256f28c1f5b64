import { inflateRawSync } from 'node:zlib';
import { UserError } from '../../../base/index.ts';
import { limits } from '../../../system/index.ts';

export interface ZipEntry {
  readonly name: string;
  /** Unpacks the entry. */
  readonly read: () => Uint8Array;
}

/**
 * The entries of a zip archive (PKWARE APPNOTE 4.3; stored and deflated, without zip64).
 *
 * @throws UserError `data.archive` naming the byte where something else stands.
 */
export function readZip(archive: string, bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = (at: number, expected: string) =>
    new UserError(
      'data.archive',
      `${archive}, byte ${at}: expected ${expected}, found something else.`,
    );
  const check = (at: number, signature: number, length: number, what: string) => {
    if (at < 0 || at + length > bytes.length || view.getUint32(at, true) !== signature) {
      throw fail(at, what);
    }
  };
  let end = bytes.length - 22;
  while (end > 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  check(end, 0x06054b50, 22, 'the directory at the end of a zip archive');
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = view.getUint16(end + 10, true); i > 0; i--) {
    check(at, 0x02014b50, 46, 'an entry of the directory of a zip archive');
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8');
    entries.push({
      name,
      read() {
        check(local, 0x04034b50, 30, `the header of ${name}`);
        const from =
          local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
        const data = bytes.subarray(from, from + packed);
        if (size > limits.zipMember) throw fail(at, `${name} of ${limits.zipMember} bytes at most`);
        const unpacked =
          method === 8 ? inflate(data, size, () => fail(from, `${name} of ${size} bytes`)) : data;
        if ((method !== 8 && method !== 0) || unpacked.length !== size) {
          throw fail(from, `${name} of ${size} bytes, stored or deflated`);
        }
        return unpacked;
      },
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** To no more than the directory says. */
function inflate(data: Uint8Array, size: number, failed: () => UserError): Uint8Array {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw failed();
  }
}
