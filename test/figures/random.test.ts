import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import {
  type Figure,
  type Look,
  type Panel,
  type ScaleName,
  type Tables,
  unitFactor,
} from '../../src/figures/index.ts';
import { axis, figure, series, table, width } from './figure.ts';
import { itemsOf, numberOf, onlyPanel, pairs } from './read.ts';

/** Random figures of one line or of points: any size, any scale, numbers of any size, with everything that goes wrong. */
describe('any figure', () => {
  it.each(Array.from({ length: 150 }, (_, seed) => seed))('of seed %i is sound', seed => {
    const { figure: drawn, tables, view } = drawnAtRandom(seed);
    const panel = onlyPanel(drawn, tables, { width: 300 + (seed % 5) * 120 }, view);
    axesAreSound(panel);
    everyRowIsSeen(panel, drawn, tables);
    wordsAreApart(panel);
  });
});

function drawnAtRandom(seed: number): {
  figure: Figure;
  tables: Tables;
  view: { range: [number, number] | null };
} {
  const random = Random.of(seed, 'figure');
  const one = <T>(...of: readonly T[]): T => of[Math.floor(random.float() * of.length)] as T;
  const count = one(0, 1, 1, 2, 3, 7, 30, 200, 700);
  const [size, offset] = [10 ** (24 * random.float() - 12), one(0, 0, 1, 1, 1000, -1e6)];
  const isEqual = random.float() < 0.1;
  const wild = one(0, 0, 0.02, 0.3);
  const value = (): number => {
    if (random.float() < wild) return one(NaN, NaN, Infinity, -Infinity, 0, -size, 1e5 * size);
    return size * (offset + (isEqual ? 0.7 : one(1, 1, 1, random.float()) * random.float()));
  };
  const xs = Array.from({ length: count }, () => one(1, 1000) * random.float()).sort(
    (a, b) => a - b,
  );
  const scale = one<ScaleName>('linear', 'linear', 'log', 'symlog');
  const xScale = one<ScaleName>('linear', 'time');
  const look = one<Look>('main', 'line', 'marked', 'hollow', 'raw', 'theory');
  const mark = one('line' as const, 'point' as const);
  return {
    figure: figure({
      x: axis({
        scale: xScale,
        format: xScale === 'time' ? one('step', 'value', 'seconds') : 'value',
      }),
      y: axis({
        scale,
        format: one('value', 'share', 'difference'),
        ...(one(true, false) ? { include: [0] } : {}),
        isReversed: one(true, false, false, false),
        isStrip: one(true, false, false, false, false),
      }),
      height: one(62, 104, 150, 300),
      series: [series({ look, slot: one(0, 1, 7, 12, null) })],
      marks: [
        { mark, data: 't', series: 'a', x: 'x', y: 'y', covers: one('whole', 'mostly', 'none') },
      ],
    }),
    tables: { t: table({ x: xs, y: Array.from({ length: count }, value) }) },
    view: {
      range:
        count > 3 && one(true, false, false) ? [xs[1] ?? 0, xs[Math.floor(count / 2)] ?? 1] : null,
    },
  };
}

function axesAreSound({ x, y, area }: Panel): void {
  for (const a of [x, y]) {
    const [low, high] = a.domain;
    expect(Number.isFinite(low) && Number.isFinite(high) && low !== high).toBe(true);
    expect(a.ticks.length).toBeGreaterThan(1);
    expect(a.ticks.length).toBeLessThan(14);
    const [from, to] = [Math.min(...a.range), Math.max(...a.range)];
    for (const t of a.ticks) {
      expect(t.at).toBeGreaterThan(from - 0.01);
      expect(t.at).toBeLessThan(to + 0.01);
    }
    expect(new Set(a.ticks.map(t => t.label)).size).toBe(a.ticks.length);
    const isSeconds = a.format === 'seconds';
    const times = isSeconds
      ? 1 / ({ s: 1, min: 60, h: 3600 }[a.title] ?? NaN)
      : unitFactor(a.format);
    a.ticks.forEach((tick, i) => {
      const before = a.ticks[i - 1];
      if (before !== undefined) expect(tick.value).toBeGreaterThan(before.value);
      const gaps = [before, a.ticks[i + 1]].flatMap(t =>
        t ? [Math.abs(t.value - tick.value)] : [],
      );
      const error = Math.abs(numberOf(tick.label) / times - tick.value);
      expect(error, `${tick.label} for ${tick.value}`).toBeLessThanOrEqual(
        2e-3 * Math.min(...gaps),
      );
    });
  }
  expect(area.right).toBeGreaterThan(area.left);
  expect(area.bottom).toBeGreaterThan(area.top);
}

