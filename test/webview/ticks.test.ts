import { expect, it } from 'vitest';
import { logTicks, niceRange, niceTicks, tickLabels } from '../../webview/charts/core/ticks.ts';

it.each([
  [0, 600, 6, [0, 100, 200, 300, 400, 500, 600]],
  [1.3, 2.6, 4, [1.5, 2, 2.5]],
  [0, 0.1, 4, [0, 0.025, 0.05, 0.075, 0.1]],
  [-0.12, 0.12, 4, [-0.1, 0, 0.1]],
  [5, 5, 4, [5]],
])('round ticks from %s to %s, about %s', (low, high, most, ticks) => {
  expect(niceTicks(low, high, most)).toEqual(ticks.map(t => expect.closeTo(t, 12) as number));
});

it.each([
  [1.37, 2.48, [1, 2.5]],
  [0, 378, [0, 400]],
  [1.49, 2.33, [1, 2.5]],
  [3, 3, [2.7, 3.3]],
])('the range %s to %s widens to whole steps', (low, high, range) => {
  expect(niceRange(low, high)).toEqual(range.map(v => expect.closeTo(v, 12) as number));
});

it.each([
  [30, 95, [40, 60, 80]],
  [100, 5000, [100, 200, 500, 1000, 2000, 5000]],
  [0.3, 3, [0.5, 1, 2]],
])('a log axis from %s to %s', (low, high, some) => {
  const ticks = logTicks(low, high, 5);
  for (const tick of some) expect(ticks).toContain(tick);
  expect(ticks.every(t => t >= low * 0.99 && t <= high * 1.01)).toBe(true);
});

it('names few decades of many', () => {
  expect(logTicks(1, 1e33, 4)).toEqual([1, 1e9, 1e18, 1e27]);
});

it('gives labels of one axis the same decimals, and zero none', () => {
  expect(tickLabels([1, 1.5, 2])).toEqual(['1.0', '1.5', '2.0']);
  expect(tickLabels([0, 0.2, 0.4], 100)).toEqual(['0', '20', '40']);
  expect(tickLabels([-0.05, 0, 0.05])).toEqual(['−0.05', '0', '0.05']);
  expect(tickLabels([0, 1000, 2500])).toEqual(['0', '1,000', '2,500']);
  expect(tickLabels([2.175, 2.2, 2.225])).toEqual(['2.175', '2.200', '2.225']);
  expect(tickLabels([0.9725, 0.975], 100)).toEqual(['97.25', '97.50']);
});
