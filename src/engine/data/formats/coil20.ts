import { coil20Classes, layouts } from '../../../dataset/index.ts';
import { checkRecords, dataError, labelError } from '../dataError.ts';
import { readDataFile } from '../dataFile.ts';
import type { DataFile } from '../types.ts';
import type { Split } from '../types.ts';
import type { DatasetFormat } from './format.ts';
import { sharedBytes, sharedUint16 } from './sharedBytes.ts';

const pixels = 32 * 32;
const record = 1 + 2 * pixels;
/** The sum of a 4x4 block of white 8-bit pixels. */
const white = 16 * 255;
/** Of each object's views in turning order the 4th, 8th, … test. */
const testEvery = 4;

/**
 * COIL-20 at 32x32: label, then 1024 little-endian 16-bit values from 0 to 4080. The set has no
 * official split; here every fourth view of an object tests (18 of 72, 20 degrees apart), so that
 * each test view lies between training views 5 degrees away.
 */
export const coil20Format: DatasetFormat = {
  ...layouts.coil20,
  async read(folder, { known = null } = {}) {
    const file = await readDataFile(folder, 'coil20_32x32_u16.bin');
    const total = known && known.counts.train + known.counts.test;
    const count = checkRecords(file, { header: 0, record, count: total });
    const train: number[] = [];
    const test: number[] = [];
    const seen = new Map<number, number>();
    for (let r = 0; r < count; r++) {
      const label = file.bytes[r * record] as number;
      if (label >= 20) throw labelError(file, r * record, r + 1, '0 to 19', label);
      const view = (seen.get(label) ?? 0) + 1;
      seen.set(label, view);
      (view % testEvery === 0 ? test : train).push(r);
    }
    if (known) checkViews(file, seen, count / 20);
    return {
      shape: [32, 32, 1],
      classes: coil20Classes,
      train: readSplit(file, train),
      test: readSplit(file, test),
    };
  },
};

function readSplit(file: DataFile, records: readonly number[]): Split {
  const images = sharedUint16(records.length * pixels);
  const labels = sharedBytes(records.length);
  const view = new DataView(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  for (const [i, r] of records.entries()) {
    labels[i] = file.bytes[r * record] as number;
    for (let p = 0; p < pixels; p++) {
      const at = r * record + 1 + 2 * p;
      const value = view.getUint16(at, true);
      if (value > white)
        throw dataError('value', file, at, `a value from 0 to ${white}`, `${value}`);
      images[i * pixels + p] = value;
    }
  }
  return { count: records.length, images, labels, white };
}

function checkViews(file: DataFile, seen: ReadonlyMap<number, number>, views: number): void {
  for (let label = 0; label < 20; label++) {
    const found = seen.get(label) ?? 0;
    if (found !== views) {
      const expected = `${views} views of each object in the whole file`;
      throw dataError('label', file, 0, expected, `${found} of object ${label}`);
    }
  }
}
