import { describe, expect, it } from 'vitest';
import {
  formatDifference,
  formatInteger,
  formatMillions,
  formatPercent,
  formatPoints,
  formatStepSize,
  formatTick,
  formatTime,
  formatValue,
} from '../../webview/base/format.ts';

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
  ])('%s is %s', (value, text) => expect(formatTick(value)).toBe(text));
});

describe('other numbers', () => {
  it('counts exactly', () => expect(formatInteger(269722)).toBe('269,722'));
  it('counts arithmetic', () => expect(formatMillions(40_553_600)).toBe('40.6 M'));
  it.each([
    [0.43, '43.0 %'],
    [1, '100.0 %'],
    [-0.012, '−1.2 %'],
    [-0.0001, '0.0 %'],
  ])('share %s is %s', (share, text) => expect(formatPercent(share)).toBe(text));
  it.each([
    [0.268, '+26.8'],
    [-0.175, '−17.5'],
    [0.0001, '0.0'],
  ])('difference %s of shares is %s points', (d, text) => expect(formatPoints(d)).toBe(text));
  it('gives a difference its sign', () => {
    expect(formatDifference(-0.0702)).toBe('−0.0702');
    expect(formatDifference(1.5)).toBe('+1.50');
  });
  it.each([
    [48.2, '48 s'],
    [67, '1 min 07 s'],
    [3599.6, '1 h 00 min'],
    [7380, '2 h 03 min'],
  ])('%s s is %s', (seconds, text) => expect(formatTime(seconds)).toBe(text));
  it.each([
    [0.5, '½'],
    [1, '1'],
    [0.1, '0.1'],
  ])('h %s is %s', (h, text) => expect(formatStepSize(h)).toBe(text));
});
