import { UserError } from '../../base/index.ts';

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
  const bad = (what: string): UserError =>
    new UserError('checkpoint.damaged', `${path} is not a whole safetensors file: ${what}.`);
  if (bytes.length < 8) throw bad(`it has ${bytes.length} bytes, its header alone needs 8`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const start = 8 + length;
  if (start > bytes.length) {
    throw bad(`offset 0 announces a header of ${length} bytes, the file has ${bytes.length}`);
  }
  const header = parseHeader(bytes.subarray(8, start), bad);
  const tensors: Record<string, HostTensor> = {};
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') {
      metadata = entry as Record<string, string>;
      continue;
    }
    tensors[name] = readTensor(bytes, start, name, entry ?? {}, bad);
  }
  return { tensors, metadata };
}

function parseHeader(
  bytes: Uint8Array,
  bad: (what: string) => UserError,
): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw bad(`its header at offset 8 is not JSON (${String(error)})`);
  }
  if (typeof value !== 'object' || value === null) throw bad('its header is not a JSON object');
  return value as Record<string, unknown>;
}

function readTensor(
  bytes: Uint8Array,
  start: number,
  name: string,
  entry: Partial<Entry>,
  bad: (what: string) => UserError,
): HostTensor {
  const code = entry.dtype;
  if (code === undefined || !Object.hasOwn(formats, code)) {
    throw bad(
      `tensor ${name} has type ${String(code)}; F32, I32 and BOOL can be read here ` +
        '(convert it to float32 first)',
    );
  }
  const format = formats[code];
  if (!Array.isArray(entry.shape) || !entry.shape.every(n => Number.isInteger(n) && n >= 0)) {
    throw bad(`tensor ${name} has no proper shape`);
  }
  const [from, to] = Array.isArray(entry.data_offsets) ? entry.data_offsets : [NaN, NaN];
  const size = entry.shape.reduce((a, b) => a * b, 1) * format.bytes;
  if (to - from !== size || from < 0) {
    throw bad(`tensor ${name} of shape [${entry.shape.join(', ')}] needs ${size} bytes`);
  }
  if (start + to > bytes.length) {
    throw bad(
      `tensor ${name} ends at offset ${start + to}, the file at ${bytes.length}: it is cut off`,
    );
  }
  // A copy, because the data of a foreign file need not be aligned.
  const buffer = new Uint8Array(bytes.subarray(start + from, start + to)).buffer;
  const values =
    format.dtype === 'float32'
      ? new Float32Array(buffer)
      : format.dtype === 'int32'
        ? new Int32Array(buffer)
        : new Uint8Array(buffer);
  return { dtype: format.dtype, shape: entry.shape, values };
}