/** Each row of the shown part is a vertex, a marker or beyond, at its exact place; there is nothing else. */
function everyRowIsSeen(
  panel: Panel,
  { marks: [mark], series: [of] }: Figure,
  tables: Tables,
): void {
  const { x, y, area } = panel;
  const at = (a: typeof x, v: number) => {
    const to = (w: number) =>
      a.scale === 'log'
        ? Math.log(w)
        : a.scale === 'symlog'
          ? Math.sign(w) * Math.log(1 + Math.abs(w) / (a.constant ?? NaN))
          : w;
    const [low, high] = [to(a.domain[0]), to(a.domain[1])];
    return a.range[0] + ((to(v) - low) / (high - low)) * (a.range[1] - a.range[0]);
  };
  const [xs, ys] = [tables['t']?.columns['x'] ?? [], tables['t']?.columns['y'] ?? []];
  const vertices = itemsOf(panel, 'path')
    .flatMap(p => pairs(p.points))
    .filter(p => !Number.isNaN(p[1]));
  const markers = itemsOf(panel, 'markers').flatMap(p => pairs(p.points));
  const beyond = itemsOf(panel, 'beyond');
  const isLine = mark?.mark === 'line';
  let [inside, placed, edge] = [0, 0, 0];
  for (let i = 0; i < xs.length; i++) {
    const [vx, vy] = [Number(xs[i]), Number(ys[i])];
    if (vx < x.domain[0] || vx > x.domain[1] || Number.isNaN(vy)) continue;
    const [px, py] = [at(x, vx), at(y, vy)];
    const hasPlace = Number.isFinite(vy) && !Number.isNaN(py);
    // What lies on the very edge may be either.
    if (Math.min(Math.abs(py - area.top), Math.abs(py - area.bottom)) < 2e-3) {
      edge++;
      continue;
    }
    const isIn = hasPlace && py >= area.top - 1e-6 && py <= area.bottom + 1e-6;
    if (isIn) inside++;
    if (hasPlace) placed++;
    if (isLine && hasPlace && Math.abs(py) < 4000) {
      expect(isNear(vertices, px, py), `row ${i}: ${vx}, ${vy}`).toBe(true);
    }
    if (!isLine && isIn) expect(isNear(markers, px, py), `row ${i}: ${vx}, ${vy}`).toBe(true);
    const isShown =
      isIn ||
      (isLine && hasPlace && !['main', 'line', 'marked', 'hollow'].includes(of?.look ?? ''));
    if (isShown) continue;
    const column = beyond.some(b =>
      pairs(b.points).some(
        ([bx], j) =>
          Math.abs(bx - px) <= 1 ||
          // Infinities in a row are one mark.
          (b.values[j] === vy && !Number.isFinite(vy)),
      ),
    );
    expect(column, `row ${i}: ${vx}, ${vy} is beyond`).toBe(true);
  }
  if (isLine)
    expect(vertices.length).toBeLessThanOrEqual(placed + edge + countAround(xs, x.domain));
  if (!isLine) {
    expect(markers.length).toBeGreaterThanOrEqual(inside);
    expect(markers.length).toBeLessThanOrEqual(inside + edge);
  }
  for (const [px, py] of markers) {
    expect(px >= area.left - 0.01 && px <= area.right + 0.01).toBe(true);
    expect(py >= area.top - 0.01 && py <= area.bottom + 0.01).toBe(true);
  }
}

/** A line leads out of the shown part to one point on each side, and to more at the same place. */
function countAround(xs: ArrayLike<unknown>, [low, high]: readonly [number, number]): number {
  const all = Array.from(xs, Number);
  return (
    Number(all.some(v => v < low)) +
    Number(all.some(v => v > high)) +
    all.filter(v => v === low || v === high).length
  );
}

function isNear(points: readonly (readonly [number, number])[], x: number, y: number): boolean {
  return points.some(([px, py]) => Math.abs(px - x) < 1e-6 * width && Math.abs(py - y) < 1e-3);
}

function wordsAreApart(panel: Panel): void {
  const words = itemsOf(panel, 'text').filter(t => t.series !== '');
  for (const word of words) {
    expect(word.text).not.toMatch(/Infinity|NaN|undefined/);
    expect(word.x).toBeGreaterThan(panel.area.left - 1);
    expect(word.x).toBeLessThan(panel.area.right + 10);
  }
}
