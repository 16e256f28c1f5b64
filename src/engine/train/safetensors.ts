import { largestOf, limits, parseJson, UserError } from '../../base/index.ts';
import { beginDigest, statedDigest } from '../../store/index.ts';
import { openLarge, readBytes } from '../../system/index.ts';

/**
 * The safetensors format: eight bytes with the length of a JSON header (little-endian), the
 * header, then the tensors' bytes one after another, row-major and little-endian.
 */

export interface HostTensor {
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array | Uint8Array;
}

export interface TensorFile {
  readonly tensors: Readonly<Record<string, HostTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

const formats = {
  F32: { dtype: 'float32', bytes: 4 },
  I32: { dtype: 'int32', bytes: 4 },
  BOOL: { dtype: 'bool', bytes: 1 },
} as const;
const codes = { float32: 'F32', int32: 'I32', bool: 'BOOL' } as const;

type Code = keyof typeof formats;
type Entry = { dtype: Code; shape: number[]; data_offsets: [number, number] };

/** The bytes of a file, as pieces that may be written one after another without a copy. */
export function encodeTensors(file: TensorFile): Uint8Array[] {
  const header: Record<string, unknown> = { __metadata__: file.metadata };
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { dtype, shape, values }] of Object.entries(file.tensors)) {
    header[name] = {
      dtype: codes[dtype],
      shape,
      data_offsets: [offset, offset + values.byteLength],
    };
    parts.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    offset += values.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // The data begins at a multiple of eight, so that readers may map it without copying.
  const padded = Math.ceil(text.length / 8) * 8;
  const head = new Uint8Array(8 + padded).fill(0x20, 8);
  new DataView(head.buffer).setBigUint64(0, BigInt(padded), true);
  head.set(text, 8);
  return [head, ...parts];
}

/** Reads a file's bytes; `path` is for messages. Throws a UserError that says what is wrong where. */
export function decodeTensors(bytes: Uint8Array, path: string): TensorFile {
  const start = 8 + headerLength(bytes, bytes.length, path);
  const layout = layoutOf(bytes.subarray(8, start), bytes.length - start, path);
  return readTensors(
    layout,
    checked(bytes.subarray(0, start), bytes.subarray(start), layout, path),
  );
}

/**
 * Reads a file from the disk. The header is held against the file's size before the data are read. Throws a
 * UserError as `decodeTensors` does, and one where it is a link (unless `follow`) or no plain file.
 */
export async function readTensorFile(path: string, { follow = false } = {}): Promise<TensorFile> {
  const { handle, size } = await openLarge(path, { most: limits.tensorFile, follow });
  try {
    const start = 8 + headerLength(await readBytes(handle, 0, Math.min(8, size)), size, path);
    const head = await readBytes(handle, 0, start);
    const layout = layoutOf(head.subarray(8), size - start, path);
    const data = await readBytes(handle, start, size - start);
    return readTensors(layout, checked(head, data, layout, path));
  } finally {
    await handle.close();
  }
}

/** Where each tensor lies in the data. */
interface Layout {
  readonly entries: readonly (Pick<HostTensor, 'shape'> & {
    readonly name: string;
    readonly code: Code;
    readonly from: number;
    readonly to: number;
  })[];
  readonly metadata: Readonly<Record<string, string>>;
}

function damaged(path: string, what: string): UserError {
  return new UserError('checkpoint.damaged', `${path} is not a whole safetensors file: ${what}.`);
}

/** The data, where they and the head have the digest that the head states, or it states none. */
function checked(head: Uint8Array, data: Uint8Array, layout: Layout, path: string): Uint8Array {
  const stated = statedDigest(head);
  if (stated === null) return data;
  const end = largestOf(
    layout.entries.map(({ to }) => to),
    0,
  );
  if (beginDigest(head).update(data.subarray(0, end)).digest('hex') === stated) return data;
  throw new UserError(
    'checkpoint.damaged',
    `${path} is damaged: its bytes are not those that were written (its SHA-256 differs). Take an earlier checkpoint, or train again.`,
  );
}

function headerLength(first: Uint8Array, size: number, path: string): number {
  if (size < 8) throw damaged(path, `it has ${size} bytes, its header alone needs 8`);
  const length = Number(
    new DataView(first.buffer, first.byteOffset, first.byteLength).getBigUint64(0, true),
  );
  if (8 + length > size)
    throw damaged(path, `offset 0 announces a header of ${length} bytes, the file has ${size}`);
  if (length > limits.tensorHeader)
    throw damaged(path, `its header has ${length} bytes, ${limits.tensorHeader} are the most`);
  return length;
}

/** Checks the header against the number of bytes that follow it. */
function layoutOf(header: Uint8Array, dataBytes: number, path: string): Layout {
  const bad = (what: string) => damaged(path, what);
  const { __metadata__: metadata, ...tensors } = parseHeader(header, bad);
  const entries = Object.entries(tensors).map(([name, entry]) => checkEntry(name, entry, bad));
  let covered = 0;
  for (const { name, from, to } of [...entries].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (to > dataBytes) {
      const start = 8 + header.length;
      throw bad(
        `tensor ${name} ends at offset ${start + to}, the file at ${start + dataBytes}: it is cut off`,
      );
    }
    if (from < covered) throw bad(`tensor ${name} overlaps another at offset ${from} of the data`);
    covered = to;
  }
  return { entries, metadata: textsOf(metadata, bad) };
}

function parseHeader(
  bytes: Uint8Array,
  bad: (what: string) => UserError,
): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw bad(`its header at offset 8 is not JSON (${String(error)})`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad('its header is not a JSON object');
  return value as Record<string, unknown>;
}

function textsOf(value: unknown, bad: (what: string) => UserError): Layout['metadata'] {
  const texts = Object.entries(value ?? {});
  if (typeof (value ?? {}) !== 'object' || !texts.every(([, text]) => typeof text === 'string'))
    throw bad('its metadata are not texts');
  return Object.fromEntries(texts);
}

function checkEntry(
  name: string,
  value: unknown,
  bad: (what: string) => UserError,
): Layout['entries'][number] {
  const entry = (value ?? {}) as Partial<Entry>;
  const code = entry.dtype;
  if (typeof code !== 'string' || !Object.hasOwn(formats, code)) {
    throw bad(
      `tensor ${name} has type ${String(code)}; F32, I32 and BOOL can be read here ` +
        '(convert it to float32 first)',
    );
  }
  const { shape } = entry;
  if (!Array.isArray(shape) || !shape.every(n => Number.isSafeInteger(n) && n >= 0)) {
    throw bad(`tensor ${name} has no proper shape`);
  }
  const [from, to] = Array.isArray(entry.data_offsets) ? entry.data_offsets : [NaN, NaN];
  const size = shape.reduce((a, b) => a * b, 1) * formats[code].bytes;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to - from !== size || from < 0) {
    throw bad(`tensor ${name} of shape [${shape.join(', ')}] needs ${size} bytes`);
  }
  return { name, code, shape, from, to };
}

function readTensors({ entries, metadata }: Layout, data: Uint8Array): TensorFile {
  const tensors = entries.map(({ name, code, shape, from, to }): [string, HostTensor] => {
    const { dtype } = formats[code];
    // A copy, because the data of a foreign file need not be aligned.
    const { buffer } = new Uint8Array(data.subarray(from, to));
    const values =
      dtype === 'float32'
        ? new Float32Array(buffer)
        : dtype === 'int32'
          ? new Int32Array(buffer)
          : new Uint8Array(buffer);
    return [name, { dtype, shape, values }];
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}
