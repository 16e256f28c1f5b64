import { formatCount, UserError } from '../../base/index.ts';
import type { DataFile } from './types.ts';

export type DataFault = 'truncated' | 'size' | 'magic' | 'label' | 'value' | 'gzip';

/** Says what is wrong with a file, at which byte (from 0), what was expected there and what is. */
export function dataError(
  fault: DataFault,
  file: Pick<DataFile, 'path' | 'packed'>,
  offset: number,
  expected: string,
  found: string,
): UserError {
  const where = `${file.path}, byte ${formatCount(offset)}${file.packed ? ' (unpacked)' : ''}`;
  return new UserError(`data.${fault}`, `${where}: expected ${expected}, found ${found}.`);
}

/**
 * Checks the size of a file of equal records after a header.
 *
 * @param count the number of records there must be; null: any whole number of them.
 * @returns the number of records.
 */
export function checkRecords(
  file: DataFile,
  layout: { readonly header: number; readonly record: number; readonly count: number | null },
): number {
  const { header, record, count } = layout;
  const size = file.bytes.length;
  const whole = Math.floor((size - header) / record);
  if (count === null) {
    if (whole >= 1 && header + whole * record === size) return whole;
    throw dataError(
      'truncated',
      file,
      size,
      `whole records of ${formatCount(record)} bytes${header ? ` after ${header} bytes of header` : ''}`,
      whole < 1
        ? `the end inside the first record`
        : `the end ${formatCount((size - header) % record)} bytes into record ${formatCount(whole + 1)}`,
    );
  }
  const right = header + count * record;
  if (size === right) return count;
  const expected = `${formatCount(right)} bytes in all (${formatCount(count)} records of ${formatCount(record)})`;
  if (size < right) throw dataError('truncated', file, size, expected, 'the end of the file');
  throw dataError('size', file, right, expected, `${formatCount(size - right)} bytes more`);
}

/** The first label outside 0..classes-1 is an error that names its place. */
export function labelError(
  file: DataFile,
  offset: number,
  record: number,
  classes: string,
  found: number,
): UserError {
  return dataError(
    'label',
    file,
    offset,
    `the label of record ${formatCount(record)}, ${classes}`,
    `${found}`,
  );
}
