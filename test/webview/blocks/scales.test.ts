import { describe, expect, it } from 'vitest';
import { BlockRow, innerExtent, positiveExtent, ratioReach } from '../../../src/figures/index.ts';
import { columnCells, farther, heatGrid } from '../../../webview/charts/blocks/heatCells.ts';
import { heatPixels } from '../../../webview/charts/blocks/heatImage.ts';
import { heatScale, rampPlace } from '../../../webview/charts/blocks/heatScale.ts';

describe('extents', () => {
  it('leave out what no log axis can show', () => {
    expect(positiveExtent([0, NaN, 2, Infinity], [-1, 8])).toEqual([2, 8]);
    expect(positiveExtent([0, NaN])).toBeNull();
  });

  it('of ratios hold 95 % and the band, alike above and below 1', () => {
    const values = [...Array.from({ length: 95 }, () => 1.1), 5, 5, 5, 5, 0.01];
    expect(ratioReach(values, 0.01)).toBeCloseTo(1.04 * 1.1, 12);
    expect(ratioReach([0.5, 1, 1], 0.01)).toBeCloseTo(2.08, 12);
    expect(ratioReach([1, 1], 0.2)).toBeCloseTo(1.04 * 1.4, 12);
  });

  it('without the outermost keep the rest', () => {
    const values = [0.001, ...Array.from({ length: 98 }, (_, i) => 10 + i), 1e6];
    expect(innerExtent(values, 0.02)).toEqual([10, 107]);
  });
});

describe('the heat map', () => {
  const shapes = [
    [8, 8, 4],
    [4, 4, 8],
  ];
  const shallow = { blocks: [1, 1], shapes };
  const deep = { blocks: [2, 2], shapes };
  const scale = heatScale([0.125, 8], [0.125, 8]);

  it('places values by their logarithm, beyond the ends too', () => {
    const places = [0.125, 1, 8, 64, 0, NaN, -1].map(v => rampPlace(scale, v));
    expect(places).toEqual([0, 0.5, 1, 1.5, -Infinity, NaN, NaN]);
  });

  it('colours what is beyond an end like the end', () => {
    const ramp = new Uint8ClampedArray(3 * 256).map((_, i) => Math.floor(i / 3));
    const grid = { width: 4, height: 1, places: Float32Array.of(-Infinity, 0, 1.5, NaN) };
    const pixels = heatPixels(grid, ramp);
    expect([...pixels].filter((_, i) => i % 4 === 0)).toEqual([0, 0, 255, 0]);
    expect([...pixels].filter((_, i) => i % 4 === 3)).toEqual([255, 255, 255, 0]);
  });

  it('keeps the farther one of two values that are both clipped', () => {
    const row = new BlockRow(deep);
    const values = Float32Array.from([16, 0.01, 1, 1]);
    const bands = [{ axis: deep, steps: Int32Array.of(0), values }];
    const grid = heatGrid(row, bands, scale, { width: 2, height: 1, steps: 1 });
    expect(grid.places[0]).toBeLessThan(0);
  });

  it('says where values are clipped', () => {
    expect(heatScale([0.5, 2], [0.3, 2.01])).toMatchObject({ clipsLow: true, clipsHigh: false });
  });

  it('splits cells where blocks split', () => {
    const row = new BlockRow(deep);
    expect([...columnCells(row, new BlockRow(shallow), 4)]).toEqual([0, 1, 0, 1, 1, 2, 1, 2]);
    expect([...columnCells(row, row, 4)]).toEqual([0, 1, 1, 2, 2, 3, 3, 4]);
  });

  it('shows a part of the axis', () => {
    const row = new BlockRow(deep);
    expect([...columnCells(row, row, 4, [1, 3])]).toEqual([1, 2, 1, 2, 2, 3, 2, 3]);
    const values = Float32Array.from([1, 0.125, 8, 1]);
    const bands = [{ axis: deep, steps: Int32Array.of(0), values }];
    const size = { width: 2, height: 1, steps: 1, range: [1, 3] as const };
    expect([...heatGrid(row, bands, scale, size).places]).toEqual([0, 1]);
  });

  it('keeps the cell farthest from the middle of the scale', () => {
    expect(farther(0.6, 0.3)).toBe(0.3);
    expect(farther(NaN, 0.5)).toBe(0.5);
    const row = new BlockRow(deep);
    const values = Float32Array.from([1, 0.125, 8, 1]);
    const bands = [{ axis: deep, steps: Int32Array.of(0), values }];
    const grid = heatGrid(row, bands, scale, { width: 2, height: 1, steps: 1 });
    expect([...grid.places].map(v => Math.round(10 * v))).toEqual([0, 10]);
  });

  it('fills down to the newest step and leaves the future empty', () => {
    const row = new BlockRow(deep);
    const bands = [
      { axis: shallow, steps: Int32Array.of(0, 10), values: Float32Array.of(1, 1, 0.125, 0.125) },
      { axis: deep, steps: Int32Array.of(20), values: Float32Array.of(8, 1, 8, 1) },
    ];
    const grid = heatGrid(row, bands, scale, { width: 4, height: 4, steps: 40 });
    const rows = [0, 1, 2, 3].map(y => [...grid.places.slice(4 * y, 4 * y + 4)]);
    expect(rows).toEqual([
      [0.5, 0.5, 0.5, 0.5],
      [0, 0, 0, 0],
      [1, 0.5, 1, 0.5],
      [NaN, NaN, NaN, NaN],
    ]);
  });
});
