import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import {
  type Axis,
  type Covers,
  type Figure,
  type FigureView,
  type Item,
  layOut,
  type Look,
  type Mark,
  type ScaleName,
  type Table,
  type Tables,
  writeSvg,
} from '../../src/figures/index.ts';
import { axis, figure, series, table } from './figure.ts';

/** Figures of every mark, scale and field, of tables that may have anything: nothing throws, and nothing is drawn nowhere. */
describe('a figure of anything', () => {
  it.each(Array.from({ length: 100 }, (_, seed) => seed))('of seed %i is laid out', seed => {
    const { drawn, tables, view, width } = anything(Random.of(seed, 'anything'));
    const scene = layOut(drawn, tables, { width }, view);
    expect(Number.isFinite(scene.width + scene.height)).toBe(true);
    for (const panel of scene.panels) {
      const { area, x, y } = panel;
      expect(area.right > area.left && area.bottom > area.top).toBe(true);
      for (const { domain, ticks } of [x, y]) {
        expect(domain.every(Number.isFinite) && domain[0] !== domain[1]).toBe(true);
        for (const tick of ticks) {
          expect(Number.isFinite(tick.at)).toBe(true);
          expect(tick.label).not.toMatch(/NaN|Infinity|undefined/);
        }
      }
      for (const item of panel.items) isSomewhere(item, scene.width, scene.height);
    }
    const words = { title: drawn.title, unit: '', label: '', legend: [] };
    // Values are in attributes as they are; no word and no place is one of these.
    expect(writeSvg(scene, words).replace(/ data-values?="[^"]*"/g, '')).not.toMatch(
      /NaN|Infinity|undefined/,
    );
  });
});

/** Within 4,000 pixels of the picture, where a canvas is still exact; a gap is NaN in x, in y or in both. */
function isSomewhere(item: Item, width: number, height: number): void {
  const isNear = (v: number, most: number) => Number.isNaN(v) || (v >= -4001 && v <= most + 4001);
  const all = (numbers: ArrayLike<number>) =>
    Array.from(numbers).every((v, i) => isNear(v, i % 2 === 0 ? width : height));
  switch (item.item) {
    case 'path':
    case 'area':
    case 'segments':
      return expect(all(item.points), item.item).toBe(true);
    case 'markers':
    case 'beyond':
      expect(item.points.some(Number.isNaN), item.item).toBe(false);
      return expect(all(item.points), item.item).toBe(true);
    case 'rects':
    case 'cells':
      expect(item.boxes.some(Number.isNaN), item.item).toBe(false);
      expect(item.boxes.length % 4).toBe(0);
      for (let i = 0; i < item.boxes.length; i += 4) {
        const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = item.boxes.subarray(i, i + 4);
        expect(x0 <= x1 && y0 <= y1, item.item).toBe(true);
      }
      return;
    case 'text':
      expect(item.text).not.toMatch(/NaN|Infinity|undefined/);
      return expect(Number.isFinite(item.x + item.y), item.text).toBe(true);
    case 'flag':
      return expect(Number.isFinite(item.x + item.top + item.bottom)).toBe(true);
    case 'cross':
      return expect(Number.isFinite(item.x + item.y)).toBe(true);
  }
}

