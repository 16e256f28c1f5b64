import { describe, expect, it } from 'vitest';
import { rasterOf } from '../../../src/figures/index.ts';

const area = { left: 10, top: 20, right: 14, bottom: 22 };
const cells = (...of: [box: number[], place: number][]) => ({
  boxes: Float64Array.from(of.flatMap(([box]) => box)),
  places: Float64Array.from(of, ([, place]) => place),
});
const rows = ({ width, places }: ReturnType<typeof rasterOf>) =>
  Array.from({ length: places.length / width }, (_, y) => [
    ...places.subarray(y * width, (y + 1) * width),
  ]);

describe('cells as pixels', () => {
  it('fill whole pixels, and leave empty what no cell covers', () => {
    expect(rows(rasterOf(cells([[10, 20, 12, 21], 0.25]), area, 1))).toEqual([
      [0.25, 0.25, NaN, NaN],
      [NaN, NaN, NaN, NaN],
    ]);
  });
  it('are as many as the screen has for each of CSS', () => {
    const { width, height, places } = rasterOf(cells([[10, 20, 12, 21], 0.25]), area, 2);
    expect([width, height, places.filter(p => p === 0.25).length]).toEqual([8, 4, 8]);
  });
  it('narrower than a pixel are one, the farthest from the middle of those in it', () => {
    const narrow = cells(
      [[11, 20, 11.3, 22], 0.4],
      [[11.3, 20, 11.6, 22], 0.9],
      [[11.6, 20, 12, 22], NaN],
    );
    expect(rows(rasterOf(narrow, area, 1))[0]?.[1]).toBeCloseTo(0.9, 6);
    expect(rows(rasterOf(cells([[13.99, 20, 14, 20.01], 1]), area, 1))[0]).toEqual([
      NaN,
      NaN,
      NaN,
      1,
    ]);
  });
  it('fill all columns that they have a part in, and none that they only touch', () => {
    const first = (from: number, to: number) =>
      rows(rasterOf(cells([[from, 20, to, 22], 1]), area, 1))[0];
    expect(first(10.9, 11.2)).toEqual([1, 1, NaN, NaN]);
    expect(first(11, 12)).toEqual([NaN, 1, NaN, NaN]);
    expect(first(13.2, 14)).toEqual([NaN, NaN, NaN, 1]);
  });
  it('without a value are empty', () => {
    expect(rasterOf(cells([[10, 20, 14, 22], NaN]), area, 1).places.every(Number.isNaN)).toBe(true);
  });
});
