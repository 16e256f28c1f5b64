import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeTensors, type TensorFile } from '../../src/record/index.ts';
import { decodeTensors } from '../../src/store/index.ts';
import { python } from '../support/python.ts';

const folder = mkdtempSync(join(tmpdir(), 'safetensors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file: TensorFile = {
  tensors: {
    'stem.conv.weight': {
      dtype: 'float32',
      shape: [2, 3],
      values: Float32Array.of(1, -2, 0.5, 1e-38, Infinity, 3),
    },
    counter: { dtype: 'int32', shape: [], values: Int32Array.of(-7) },
    flags: { dtype: 'bool', shape: [3], values: Uint8Array.of(1, 0, 1) },
    empty: { dtype: 'float32', shape: [0, 4], values: new Float32Array(0) },
  },
  metadata: { step: '500', note: 'naïve "quotes"' },
};

/** A file put together by hand from a header's text and data bytes. */
function raw(header: string, data: readonly number[]): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

it('writes the layout of the format: length, JSON, bytes one after another', () => {
  const bytes = Buffer.concat(encodeTensors(file));
  const length = Number(bytes.readBigUInt64LE(0));
  expect(length % 8).toBe(0);
  const header = JSON.parse(bytes.subarray(8, 8 + length).toString('utf8')) as Record<
    string,
    unknown
  >;
  expect(header['counter']).toEqual({ dtype: 'I32', shape: [], data_offsets: [24, 28] });
  expect(header['__metadata__']).toEqual(file.metadata);
  expect(bytes.readInt32LE(8 + length + 24)).toBe(-7);
  expect(bytes.length).toBe(8 + length + 24 + 4 + 3);
});

it('reads what it wrote, from any alignment', () => {
  const bytes = Buffer.concat([Buffer.alloc(1), ...encodeTensors(file)]).subarray(1);
  expect(decodeTensors(bytes, 'x')).toEqual(file);
});

it('reads a file made by hand', () => {
  const bytes = raw('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', [0, 0, 0x80, 0x3f]);
  expect(decodeTensors(bytes, 'x').tensors['a']?.values).toEqual(Float32Array.of(1));
});

describe('a broken file is named with what is wrong', () => {
  const whole = Buffer.concat(encodeTensors(file));
  it.each([
    ['too short for a header', whole.subarray(0, 5), /x\.safetensors .* 5 bytes/],
    ['cut in the header', whole.subarray(0, 40), /header of \d+ bytes, the file has 40/],
    ['cut in the data', whole.subarray(0, whole.length - 1), /flags ends at offset/],
    ['not JSON', raw('{"a"', []), /not JSON/],
    ['not an object', raw('null', []), /not a JSON object/],
    [
      'another type',
      raw('{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}', [0, 0]),
      /tensor a has type F16/,
    ],
    [
      'a size that does not fit the shape',
      raw('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', [0, 0, 0, 0]),
      /tensor a of shape \[2\] needs 8 bytes/,
    ],
    ['no offsets', raw('{"a":{"dtype":"F32","shape":[2]}}', []), /tensor a .* needs 8 bytes/],
    ['no shape', raw('{"a":{"dtype":"F32"}}', []), /no proper shape/],
    ['an entry that is no object', raw('{"a":3}', []), /tensor a has type undefined/],
  ])('%s', (_what, bytes, message) => {
    expect(() => decodeTensors(bytes, 'x.safetensors')).toThrow(message);
  });
});

const program = python('safetensors.numpy');

describe.skipIf(program === undefined)(
  'with Python (needs a Python with safetensors and numpy)',
  () => {
    const run = (script: string, ...args: string[]): string =>
      execFileSync(program ?? '', ['-c', script, ...args], { encoding: 'utf8' });

    it('Python opens our file', () => {
      const path = join(folder, 'ours.safetensors');
      writeFileSync(path, Buffer.concat(encodeTensors(file)));
      const script =
        'import sys, json\nfrom safetensors import safe_open\n' +
        'f = safe_open(sys.argv[1], "np")\n' +
        'print(json.dumps({"meta": f.metadata(), "t": {k: [str(f.get_tensor(k).dtype), list(f.get_tensor(k).shape), f.get_tensor(k).astype(float).ravel().tolist()] for k in f.keys()}}))';
      const seen = JSON.parse(run(script, path).replace('Infinity', '"Infinity"')) as {
        meta: unknown;
        t: Record<string, unknown>;
      };
      expect(seen.meta).toEqual(file.metadata);
      expect(seen.t['counter']).toEqual(['int32', [], [-7]]);
      expect(seen.t['flags']).toEqual(['bool', [3], [1, 0, 1]]);
      expect(seen.t['stem.conv.weight']).toEqual([
        'float32',
        [2, 3],
        [1, -2, 0.5, Math.fround(1e-38), 'Infinity', 3],
      ]);
    });

    it("we open Python's file", () => {
      const path = join(folder, 'theirs.safetensors');
      run(
        'import sys, numpy as np\nfrom safetensors.numpy import save_file\n' +
          'save_file({"b": np.arange(6, dtype=np.float32).reshape(2, 3), "a": np.array([1, 2], np.int32)}, sys.argv[1], {"k": "v"})',
        path,
      );
      expect(decodeTensors(readFileSync(path), path)).toEqual({
        metadata: { k: 'v' },
        tensors: {
          a: { dtype: 'int32', shape: [2], values: Int32Array.of(1, 2) },
          b: { dtype: 'float32', shape: [2, 3], values: Float32Array.of(0, 1, 2, 3, 4, 5) },
        },
      });
    });
  },
);
