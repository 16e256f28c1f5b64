import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/index.ts';
import { reducedPath } from '../../../src/figures/index.ts';
import { pairs } from '../read.ts';

/** What a line paints in each column of pixels: the lowest and the highest y that it has there, by walking along it. */
function painted(points: Float64Array, columns: number): [number, number][] {
  const found = Array.from({ length: columns }, (): [number, number] => [Infinity, -Infinity]);
  const put = (column: number, y: number) => {
    const at = found[column];
    if (at === undefined || Number.isNaN(y)) return;
    at[0] = Math.min(at[0], y);
    at[1] = Math.max(at[1], y);
  };
  for (const [x, y] of pairs(points)) put(Math.floor(x), y);
  return found;
}

describe('a path reduced to its columns', () => {
  it('is itself where its points are few', () => {
    const few = Float64Array.of(0, 1, 0.1, 2, 0.2, 3, 0.3, 4);
    expect(reducedPath(few, 0, 1)).toBe(few);
  });

  it('keeps first, smallest, largest and last of a column, in its middle', () => {
    const five = Float64Array.of(0, 5, 0.1, 9, 0.2, 1, 0.3, 4, 0.4, 3);
    expect(pairs(reducedPath(five, 0, 1))).toEqual([
      [0.5, 5],
      [0.5, 1],
      [0.5, 9],
      [0.5, 3],
    ]);
  });

  it('does not see a gap within a column, but one that reaches the next', () => {
    const within = Float64Array.of(0, 5, 0.1, NaN, 0.2, 1, 0.3, 4, 0.4, 3, 1.5, 2);
    expect(pairs(reducedPath(within, 0, 1)).filter(([, y]) => Number.isNaN(y))).toEqual([]);
    const between = Float64Array.of(0, 5, 0.1, 2, 0.2, 1, 0.3, NaN, 1.4, NaN, 1.5, 2, 1.6, 2);
    expect(pairs(reducedPath(between, 0, 1))).toEqual([
      [0.5, 5],
      [0.5, 1],
      [0.5, 5],
      [0.5, 1],
      [NaN, NaN],
      [1.5, 2],
    ]);
  });

  it.each(Array.from({ length: 30 }, (_, i) => i))('paints the same pixels, seed %i', seed => {
    const random = Random.of(seed, 'columns');
    const count = 500 + random.below(5000);
    const points = new Float64Array(2 * count);
    let y = 50;
    for (let i = 0; i < count; i++) {
      points[2 * i] = (100 * i) / count;
      y += random.normal();
      points[2 * i + 1] = random.float() < 0.02 ? NaN : y;
    }
    const reduced = reducedPath(points, 0, 100);
    expect(painted(reduced, 100)).toEqual(painted(points, 100));
    expect(reduced.length).toBeLessThanOrEqual(2 * 5 * 101);
    // From one column to the next it goes from the last to the first, as the whole line does.
    const ends = (path: Float64Array) =>
      pairs(path)
        .filter(([, v]) => !Number.isNaN(v))
        .flatMap(([x, v], i, all) => {
          const next = all[i + 1];
          return next !== undefined && Math.floor(next[0]) !== Math.floor(x) ? [[v, next[1]]] : [];
        });
    expect(ends(reduced)).toEqual(ends(points));
  });
});