function anything(random: Random): {
  drawn: Figure;
  tables: Tables;
  view: FigureView;
  width: number;
} {
  const one = <T>(...of: readonly T[]): T => of[random.below(of.length)] as T;
  const number = (): number =>
    one(
      0,
      -0,
      1,
      -1,
      0.5,
      random.normal(),
      1e-12,
      1e12,
      1e300,
      -1e300,
      1e-310,
      NaN,
      Infinity,
      -Infinity,
    );
  const finite = (): number => one(0, 1, -1, 5, random.normal(), 1e12, -1e300, 1e-310);
  const perhaps = <T>(value: () => T): T | undefined =>
    random.float() < 0.3 ? value() : undefined;
  const column = (rows: number) => {
    const numbers = Array.from({ length: rows }, number);
    return one<Table['columns'][string]>(
      Float64Array.from(numbers),
      Float32Array.from(numbers),
      Int32Array.from(numbers),
      Float64Array.from({ length: rows }, (_, i) => i + 0.5),
      Array.from({ length: rows }, () => one('', 'a', 'b', '7', '2.4')),
    );
  };
  const tableOf = (): Table => {
    const rows = one(0, 1, 2, 5, 40);
    const names = ['x', 'x2', 'y', 'y2', 'low', 'high', 'v', 'text', 'f'].filter(
      () => random.float() < 0.9,
    );
    return { rows, columns: Object.fromEntries(names.map(name => [name, column(rows)])) };
  };
  const anAxis = (): Axis =>
    axis({
      scale: one<ScaleName>('linear', 'log', 'symlog', 'ordinal', 'block', 'time'),
      format: one('value', 'share', 'points', 'difference', 'count', 'seconds', 'step'),
      domain: perhaps(() => [one(null, finite()), one(null, finite())] as const),
      include: perhaps(() => [finite(), finite()]),
      bounds: perhaps(() => one([0, 1] as const, [0, Number.MAX_VALUE] as const)),
      least: perhaps(() => Math.abs(finite())),
      isSymmetric: perhaps(() => true),
      isReversed: perhaps(() => true),
      isStrip: perhaps(() => true),
      most: perhaps(() => one(1, 3, 7)),
      blocks: perhaps(() =>
        one(
          { blocks: [2, 3], shapes: [[8, 8, 4]] },
          { blocks: [], shapes: [] },
          { blocks: [0, 4], shapes: [] },
          { blocks: [200, 200], shapes: [] },
        ),
      ),
      categories: perhaps(() => one(['a', 'b'], [], ['a'])),
    });
  const columns = { x: 'x', y: 'y' };
  const marks: Mark[] = Array.from({ length: 1 + random.below(4) }, (): Mark => {
    const of = {
      data: one('t', 'u', 'none'),
      series: one('a', 'b', 'none'),
      covers: perhaps(() => one<Covers>('whole', 'mostly', 'none')),
      showsBeyond: perhaps(() => one(true, false)),
      where: perhaps(() => ({ column: 'f', is: one<string | number>('a', 7) })),
    };
    const ramp = {
      kind: one('one-sided', 'around'),
      scale: one('linear', 'log'),
      domain: [finite(), finite()],
      clips: [true, false],
    } as const;
    return one<() => Mark>(
      () => ({ ...of, ...columns, mark: one('line', 'point', 'box') }),
      () => ({
        ...of,
        mark: 'rule',
        y: perhaps(finite),
        x: perhaps(finite),
        text: perhaps(() => 'rule'),
      }),
      () => ({ ...of, ...columns, mark: 'stem', from: finite() }),
      () => ({ ...of, mark: 'band', x: 'x', low: 'low', high: 'high' }),
      () => ({ series: of.series, mark: 'band', low: finite(), high: finite() }),
      () => ({ ...of, ...columns, mark: 'bar', x2: perhaps(() => 'x2'), y2: perhaps(() => 'y2') }),
      () => ({ ...of, ...columns, mark: 'cell', x2: 'x2', y2: 'y2', value: 'v', ramp }),
      () => ({ ...of, mark: 'cell', columns: ['v', 'x', 'none'], y: 'y', y2: 'y2', ramp }),
      () => ({ ...of, ...columns, mark: 'text', text: 'text' }),
    )();
  });
  return {
    drawn: figure({
      x: anAxis(),
      y: anAxis(),
      height: one(0, 20, 62, 150, 400),
      isHeaded: perhaps(() => true),
      isBare: perhaps(() => true),
      facet: perhaps(() => 'f'),
      series: ['a', 'b'].map(id =>
        series({
          id,
          look: one<Look>('main', 'line', 'marked', 'hollow', 'raw', 'thin', 'other', 'theory'),
          slot: one(null, 0, 3, 8, 40),
          legend: one(null, id),
        }),
      ),
      scales: perhaps(() => ['linear', 'log', 'symlog'] as const),
      events: perhaps(() => [
        {
          x: number(),
          label: one(null, 'grow'),
          kind: one('event', 'failure'),
          y: perhaps(number),
        },
        { x: number(), label: 'grow 6 → 12 blocks', short: '6 → 12', kind: 'event' as const },
      ]),
      marks,
    }),
    tables: { t: tableOf(), u: one(tableOf(), table({})) },
    view: {
      range: perhaps(() => [number(), number()] as const),
      scale: one(null, 'log', 'symlog'),
      hidden: new Set(one([], ['a'], ['a', 'b'])),
      emphasis: one(null, 40),
    },
    width: one(0, 1, 80, 300, 1000, NaN),
  };
}
