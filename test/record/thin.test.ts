import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import { smooth, thinLine, thinRows } from '../../src/record/index.ts';

interface Drawn {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly length: number;
}

/** Ascending x with clusters and holes; y with spikes and gaps. */
function line(random: Random, length: number): Drawn {
  let at = 0;
  const x = Float64Array.from({ length }, () => {
    at += random.float() < 0.02 ? 50 * random.float() : random.float();
    return at;
  });
  const y = x.map(() => (random.float() < 0.05 ? NaN : 1 / (random.float() - 0.5)));
  return { x, y, length };
}

describe('a thinned line', () => {
  const random = Random.of(7, 'thin');
  const cases = Array.from({ length: 200 }, (_, i) => {
    const drawn = line(random, Math.floor(random.float() * 400));
    const [low = 0, high = 1] = [drawn.x[0], drawn.x.at(-1)];
    const zoomed = i % 2 === 0;
    const from = zoomed ? low + (high - low) * 0.3 * random.float() : low;
    const to = zoomed ? high - (high - low) * 0.3 * random.float() : high;
    return { drawn, from, to, width: 1 + Math.floor(random.float() * 60) };
  });
  const columnOf = (x: number, { from, to, width }: (typeof cases)[number]) =>
    Math.min(width - 1, Math.floor(((x - from) * width) / (to - from)));

  it('has two values a pixel column at most, beside the first and the last', () => {
    for (const each of cases) {
      const { drawn, from, to, width } = each;
      const indices = [...thinLine(drawn, from, to, width)];
      const inside = indices.filter(i => {
        const x = drawn.x[i] ?? NaN;
        return x >= from && x <= to && Number.isFinite(drawn.y[i]);
      });
      const counts = new Map<number, number>();
      for (const i of inside.slice(1, -1)) {
        const column = columnOf(drawn.x[i] ?? 0, each);
        counts.set(column, (counts.get(column) ?? 0) + 1);
      }
      expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(2);
      expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
    }
  });

  it('has the smallest and the largest value of every column, and both ends', () => {
    for (const each of cases) {
      const { drawn, from, to, width } = each;
      const kept = new Set(thinLine(drawn, from, to, width));
      const extremes = new Map<number, [number, number]>();
      const inside: number[] = [];
      for (let i = 0; i < drawn.length; i++) {
        const [x, y] = [drawn.x[i] ?? 0, drawn.y[i] ?? NaN];
        if (x < from || x > to) continue;
        inside.push(i);
        if (Number.isNaN(y)) continue;
        const column = columnOf(x, each);
        const [low, high] = extremes.get(column) ?? [Infinity, -Infinity];
        extremes.set(column, [Math.min(low, y), Math.max(high, y)]);
      }
      const values = new Set([...kept].map(i => drawn.y[i]));
      for (const found of extremes.values())
        for (const value of found) expect(values.has(value)).toBe(true);
      for (const end of [inside[0], inside.at(-1)])
        if (end !== undefined) expect(kept).toContain(end);
    }
  });

  it('keeps a gap that is wider than a column, and not one within', () => {
    const x = Float64Array.from({ length: 100 }, (_, i) => i);
    const y = x.map(v => (v >= 20 && v < 60 ? NaN : v % 10 === 5 ? NaN : 1));
    const kept = [...thinLine({ x, y, length: 100 }, 0, 99, 10)];
    expect(kept.filter(i => Number.isNaN(y[i]))).toEqual([20]);
  });

  it('reaches out of the range to the next points, so that lines leave the picture', () => {
    const x = Float64Array.of(0, 1, 2, 3, 4);
    expect([...thinLine({ x, y: x, length: 5 }, 1.5, 2.5, 100)]).toEqual([1, 2, 3]);
    expect([...thinLine({ x, y: x, length: 5 }, 1.2, 1.8, 100)]).toEqual([1, 2]);
    expect([...thinLine({ x, y: x, length: 0 }, 0, 1, 100)]).toEqual([]);
    expect([...thinLine({ x: [3], y: [3], length: 1 }, 3, 3, 100)]).toEqual([0]);
  });

  it('of an infinite width has all points in the range, and the nearest on either side', () => {
    const x = Float64Array.of(0, 1, 1, 2, 3, 4);
    const points = { x, y: [0, 5, 4, NaN, 3, 2], length: 6 };
    expect([...thinLine(points, 0, 4, Infinity)]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...thinLine(points, 1, 2.5, Infinity)]).toEqual([0, 1, 2, 3, 4]);
    expect([...thinLine({ x: [], y: [], length: 0 }, 0, 0, Infinity)]).toEqual([]);
  });
});

describe('thinned rows', () => {
  it('are the first of each pixel, which stay when more come, and the last', () => {
    const steps = Array.from({ length: 100 }, (_, i) => i);
    expect([...thinRows(steps, 0, 100, 10)]).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 99]);
    expect([...thinRows(steps.slice(0, 45), 0, 100, 10)]).toEqual([0, 10, 20, 30, 40, 44]);
    expect([...thinRows([], 0, 100, 10)]).toEqual([]);
    expect([...thinRows([0, 1, 2], 0, 100, Infinity)]).toEqual([0, 1, 2]);
  });
});

describe('a smoothed line', () => {
  it('of a constant is that constant from the first value on', () => {
    const found = smooth(new Float64Array(50).fill(3), 50, 0.99);
    for (const value of found) expect(value).toBeCloseTo(3, 12);
  });

  it('passes over gaps, and weighs values by how long ago they were', () => {
    const found = smooth([1, NaN, 4], 3, 0.5);
    expect(found[0]).toBe(1);
    expect(found[1]).toBeNaN();
    expect(found[2]).toBeCloseTo((0.5 * 1 + 4) / 1.5, 12);
  });
});
