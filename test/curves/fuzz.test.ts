import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import {
  presentComparison,
  presentRuns,
  presentTraining,
  usualQuestion,
  type TrainedEvent,
  type TrainedRun,
} from '../../src/curves/index.ts';
import { layOut, plainText, type Presented } from '../../src/figures/index.ts';
import { metricTable, recipe, trainedRun, viewOf, type MetricRow } from './support.ts';

/** Any training: it may have grown, gone on from another, lost steps, failed, or have nothing. */
function anyRun(random: Random, i: number): TrainedRun {
  const chance = (p: number) => random.float() < p;
  const [end, growth] = [random.below(60), chance(0.4) ? 1 + random.below(30) : Infinity];
  const value = () => {
    const kind = random.float();
    if (kind < 0.05) return NaN;
    if (kind < 0.08) return Infinity;
    if (kind < 0.1) return 1e300;
    return kind < 0.12 ? 0 : random.float();
  };
  const lost = chance(0.2) ? random.below(30) : Infinity;
  const rowsOf = (every: number): MetricRow[] => {
    const rows: MetricRow[] = [];
    for (let step = every; step <= end; step += every) {
      const at = { step, epoch: step / 10, seconds: (step * (1 + i)) / 7 };
      if (step > lost && step < lost + 5) {
        if (step === lost + 1) rows.push({ ...at, step: at.step + 0.5 });
        continue;
      }
      const values = () => ({
        loss: value(),
        accuracy: value(),
        rate: value(),
        images_per_second: value(),
      });
      rows.push({ ...at, ...values(), blocks: step > growth ? 8 : 4 });
      if (step === growth && every > 1) rows.push({ ...at, ...values(), blocks: 8 });
    }
    return rows;
  };
  const events: TrainedEvent[] = [
    ...(growth <= end
      ? [
          {
            step: growth,
            event: 'growth' as const,
            from: [2, 2],
            to: [4, 4],
            stepSize: [1, 0.5] as const,
            loss: [null, 1] as const,
            accuracy: [0.5, null] as const,
          },
        ]
      : []),
    ...(lost <= end
      ? [
          {
            step: lost,
            event: 'resume' as const,
            time: chance(0.1) ? 'no time' : '2026-11-29T12:00:00Z',
            run: 'x',
            byItself: chance(0.5),
          },
        ]
      : []),
    ...(chance(0.2)
      ? [{ step: end, event: 'failure' as const, message: 'The loss is NaN. More.' }]
      : []),
  ];
  const cell = `c${random.below(3)}`;
  const levels = chance(0.3)
    ? []
    : [
        { from: 0, multiplyAdds: 1000 },
        ...(growth <= end ? [{ from: growth, multiplyAdds: 2000 }] : []),
      ];
  return {
    ...trainedRun({
      id: `r${i}`,
      cell,
      seed: random.below(4),
      label: `${cell}, ${i}`,
      slot: i,
      isLive: chance(0.2),
      stepsPerEpoch: chance(0.8) ? 10 : null,
      recipe: chance(0.1) ? null : recipe(chance(0.3) ? 'grow: {at: [2]}' : ''),
      dataSet: chance(0.2) ? 'mnist' : 'cifar10',
      classes: chance(0.8) ? 10 : null,
      events,
      levels,
    }),
    metrics: {
      train: metricTable(chance(0.1) ? [] : rowsOf(1)),
      test: metricTable(chance(0.2) ? [] : rowsOf(5)),
      validation: metricTable(chance(0.7) ? [] : rowsOf(7)),
    },
  };
}

/** Whatever is shown can be drawn: every mark, legend and table finds its columns, and x ascends. */
function expectWhole({ figures, tables, legend, listed, sentences }: Presented): void {
  const column = (data: string, name: string) => {
    const found = tables[data]?.columns[name];
    if (found === undefined) throw new Error(`no column ${name} of ${data}`);
    expect(found).toHaveLength(tables[data]?.rows ?? -1);
    return found;
  };
  expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
  for (const figure of figures) {
    const series = new Set(figure.series.map(({ id }) => id));
    expect(series.size).toBe(figure.series.length);
    const rows = new Set(legend.map(({ id }) => id));
    for (const { legend: row } of figure.series) expect(row === null || rows.has(row)).toBe(true);
    for (const mark of figure.marks) {
      expect(series.has(mark.series)).toBe(true);
      if (mark.mark !== 'line') continue;
      const x = column(mark.data, mark.x) as Float64Array;
      column(mark.data, mark.y);
      expect(x.every((v, i) => i === 0 || !(v < (x[i - 1] ?? 0)))).toBe(true);
    }
    if ('lines' in figure.shown)
      for (const { data, x, y } of figure.shown.lines) [x, y].forEach(name => column(data, name));
    expect(Number.isFinite(figure.x.domain?.[1])).toBe(true);
    const scene = layOut(figure, tables, { width: 400 });
    for (const { x, y } of scene.panels)
      expect([...x.domain, ...y.domain].every(Number.isFinite)).toBe(true);
  }
  for (const { data, columns } of listed)
    for (const each of columns) {
      column(data, each.column);
      if (each.slots !== undefined) column(data, each.slots);
    }
  for (const { values } of legend)
    for (const { data, x, y } of values) [x, y].forEach(name => column(data, name));
  for (const { text } of sentences)
    expect(plainText(text)).not.toMatch(/NaN(?!\.)|undefined|null|Infinity/);
}

