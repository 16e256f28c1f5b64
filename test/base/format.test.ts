import { describe, expect, it } from 'vitest';
import {
  decimalsApart,
  formatBytes,
  formatClock,
  formatCount,
  formatDifference,
  formatDuration,
  formatFileSize,
  formatPlural,
  formatPoints,
  formatShare,
  formatShort,
  formatSpread,
  formatStepSize,
  formatTick,
  formatValue,
} from '../../src/base/index.ts';

describe('counts', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [172506, '172,506'],
    [19421274, '19,421,274'],
    [-1234, '−1,234'],
    [-0.2, '0'],
  ])('%d is %s', (n, text) => expect(formatCount(n)).toBe(text));

  it.each([
    [999, '999'],
    [40_553_600, '40.6 M'],
    [456_120, '456 k'],
    [1.25e9, '1.25 G'],
    [999_600, '1.00 M'],
  ])('%d in short is %s', (n, text) => expect(formatShort(n)).toBe(text));

  it('of things', () => {
    expect([formatPlural(1, 'error'), formatPlural(1000, 'run')]).toEqual([
      '1 error',
      '1,000 runs',
    ]);
  });
});

describe('values', () => {
  it.each([
    [0.0702, '0.0702'],
    [1.5, '1.50'],
    [278.4, '278'],
    [7330, '7,330'],
    [12345, '12,300'],
    [99949, '99,900'],
    [99950, '1.00 × 10⁵'],
    [9.996, '10.0'],
    [0.001, '0.00100'],
    [0.0009996, '1.00 × 10⁻³'],
    [6.475e33, '6.48 × 10³³'],
    [-0.5, '−0.500'],
    [0, '0'],
    [NaN, '–'],
    [null, '–'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
  ])('%s is %s', (value, text) => expect(formatValue(value)).toBe(text));

  it('give a difference its sign', () => {
    expect(formatDifference(-0.0702)).toBe('−0.0702');
    expect(formatDifference(1.5)).toBe('+1.50');
  });
});

describe('shares', () => {
  it.each([
    [0.9234, '92.3 %'],
    [0.43, '43.0 %'],
    [1, '100.0 %'],
    [-0.012, '−1.2 %'],
    [-0.0001, '0.0 %'],
    [null, '–'],
    [NaN, '–'],
  ])('%s is %s', (share, text) => expect(formatShare(share)).toBe(text));

  it.each([
    [0.268, '+26.8'],
    [-0.175, '−17.5'],
    // One example of 10,000, and one of 60,000.
    [-0.0001, '−0.01'],
    [1 / 60_000, '+0.002'],
    // What sums of shares leave: no example is as little.
    [0.3 - 0.1 - 0.2, '0.0'],
    [NaN, '–'],
  ])('a difference of %s is %s points', (d, text) => expect(formatPoints(d)).toBe(text));
});

describe('shares beside each other', () => {
  it.each([
    [[0.43, 0.698], 1],
    [[0.934, 0.934], 1],
    [[0.9342, 0.9338], 2],
    [[0.93421, 0.93422], 3],
    [[0.1 + 0.2, 0.3], 1],
    [[0.43, NaN], 1],
  ])('%j are told apart with %i decimals', (shares, decimals) =>
    expect(decimalsApart(...shares)).toBe(decimals),
  );

  it('never spread by 0.0 where they spread', () => {
    expect(formatSpread(0.934, 0.0015)).toBe('93.4 ± 0.1 %');
    expect(formatSpread(0.93404, 0.0003)).toBe('93.40 ± 0.03 %');
    expect(formatSpread(0.934, 0)).toBe('93.4 ± 0.0 %');
  });
});

describe('ticks', () => {
  it.each([
    [0, '0'],
    [0.05, '0.05'],
    [0.1 + 0.2, '0.3'],
    [-10, '−10'],
    [5000, '5,000'],
    [1e29, '10²⁹'],
    [2e-5, '2 × 10⁻⁵'],
    [150_000, '1.5 × 10⁵'],
    [-Infinity, '−∞'],
  ])('%s is %s', (value, text) => expect(formatTick(value)).toBe(text));

  it.each([
    [0.5, '½'],
    [1, '1'],
    [0.1, '0.1'],
  ])('h %s is %s', (h, text) => expect(formatStepSize(h)).toBe(text));
});

describe('bytes', () => {
  it.each([
    [900, '900 B'],
    [1024, '1.00 KiB'],
    [15.5 * 1024 ** 2, '15.5 MiB'],
    [7.333 * 1024 ** 3, '7.33 GiB'],
    [1023.9 * 1024, '1.00 MiB'],
  ])('of memory, %d, are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    [0, '0 B'],
    [1_300_000, '1.30 MB'],
    [273_800_000, '274 MB'],
  ])('of a file, %d, are %s', (bytes, text) => expect(formatFileSize(bytes)).toBe(text));
});

describe('times', () => {
  it.each([
    [48.2, '48 s'],
    [59.6, '1 min 00 s'],
    [67, '1 min 07 s'],
    [3599.6, '1 h 00 min'],
    [7380, '2 h 03 min'],
    [3 * 86_400 + 4.5 * 3600, '3 d 04 h'],
    [null, '–'],
    [Infinity, '–'],
  ])('%s s is %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it('have the date in front where it is not that of today', () => {
    const noon = new Date(2026, 6, 26, 12, 4);
    expect(formatClock(noon.toISOString(), new Date(2026, 6, 26, 18))).toBe('12:04');
    expect(formatClock(noon.toISOString(), new Date(2026, 6, 27, 9))).toBe('2026-07-26 12:04');
    expect(formatClock('soon')).toBe('an unknown time');
  });
});
