import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatPlural,
  formatShare,
} from '../../src/base/index.ts';

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [172506, '172,506'],
    [19421274, '19,421,274'],
  ])('count %d', (n, text) => expect(formatCount(n)).toBe(text));

  it.each([
    [null, '-'],
    [0, '0'],
    [2.302585, '2.303'],
    [0.00123456, '0.001235'],
    [12345.6, '12346'],
    [0.00001, '1.00e-5'],
    [Number.NaN, 'NaN'],
  ])('number %s', (n, text) => expect(formatNumber(n)).toBe(text));

  it.each([
    [0.9234, '92.34 %'],
    [1, '100.00 %'],
    [null, '-'],
  ])('share %s', (n, text) => expect(formatShare(n)).toBe(text));

  it.each([
    [512, '512 B'],
    [1536, '1.5 KiB'],
    [3 * 1024 ** 3, '3.0 GiB'],
  ])('bytes %d', (n, text) => expect(formatBytes(n)).toBe(text));

  it.each([
    [48.2, '48 s'],
    [59.6, '1:00'],
    [187, '3:07'],
    [7387, '2:03:07'],
    [null, '-'],
  ])('seconds %s', (n, text) => expect(formatDuration(n)).toBe(text));

  it('plural', () => {
    expect([formatPlural(1, 'error'), formatPlural(1000, 'run')]).toEqual([
      '1 error',
      '1,000 runs',
    ]);
  });
});
