/**
 * The safetensors format: eight bytes with the length of a JSON header (little-endian), the
 * header, then the tensors' bytes one after another, row-major and little-endian.
 */
import { limits, parseJson, UserError } from '../../base/index.ts';

/** The types that are written and read here, by their names in the format. */
export const tensorTypes = {
  F32: { dtype: 'float32', bytes: 4 },
  I32: { dtype: 'int32', bytes: 4 },
  BOOL: { dtype: 'bool', bytes: 1 },
} as const;

type Code = keyof typeof tensorTypes;
type Entry = { dtype: Code; shape: number[]; data_offsets: [number, number] };

/** Where each tensor lies in the data: from byte `from` up to, not with, byte `to`. */
export interface TensorLayout {
  readonly entries: readonly {
    readonly name: string;
    readonly code: Code;
    readonly shape: readonly number[];
    readonly from: number;
    readonly to: number;
  }[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Bytes of the data: where the last tensor ends. What a file has after them belongs to nothing. */
  readonly dataBytes: number;
}

/**
 * Bytes of the JSON header of a file of `size` bytes that begins with these eight; `path` is for messages.
 * @throws UserError `checkpoint.damaged` where there is no room for one, or it is larger than `limits.tensorHeader`.
 */
export function tensorHeaderLength(first: Uint8Array, size: number, path: string): number {
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

/**
 * Checks a header against the number of bytes that follow it.
 * @throws UserError `checkpoint.damaged` saying what is wrong where.
 */
export function tensorLayout(header: Uint8Array, dataBytes: number, path: string): TensorLayout {
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
  return { entries, metadata: textsOf(metadata, bad), dataBytes: covered };
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

function textsOf(value: unknown, bad: (what: string) => UserError): TensorLayout['metadata'] {
  const texts = Object.entries(value ?? {});
  if (typeof (value ?? {}) !== 'object' || !texts.every(([, text]) => typeof text === 'string'))
    throw bad('its metadata are not texts');
  return Object.fromEntries(texts);
}

function checkEntry(
  name: string,
  value: unknown,
  bad: (what: string) => UserError,
): TensorLayout['entries'][number] {
  const entry = (value ?? {}) as Partial<Entry>;
  const code = entry.dtype;
  if (typeof code !== 'string' || !Object.hasOwn(tensorTypes, code)) {
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
  const size = shape.reduce((a, b) => a * b, 1) * tensorTypes[code].bytes;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to - from !== size || from < 0) {
    throw bad(`tensor ${name} of shape [${shape.join(', ')}] needs ${size} bytes`);
  }
  return { name, code, shape, from, to };
}

function damaged(path: string, what: string): UserError {
  return new UserError('checkpoint.damaged', `${path} is not a whole safetensors file: ${what}.`);
}
