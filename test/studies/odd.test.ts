import { expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import {
  figureLines,
  layOut,
  listedLines,
  plainText,
  type Presented,
  shownRows,
  type Table,
  tableOf,
} from '../../src/figures/index.ts';
import type { HeatBand, RecordedBlocks, StudyRun } from '../../src/studies/contract/present.ts';
import { presentation as lesion } from '../../src/studies/lesion/present.ts';
import { presentation as norms } from '../../src/studies/norms/present.ts';
import { axisOf, resultsOf, studyRun, trainingRun } from './support.ts';

const odd = [NaN, Infinity, -Infinity, 0, -1, 1e-300, 1e300, 1, 0.5, 0.25, 90, 3e-5];

/** Draws a value, a row, a network or none. */
class Draw {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = Random.of(seed, 'odd');
  }

  below(n: number): number {
    return this.#random.below(n);
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  numbers(n: number): Float64Array {
    return Float64Array.from({ length: n }, () => this.of(odd));
  }

  /** Columns are missing, or of other values than they should be. */
  table(columns: Readonly<Record<string, (row: number) => number | string>>): Table {
    const rows = this.below(12);
    const kept = Object.entries(columns).filter(() => this.below(8) > 0);
    return tableOf(
      Object.fromEntries(
        kept.map(([name, value]) => {
          const values = Array.from({ length: rows }, (_, row) => value(row));
          return [
            name,
            typeof values[0] === 'string' ? values.map(String) : Float64Array.from(values, Number),
          ];
        }),
      ),
    );
  }

  axis() {
    return this.of([axisOf(2, 2), axisOf(3), axisOf(1, 1, 1), axisOf(), axisOf(0, 2)]);
  }
}

function oddLesion(draw: Draw): Table {
  return draw.table({
    lesion: () => draw.of(['none', 'remove', 'swap', 'other', '']),
    choice: () => draw.of(['none', 'each', 'random', '']),
    names: () => draw.of(['1.1', '1.2', '2.1', '1.1-1.2', '']),
    count: () => draw.of([0, 1, 2, 5, ...odd]),
    repeat: () => draw.of([0, 1, 2, NaN]),
    block: () => draw.of([0, 1, 2, 3, 9, NaN]),
    tau: () => draw.of([1, -1, 0.5, ...odd]),
    error: () => draw.of([0.1, 0.9, 0.4, ...odd]),
    examples: () => draw.of([10, 0, NaN]),
  });
}

function oddNorms(draw: Draw): Table {
  const any = () => draw.of(odd);
  return draw.table({
    block: row => draw.of([row, row, row, NaN, 99]),
    name: row => draw.of([`1.${row + 1}`, '2.1', 'end', '']),
    ...{ state: any, residual: any, gradient: any, ratio: any },
    examples: () => draw.of([10, NaN]),
  });
}

function oddBlocks(draw: Draw): RecordedBlocks {
  const axis = draw.axis();
  const n = draw.of([axis.blocks.reduce((a, b) => a + b, 0), 2]);
  const values = (count: number) => Float32Array.from(draw.numbers(count));
  return {
    axis,
    step: draw.of([0, 100, 200]),
    steps: draw.of([Int32Array.of(), Int32Array.of(0, 100, 200)]),
    planned: draw.of([0, 400]),
    columns: {
      state: values(n + 1),
      residual: values(n),
      gradient: values(n + 1),
      ...(draw.below(3) > 0 && { ratio: values(n) }),
    },
    stepSize: draw.of(odd),
    beforeGrowth: draw.of([null, { step: 50, residual: values(n), stepSize: draw.of(odd) }]),
    extent: { state: draw.of([null, [0.1, 10] as const]), residual: null },
  };
}

function oddBand(draw: Draw): HeatBand {
  const axis = draw.axis();
  const steps = Int32Array.from({ length: draw.below(4) }, (_, i) => 10 * i);
  const n = axis.blocks.reduce((a, b) => a + b, 0);
  return { axis, steps, values: Float32Array.from(draw.numbers(steps.length * n)) };
}

function drawAll(presented: Presented): void {
  const { figures, tables, sentences, listed } = presented;
  for (const { text } of sentences) expect(plainText(text)).not.toMatch(/undefined|NaN/);
  for (const figure of figures) {
    for (const { columns } of Object.values(tables))
      for (const values of Object.values(columns))
        expect(values.length).toBe(Object.values(columns)[0]?.length);
    const { panels } = layOut(figure, tables, { width: 300, height: figure.height });
    for (const { x, y } of panels)
      for (const { at } of [...x.ticks, ...y.ticks]) expect(Number.isFinite(at)).toBe(true);
    shownRows(figure, tables);
    figureLines(figure, tables, { columns: 80, isUnicode: true });
  }
  for (const table of listed) listedLines(table, tables, { columns: 80, isUnicode: true });
}

const seeds = Array.from({ length: 80 }, (_, seed) => seed);

it('a lesion is shown of whatever a file holds', () => {
  for (const seed of seeds) {
    const draw = new Draw(seed);
    const runs = Array.from({ length: draw.below(4) }, (_, id) =>
      studyRun(id, draw.of([null, oddLesion(draw), oddLesion(draw)]), {
        axis: draw.of([null, draw.axis()]),
        classes: draw.of([null, 10, 0, 1]),
      }),
    );
    for (const run of runs) lesion.byBlock?.(run);
    drawAll(lesion.present?.(resultsOf(runs)) ?? expect.fail('nothing'));
  }
});

it('norms are shown of whatever files hold', () => {
  for (const seed of seeds) {
    const draw = new Draw(seed);
    const runs = Array.from({ length: draw.below(3) }, (_, id): StudyRun => {
      const results = draw.of([null, oddNorms(draw), oddNorms(draw)]);
      return studyRun(id, results, { axis: draw.of([null, draw.axis()]) });
    });
    const trainings = Array.from({ length: draw.below(3) }, (_, id) => {
      const heat = [oddBand(draw), oddBand(draw)].slice(draw.below(3));
      const course = { x: draw.numbers(3).sort(), y: draw.numbers(3), formerly: null, events: [] };
      return trainingRun(id, {
        blocks: () => (draw.below(5) === 0 ? { reason: 'None.' } : oddBlocks(draw)),
        heat: () => heat,
        course: () => draw.of([null, course]),
      });
    });
    const facts = { trainings, selected: draw.of([null, { stage: 0, place: 0.4 }]) };
    drawAll(norms.present?.(resultsOf(runs, facts)) ?? expect.fail('nothing'));
  }
});
