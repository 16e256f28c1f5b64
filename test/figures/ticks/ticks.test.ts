import { describe, expect, it } from 'vitest';
import { BlockRow } from '../../../src/figures/index.ts';
import { stageLabel, tickedBlocks } from '../../../src/figures/ticks/blockTicks.ts';
import { tickLabels } from '../../../src/figures/ticks/labels.ts';
import { logTicks, symlogTicks } from '../../../src/figures/ticks/log.ts';
import { isRange, niceRange, niceTicks } from '../../../src/figures/ticks/nice.ts';
import { timeUnit } from '../../../src/figures/ticks/timeUnit.ts';

describe('round ticks', () => {
  it.each([
    [0, 600, 6, [0, 100, 200, 300, 400, 500, 600]],
    [1.3, 2.6, 4, [1.5, 2, 2.5]],
    [0, 0.1, 4, [0, 0.025, 0.05, 0.075, 0.1]],
    [-0.12, 0.12, 4, [-0.1, 0, 0.1]],
    [-2e12, 2e12, 4, [-2e12, -1e12, 0, 1e12, 2e12]],
    [1e-12, 3e-12, 4, [1e-12, 1.5e-12, 2e-12, 2.5e-12, 3e-12]],
    [1000001, 1000002, 2, [1000001, 1000001.5, 1000002]],
    // From one end to the other is more than the largest number.
    [-1.5e308, 1.5e308, 3, [-1e308, 0, 1e308]],
    [5, 5, 4, [5]],
  ])('from %s to %s, about %s', (low, high, most, ticks) =>
    expect(niceTicks(low, high, most)).toEqual(ticks),
  );

  it.each([
    [1.37, 2.48, [1, 2.5]],
    [0, 378, [0, 400]],
    [1.49, 2.33, [1, 2.5]],
    [-7, 3, [-10, 5]],
    // One value, near and far from zero, and zero itself.
    [3, 3, [2.7, 3.3]],
    [-2e-12, -2e-12, [-2.2e-12, -1.8e-12]],
    [0, 0, [-0.1, 0.1]],
    // Apart by rounding only.
    [1, 1 + 2e-16, [0.9, 1.1]],
  ])('the range %s to %s widens to whole steps', (low, high, expected) => {
    const size = Math.max(...expected.map(Math.abs));
    const inSize = (ends: readonly number[]) => ends.map(end => end / size);
    const near = inSize(expected).map(v => expect.closeTo(v, 9) as number);
    expect(inSize(niceRange(low, high))).toEqual(near);
  });

  it('tell a range from one value with rounding', () => {
    expect(isRange(1, 1 + 1e-9)).toBe(true);
    expect(isRange(1, 1 + 1e-11)).toBe(false);
    expect(isRange(0, 0)).toBe(false);
    expect(isRange(2, 1)).toBe(false);
  });
});

describe('ticks of a log axis', () => {
  it.each([
    [30, 95, 5, [40, 60, 80]],
    [100, 5000, 5, [100, 200, 500, 1000, 2000, 5000]],
    [0.3, 3, 5, [0.5, 1, 2]],
    [0.001, 1000, 4, [0.001, 0.1, 10, 1000]],
    [1, 1e33, 4, [1, 1e9, 1e18, 1e27]],
    [1e-12, 1e-10, 4, [1e-12, 3e-12, 1e-11, 3e-11, 1e-10]],
  ])('from %s to %s', (low, high, most, ticks) => expect(logTicks(low, high, most)).toEqual(ticks));

  it('of the smallest and the largest numbers are few', () => {
    const ticks = logTicks(1e-300, 1e300, 4);
    expect(ticks.length).toBeLessThan(6);
    expect(ticks.length).toBeGreaterThan(1);
  });
});

it.each([
  [-1000, 1000, 1, 6, [-1000, -10, 0, 10, 1000]],
  [0, 1000, 1, 4, [0, 1, 10, 100, 1000]],
  [-100, 0, 1, 3, [-100, -10, -1, 0]],
  // Zero is not there.
  [200, 5000, 5, 4, [2000, 4000]],
])('ticks of a symlog axis from %s to %s', (low, high, constant, most, ticks) =>
  expect(symlogTicks(low, high, constant, most)).toEqual(ticks),
);