describe('any trainings', () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))('can be shown, %i', seed => {
    const random = Random.of(seed, 'curves');
    const runs = Array.from({ length: random.below(7) }, (_, i) => anyRun(random, i));
    const axis = (['step', 'epoch', 'seconds', null] as const)[random.below(4)] ?? null;
    const view = viewOf({
      axis,
      width: random.below(2) === 0 ? 1 + random.below(50) : Infinity,
      smooth: random.below(2) === 0 ? null : random.float() * 1.1,
      ranges: random.below(2) === 0 ? {} : { curves: [random.below(20), 20 + random.below(30)] },
      choices: {
        quality: random.below(2) === 0 ? 'error' : '',
        quantity: ['loss', 'error', ''][random.below(3)] ?? '',
        seeds: random.below(4) === 0 ? 'each' : '',
      },
      hidden: ['seeds', 'smooth', 'raw', 'test', ...runs.map(({ id }) => id)].filter(
        () => random.below(5) === 0,
      ),
    });
    expectWhole(presentTraining(runs, view));
    expectWhole(presentRuns(runs, view));
    const question = {
      ...usualQuestion,
      metric:
        (['accuracy', 'error', 'loss', 'seconds', 'work'] as const)[random.below(5)] ?? 'loss',
      on: (['test', 'validation', 'train'] as const)[random.below(3)] ?? 'test',
      by: (['epoch', 'step', 'seconds', 'work'] as const)[random.below(4)] ?? 'step',
      at: (['end', 'best', 2, 30] as const)[random.below(4)] ?? 'end',
      baseline: [null, 'c1', 'none'][random.below(3)] ?? null,
      reach: [null, 0.5, 1][random.below(3)] ?? null,
      data: (['one', 'each'] as const)[random.below(2)] ?? 'one',
      confidence: 0.01 + 0.98 * random.float(),
    };
    expectWhole(presentComparison(runs, question, view));
  });
});

it('averages as one would by hand, whatever is missing', () => {
  for (let seed = 0; seed < 40; seed++) {
    const random = Random.of(seed, 'means');
    const runs = Array.from({ length: 2 + random.below(4) }, (_, i) => {
      const rows: MetricRow[] = [];
      for (let step = 5; step <= 60; step += 5) {
        if (random.float() < 0.2) continue;
        rows.push({
          step,
          accuracy: random.float() < 0.1 ? NaN : random.float(),
          blocks: step > 30 ? 8 : 4,
        });
        if (step === 30 && random.float() < 0.7)
          rows.push({ step, accuracy: random.float(), blocks: 8 });
      }
      return trainedRun({ seed: i + 1, test: rows });
    });
    const shown = presentTraining(runs, viewOf());
    const table = Object.entries(shown.tables).find(([name]) => name === 'accuracy test base-1');
    const byPlace = new Map<string, number[]>();
    for (const { metrics } of runs) {
      const { step, accuracy, blocks } = metrics.test.columns;
      step.forEach((at, i) => {
        const value = accuracy[i] ?? NaN;
        const key = `${String(at).padStart(3, '0')} ${blocks[i]}`;
        if (Number.isFinite(value)) byPlace.set(key, [...(byPlace.get(key) ?? []), value]);
      });
    }
    const expected = [...byPlace]
      .filter(([, values]) => values.length > 1)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    expect(Array.from(table?.[1].columns['x'] as Float64Array)).toEqual(
      expected.map(([key]) => Number(key.split(' ')[0])),
    );
    expected.forEach(([, values], i) => {
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      expect((table?.[1].columns['y'] as Float64Array)[i]).toBeCloseTo(mean, 12);
    });
  }
});
