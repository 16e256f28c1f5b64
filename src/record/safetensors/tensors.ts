import { tensorTypes, type TensorLayout } from './layout.ts';

export interface HostTensor {
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array | Uint8Array;
}

export interface TensorFile {
  readonly tensors: Readonly<Record<string, HostTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

const codes = { float32: 'F32', int32: 'I32', bool: 'BOOL' } as const;

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

/** The tensors of a file whose header says this; `data` is what comes after the header. */
export function readTensors({ entries, metadata }: TensorLayout, data: Uint8Array): TensorFile {
  const tensors = entries.map(({ name, code, shape, from, to }): [string, HostTensor] => {
    const { dtype } = tensorTypes[code];
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