describe('labels', () => {
  it.each([
    [
      [1, 1.5, 2],
      ['1.0', '1.5', '2.0'],
    ],
    [
      [-0.05, 0, 0.05],
      ['−0.05', '0', '0.05'],
    ],
    [
      [0, 1000, 2500],
      ['0', '1,000', '2,500'],
    ],
    [
      [2.175, 2.2, 2.225],
      ['2.175', '2.200', '2.225'],
    ],
    [
      [0.0005, 0.001],
      ['5 × 10⁻⁴', '0.001'],
    ],
    // Large numbers keep their sign.
    [
      [-5e18, 0, 5e18],
      ['−5 × 10¹⁸', '0', '5 × 10¹⁸'],
    ],
    [
      [-1e18, 0, 1e18],
      ['−10¹⁸', '0', '10¹⁸'],
    ],
    // What differs reads differently: in thousands, in millions.
    [
      [1234, 1234.5, 1235],
      ['1,234.0', '1,234.5', '1,235.0'],
    ],
    [
      [1000001, 1000001.5, 1000002],
      ['1.000001 × 10⁶', '1.0000015 × 10⁶', '1.000002 × 10⁶'],
    ],
    [
      [2.3025e12, 2.3026e12],
      ['2.3025 × 10¹²', '2.3026 × 10¹²'],
    ],
  ])('of %s are %s', (ticks, labels) => expect(tickLabels(ticks)).toEqual(labels));

  it('are percent of shares, and signed of differences, but for zero', () => {
    expect(tickLabels([0, 0.2, 0.4], 'share')).toEqual(['0', '20', '40']);
    expect(tickLabels([0.9725, 0.975], 'share')).toEqual(['97.25', '97.50']);
    expect(tickLabels([-0.005, 0, 0.005], 'points')).toEqual(['−0.5', '0', '+0.5']);
    expect(tickLabels([-2, 0, 2], 'difference')).toEqual(['−2', '0', '+2']);
  });

  it('of decades have no decimals that the value has not', () => {
    expect(tickLabels([0.01, 0.1, 1, 10], 'value', false)).toEqual(['0.01', '0.1', '1', '10']);
  });
});

it.each([
  [40, 's'],
  [299, 's'],
  [300, 'min'],
  [10_799, 'min'],
  [10_800, 'h'],
])('%i seconds are named in %s', (seconds, name) => expect(timeUnit(seconds).name).toBe(name));

describe('numbers of blocks', () => {
  const row = (...blocks: number[]) => new BlockRow({ blocks, shapes: [] });
  const names = (of: BlockRow, pixels: number) => tickedBlocks(of, pixels).map(b => of.nameOf(b));

  it('stand under each block of a stage of nine from 13 pixels on, else under every second', () => {
    expect(names(row(3, 3), 13)).toEqual(['1.1', '1.2', '1.3', '2.1', '2.2', '2.3']);
    expect(names(row(3, 3), 12.9)).toEqual(['1.2', '2.2']);
  });
  it('of two digits need more than 20 pixels', () => {
    expect(names(row(18), 13).slice(-3)).toEqual(['1.14', '1.16', '1.18']);
    expect(names(row(18), 21)).toHaveLength(18);
    expect(names(row(18), 20)).toHaveLength(9);
    expect(names(row(18), 5)).toEqual(['1.5', '1.10', '1.15']);
  });
  it('of 167 blocks are few', () => expect(names(row(167, 167), 2)).toHaveLength(6));
});

it.each([
  [200, 'stage 2 · 32 ch · 16²'],
  [150, '32 ch · 16²'],
  [74, '2'],
])('a stage of %i pixels is called %s', (pixels, words) => {
  const { stages } = new BlockRow({
    blocks: [3, 3],
    shapes: [
      [32, 32, 16],
      [16, 16, 32],
    ],
  });
  expect(stages[1] && stageLabel(stages[1], pixels)).toBe(words);
});

it('says a shape that is no square, and only the number where it is not known', () => {
  const { stages } = new BlockRow({ blocks: [3, 3], shapes: [[8, 4, 16]] });
  const labels = stages.map(s => stageLabel(s, 200));
  expect(labels).toEqual(['stage 1 · 16 ch · 8 × 4', 'stage 2']);
});
