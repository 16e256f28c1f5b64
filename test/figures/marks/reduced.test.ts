import { expect, it } from 'vitest';
import { Random } from '../../../src/base/index.ts';
import { layOut, tableOf, type Figure, type Item } from '../../../src/figures/index.ts';

const count = 20_000;
const x = Float64Array.from({ length: count }, (_, i) => i);

function figure(scale: 'linear' | 'log'): Figure {
  return {
    ...{ id: 'a', title: 'a', unit: '', label: 'a', height: 150, group: null },
    x: { title: 'step', scale: 'time', format: 'step' },
    y: { title: 'y', scale, format: 'value', domain: [1, 100] },
    series: [{ id: 'a', label: 'a', slot: 0, look: 'line', legend: null }],
    marks: [{ mark: 'line', data: 'a', series: 'a', x: 'x', y: 'y' }],
    shown: { data: 'a', columns: [] },
  };
}

/** Least and greatest y of each column of pixels that a path touches; gaps by their column. */
function columnsOf(items: readonly Item[]): Map<number, [number, number]> {
  const columns = new Map<number, [number, number]>();
  const path = items.find(item => item.item === 'path');
  const points = path?.item === 'path' ? path.points : new Float64Array();
  for (let i = 0; i < points.length; i += 2) {
    const [across = NaN, down = NaN] = points.subarray(i, i + 2);
    if (Number.isNaN(down)) continue;
    const column = Math.floor(across);
    const [low, high] = columns.get(column) ?? [Infinity, -Infinity];
    columns.set(column, [Math.min(low, down), Math.max(high, down)]);
  }
  return columns;
}

const itemsOf = (y: Float64Array, scale: 'linear' | 'log', isReduced: boolean) =>
  layOut(figure(scale), { a: tableOf({ x, y }) }, { width: 500 }, { isReduced }).panels[0]?.items ??
  [];

it.each(['linear', 'log'] as const)(
  'a reduced line paints the same columns on a %s axis',
  scale => {
    const y = x.map(i => 2 + 90 * Math.abs(Math.sin(i * 12.9898) * Math.sin(i / 3000)));
    const whole = columnsOf(itemsOf(y, scale, false));
    const reduced = columnsOf(itemsOf(y, scale, true));
    expect([...reduced.keys()]).toEqual([...whole.keys()]);
    for (const [column, [low, high]] of whole) {
      expect(reduced.get(column)?.[0]).toBeCloseTo(low, 6);
      expect(reduced.get(column)?.[1]).toBeCloseTo(high, 6);
    }
  },
);

it('keeps gaps that are as wide as a column, and what lies beyond the axis', () => {
  const y = x.map(i =>
    i > 9000 && i < 11_000 ? NaN : i === 500 ? 1e6 : i === 700 ? Infinity : 50,
  );
  const whole = itemsOf(y, 'linear', false);
  const reduced = itemsOf(y, 'linear', true);
  expect([...columnsOf(reduced).keys()]).toEqual([...columnsOf(whole).keys()]);
  const beyond = (items: readonly Item[]) =>
    items.flatMap(item => (item.item === 'beyond' ? [...item.values] : []));
  expect(beyond(reduced)).toEqual(beyond(whole));
  expect(beyond(reduced)).toContain(1e6);
});

it('leaves a short line as it is', () => {
  const short = { x: [0, 1, 2], y: [5, 50, 20] };
  const path = (isReduced: boolean) =>
    layOut(figure('linear'), { a: tableOf(short) }, { width: 500 }, { isReduced }).panels[0]?.items;
  expect(path(true)).toEqual(path(false));
});

/** Values of x and y of each vertex, in pixels; gaps are left out. */
function verticesOf(y: Float64Array, xs: Float64Array, isReduced: boolean): [number, number][] {
  const drawn = figure('linear');
  const items = layOut(drawn, { a: tableOf({ x: xs, y }) }, { width: 162 }, { isReduced }).panels[0]
    ?.items;
  const path = items?.find(item => item.item === 'path');
  const points = path?.item === 'path' ? path.points : new Float64Array();
  const found: [number, number][] = [];
  for (let i = 0; i < points.length; i += 2) {
    const [across = NaN, down = NaN] = points.subarray(i, i + 2);
    if (!Number.isNaN(down)) found.push([Math.floor(across), down]);
  }
  return found;
}

it.each(Array.from({ length: 20 }, (_, seed) => seed))(
  'goes from column to column as the whole line does, seed %i',
  seed => {
    const random = Random.of(seed, 'columns');
    // None stands on the very edge of a column, where rounding decides.
    const length = 500 + random.below(5000);
    const steps = Float64Array.from({ length }, (_, i) => i + 0.4 * random.float());
    let at = 50;
    const y = steps.map(() => {
      at = Math.min(99, Math.max(2, at + random.normal()));
      return random.float() < 0.02 ? NaN : at;
    });
    const ends = (isReduced: boolean) =>
      verticesOf(y, steps, isReduced).flatMap(([column, down], i, all) => {
        const next = all[i + 1];
        return next !== undefined && next[0] !== column ? [[column, down, next[1]]] : [];
      });
    const near = ends(false).map(end => end.map(v => expect.closeTo(v, 6) as number));
    expect(ends(true)).toEqual(near);
  },
);

it('leaves a line whose x goes back and forth as it is', () => {
  const back = x.map(i => (i * 7919) % count);
  expect(verticesOf(x, back, true)).toHaveLength(count);
});
