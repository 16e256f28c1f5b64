import { formatCount } from '../../../base/index.ts';
import { digitClasses, layouts } from '../../../dataset/index.ts';
import { allInOrder } from './allInOrder.ts';
import { dataError } from '../dataError.ts';
import { readDataFile } from '../dataFile.ts';
import type { DataFile, Split } from '../types.ts';
import type { DatasetFormat } from './format.ts';
import { parseNumber } from './parseNumber.ts';
import { sharedBytes, sharedFloats } from './sharedBytes.ts';

const pixels = 16 * 16;
const newline = 10;

/** USPS as text: a line an image, the digit and 256 grey values from -1 (background) to 1 (ink). */
export const uspsFormat: DatasetFormat = {
  ...layouts.usps,
  async read(folder, { known = null } = {}) {
    const [train, test] = await allInOrder([
      readDataFile(folder, 'zip.train'),
      readDataFile(folder, 'zip.test'),
    ]);
    return {
      shape: [16, 16, 1],
      classes: digitClasses,
      train: readLines(train, known && known.counts.train),
      test: readLines(test, known && known.counts.test),
    };
  },
};

function readLines(file: DataFile, known: number | null): Split {
  const { bytes } = file;
  // A line with an image has a label and 256 values, each of a digit at least, with a space between.
  const lines = Math.min(countLines(bytes), Math.ceil(bytes.length / (2 * (pixels + 1))));
  const images = sharedFloats(lines * pixels);
  const labels = sharedBytes(lines);
  let count = 0;
  for (let from = 0, line = 1; from < bytes.length; line++) {
    const end = bytes.indexOf(newline, from);
    const to = end < 0 ? bytes.length : end;
    if (readLine(file, from, to, line, images, labels, count)) count++;
    from = to + 1;
  }
  if (count === 0 || (known !== null && count !== known)) {
    throw dataError(
      known !== null && count > known ? 'size' : 'truncated',
      file,
      bytes.length,
      known === null ? 'at least one line' : `${formatCount(known)} lines with an image`,
      `${formatCount(count)} at the end of the file`,
    );
  }
  return {
    count,
    images: images.subarray(0, count * pixels),
    labels: labels.subarray(0, count),
  };
}

/** Reads one line into place `index`; false for an empty line. */
function readLine(
  file: DataFile,
  from: number,
  to: number,
  line: number,
  images: Float32Array,
  labels: Uint8Array,
  index: number,
): boolean {
  const { bytes } = file;
  const wrong = (
    fault: 'label' | 'value' | 'truncated',
    at: number,
    expected: string,
    found: string,
  ) => dataError(fault, file, at, `in line ${formatCount(line)} ${expected}`, found);
  let at = from;
  let values = 0;
  for (;;) {
    while (at < to && (bytes[at] as number) <= 32) at++;
    if (at >= to) break;
    let stop = at;
    while (stop < to && (bytes[stop] as number) > 32) stop++;
    const value = parseNumber(bytes, at, stop);
    const text = () =>
      JSON.stringify(Buffer.from(bytes.subarray(at, Math.min(stop, at + 20))).toString());
    if (values === 0) {
      if (!(value >= 0 && value <= 9 && Number.isInteger(value))) {
        throw wrong('label', at, 'a digit 0 to 9 as label', text());
      }
      labels[index] = value;
    } else if (!(value >= -1 && value <= 1)) {
      throw wrong('value', at, `a number from -1 to 1 as value ${values}`, text());
    } else if (values > pixels) {
      throw wrong('value', at, `the end after a label and ${pixels} values`, text());
    } else {
      images[index * pixels + values - 1] = value;
    }
    values++;
    at = stop;
  }
  if (values !== 0 && values !== pixels + 1) {
    throw wrong(
      'truncated',
      to,
      `a label and ${pixels} values`,
      `the end after ${values - 1} values`,
    );
  }
  return values > 0;
}

function countLines(bytes: Uint8Array): number {
  let lines = 1;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines++;
  return lines;
}
