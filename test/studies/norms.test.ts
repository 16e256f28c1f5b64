import { describe, expect, it } from 'vitest';
import { wholeView } from '../../src/curves/index.ts';
import {
  type BlockAxis,
  layOut,
  type Presented,
  shownRows,
  type Table,
} from '../../src/figures/index.ts';
import type {
  HeatBand,
  RecordedBlocks,
  StudyResults,
  StudyRun,
  TrainingRun,
} from '../../src/studies/contract/present.ts';
import { presentation } from '../../src/studies/norms/present.ts';
import {
  axisOf,
  columnOf,
  figureOf,
  resultsOf,
  saidBy,
  studyRun,
  tableFrom,
  trainingRun,
} from './support.ts';

const show = (
  runs: readonly StudyRun[],
  trainings: readonly TrainingRun[] = [],
  facts: Partial<StudyResults<never>> = {},
): Presented =>
  presentation.present?.(resultsOf(runs, { trainings, ...facts })) ??
  expect.fail('nothing is presented');
const loud = (shown: Presented) => saidBy(shown, 'loud').join(' ');
const chosen = (choices: Record<string, string>) => ({ view: { ...wholeView, choices } });

interface Norms {
  readonly state: readonly number[];
  readonly residual: readonly number[];
  readonly gradient: readonly number[];
  readonly ratio: readonly number[];
}

const norms: Norms = {
  state: [1, 2, 3, 4, 5],
  residual: [10, 40, 30, 20],
  gradient: [1.2, 1, 4, 8, 16],
  ratio: [1.2, 0.25, 0.5, 0.5],
};
const names = ['1.1', '1.2', '2.1', '2.2', 'end'];

function rowsOf({ state, residual, gradient, ratio }: Norms): Table {
  return tableFrom(
    state.map((_, block) => ({
      block,
      name: names[block] ?? '',
      state: state[block] ?? NaN,
      residual: residual[block] ?? NaN,
      gradient: gradient[block] ?? NaN,
      ratio: ratio[block] ?? NaN,
      examples: 1000,
    })),
  );
}

const measured = (id: number, of: Partial<Norms> = {}, facts: Partial<StudyRun> = {}) =>
  studyRun(id, rowsOf({ ...norms, ...of }), { axis: axisOf(2, 2), ...facts });

describe('norms that a study measured', () => {
  const shown = show([measured(1)]);

  it('are four panels over the blocks, lines that break where the shape changes', () => {
    expect(shown.figures.map(f => f.id)).toEqual(['state', 'gradient', 'residual', 'ratio']);
    expect(columnOf(shown, 'residual', 'x')).toEqual([0.5, 1.5, 2, 2.5, 3.5]);
    expect(columnOf(shown, 'residual', 'front')).toEqual([10, 40, NaN, 30, 20]);
    expect(columnOf(shown, 'state', 'x')).toEqual([0, 1, 2, 2, 3, 4]);
    expect(columnOf(shown, 'state', 'front')).toEqual([1, 2, 3, NaN, 4, 5]);
    for (const { x } of shown.figures) expect(x).toMatchObject({ scale: 'block' });
  });

  it('are read at the middle of a block, between blocks behind it', () => {
    expect(columnOf(shown, 'residual', 'at')).toEqual([0.5, 1.5, 2, 2.5, 3.5]);
    expect(columnOf(shown, 'residual', 'place')).toEqual(['1.1', '1.2', '', '2.1', '2.2']);
    expect(columnOf(shown, 'gradient', 'at')).toEqual([-0.5, 0.5, 1.5, 2, 2.5, 3.5]);
    expect(columnOf(shown, 'gradient', 'place')[2]).toBe('after 1.2');
  });

  it('are tables of all blocks', () => {
    const table = (id: string) => shownRows(figureOf(shown, id), shown.tables);
    expect(table('residual')).toMatchObject({
      columns: ['block', 'residual'],
      rows: [
        ['1.1', 10],
        ['1.2', 40],
        ['2.1', 30],
        ['2.2', 20],
      ],
    });
    expect(table('gradient').columns).toEqual(['block', 'gradient after it']);
    expect(table('gradient').rows.map(([name]) => name)).toEqual(['input', ...names.slice(0, 4)]);
  });

  it('have a band 1 ± δ around 1, δ = c·log(2L)/L, and an axis alike above and below it', () => {
    const { marks, y } = figureOf(shown, 'ratio');
    const delta = Math.log(8) / 4;
    expect(marks[0]).toMatchObject({ mark: 'band', low: 1 - delta, high: 1 + delta });
    expect(marks[1]).toMatchObject({ mark: 'rule', y: 1 });
    const [low = NaN, high = NaN] = (y.domain ?? []).map(Number);
    expect(low * high).toBeCloseTo(1, 12);
    expect(high).toBeCloseTo(1.04 * 4, 12);
    const { panels } = layOut(figureOf(shown, 'ratio'), shown.tables, { width: 400, height: 104 });
    expect(panels[0]?.y.ticks.map(t => t.label)).toEqual(['0.25', '0.5', '1', '2', '4']);
    const half = show([measured(1)], [], { bandFactor: 0.5 });
    expect(figureOf(half, 'ratio').marks[0]).toMatchObject({ high: 1 + delta / 2 });
    expect(half.legend.at(-1)?.label).toBe('theory: 1 ± δ, δ = 0.5·log(2L)/L = 0.260');
  });

  it('are said in a sentence', () => {
    expect(loud(shown)).toBe(
      'Step 600: the largest residual is block 1.2 (40.0). 3 of 4 gradient ratios lie inside 1 ± δ.',
    );
    const unknown = measured(1, {}, { of: { run: 'x', cell: 'base', step: null } });
    expect(loud(show([unknown]))).toMatch(/^The largest residual is block 1\.2 \(40\.0\)\./);
  });

  it('can be laid out', () => {
    for (const figure of shown.figures) {
      const scene = layOut(figure, shown.tables, { width: 400, height: figure.height });
      expect(scene.panels[0]?.items.some(item => item.item === 'path')).toBe(true);
    }
  });

  it('are a table in a terminal: in front of each block and behind the last', () => {
    expect(shown.listed[0]?.columns.map(c => c.head)).toEqual([
      'block',
      'state',
      'residual',
      'gradient',
      'ratio',
    ]);
    expect(columnOf(shown, 'norms', 'block')).toEqual(names);
    expect(columnOf(shown, 'norms', 'state')).toEqual(norms.state);
    expect(columnOf(shown, 'norms', 'residual')).toEqual([...norms.residual, NaN]);
  });

  it('know their blocks by name where the network is gone', () => {
    const gone = show([measured(1, {}, { axis: null })]);
    expect(figureOf(gone, 'state').x.blocks).toEqual({ blocks: [2, 2], shapes: [] });
  });

  it('without rows say why', () => {
    const reason = 'The study has no result yet.';
    expect(saidBy(show([studyRun(1, null, { reason })]), 'quiet')).toEqual([reason]);
    expect(show([]).figures).toEqual([]);
  });
});

describe('norms that are no numbers', () => {
  const said = (residual: readonly number[], of: Partial<Norms> = {}) =>
    loud(show([measured(1, { residual, ...of })]));

  it('are said by where they begin', () => {
    expect(said([10, 40, Infinity, Infinity])).toContain(
      'From block 2.1 on residuals are infinite.',
    );
    expect(said([10, 40, Infinity, NaN])).toContain('From block 2.1 on no residual is finite.');
    expect(said([10, 40, NaN, 20])).toContain('The residual of block 2.1 is not finite.');
    expect(said([NaN, 40, NaN, 20])).toContain(
      '2 blocks have no finite residual, the first is 1.1.',
    );
    expect(said([10, 40, 30, 20])).not.toContain('finite');
    expect(said([NaN, NaN, NaN, Infinity])).toBe(
      'Step 600: no residual is finite. 3 of 4 gradient ratios lie inside 1 ± δ.',
    );
  });

  it('are ratios where no gradient comes', () => {
    const dead = { gradient: [0, 0, 0, 0, 0], ratio: [NaN, NaN, NaN, NaN] };
    expect(said([10, 40, 30, 20], dead)).toBe(
      'Step 600: the largest residual is block 1.2 (40.0). 4 blocks have no gradient ratio: the gradient there is zero.',
    );
    expect(said([10, 40, 30, 20], { ratio: [NaN, 1, 1, 1] })).not.toContain('is zero');
  });
});

describe('norms of several seeds', () => {
  const twice = {
    state: norms.state,
    residual: norms.residual.map(v => 2 * v),
    ratio: [3, 3, 3, 3],
  };
  const runs = [measured(1), measured(2, twice)];
  const shown = show(runs);

  it('are their mean, their range and each of them', () => {
    expect(columnOf(shown, 'residual', 'front')).toEqual([15, 60, NaN, 45, 30]);
    expect(columnOf(shown, 'residual', 'low')).toEqual([10, 40, NaN, 30, 20]);
    expect(columnOf(shown, 'residual', 'high')).toEqual([20, 80, NaN, 60, 40]);
    const { marks, series } = figureOf(shown, 'residual');
    expect(marks.map(m => [m.mark, m.series])).toEqual([
      ['band', 'range'],
      ['line', 'run 0'],
      ['line', 'run 1'],
      ['line', 'front'],
    ]);
    expect(series.find(s => s.id === 'run 1')).toMatchObject({ label: 'seed 2', look: 'thin' });
    expect(shownRows(figureOf(shown, 'residual'), shown.tables).columns).toEqual([
      'block',
      'residual',
      'seed 1',
      'seed 2',
    ]);
  });

  it('are said together', () => {
    // Of seed 1 three ratios are inside 1 ± 0.52, of seed 2 none.
    expect(loud(shown)).toBe(
      'Step 600, mean of 2 runs: the largest residual is block 1.2 (60.0; 40.0 to 80.0 by run). 3 of 8 gradient ratios of all runs lie inside 1 ± δ.',
    );
  });

  it('can be looked at one by one', () => {
    expect(shown.choices).toMatchObject([
      { id: 'front', chosen: 'all', options: [{ id: 'all' }, { id: 'run-1' }, { id: 'run-2' }] },
    ]);
    const second = show(runs, [], chosen({ front: 'run-2' }));
    expect(second.choices[0]?.chosen).toBe('run-2');
    expect(columnOf(second, 'residual', 'front')).toEqual([20, 80, NaN, 60, 40]);
    expect(columnOf(second, 'residual', 'run 0')).toEqual([10, 40, NaN, 30, 20]);
    expect(figureOf(second, 'residual').series[1]).toMatchObject({ id: 'run 0', look: 'other' });
    expect(loud(second)).toContain('block 1.2 (80.0).');
  });

  it('have no mean where their networks differ', () => {
    const grown = studyRun(2, rowsOf(norms), { axis: axisOf(1, 1) });
    const mixed = show([measured(1), grown]);
    expect(mixed.choices[0]).toMatchObject({
      chosen: 'run-1',
      options: [{ id: 'run-1' }, { id: 'run-2' }],
    });
    // Two blocks on an axis of four stand in the middle of two each.
    expect(columnOf(mixed, 'residual of run 0', 'x')).toEqual([1, 2, 3]);
    expect(shownRows(figureOf(mixed, 'residual'), mixed.tables).columns).toEqual([
      'block',
      'residual',
    ]);
  });
});

describe('norms that a training recorded', () => {
  const axis = axisOf(2, 2);
  const blocks = (facts: Partial<RecordedBlocks> = {}): RecordedBlocks => ({
    axis,
    step: 200,
    steps: Int32Array.of(0, 100, 200),
    planned: 400,
    columns: {
      state: Float32Array.from(norms.state),
      residual: Float32Array.from(norms.residual),
      gradient: Float32Array.from(norms.gradient),
      ratio: Float32Array.from(norms.ratio),
    },
    stepSize: 0.5,
    beforeGrowth: null,
    extent: { state: [0.5, 8], residual: [5, 80], gradient: [1, 16], ratio: [0.2, 2] },
    ...facts,
  });
  const beforeGrowth = { step: 100, residual: Float32Array.of(20, 20, 60, 60), stepSize: 1 };
  const training = (facts: Partial<TrainingRun> = {}, of: Partial<RecordedBlocks> = {}) =>
    trainingRun(1, { blocks: () => blocks(of), ...facts });

  it('stand on axes that hold all steps', () => {
    const shown = show([], [training()]);
    expect(figureOf(shown, 'state').y.include).toEqual([0.5, 8]);
    expect(shown.frames).toMatchObject({ shown: 200, planned: 400, isLive: false });
    expect(shown.legend[0]?.label).toBe('recorded');
  });

  it('are half of those before growth, at the same conceptual time', () => {
    const shown = show([], [training({}, { beforeGrowth })]);
    expect(columnOf(shown, 'residual', 'theory')).toEqual([10, 10, NaN, 30, 30]);
    expect(shown.legend.map(row => [row.id, row.label])).toEqual([
      ['front', 'recorded'],
      ['theory', 'theory: half of step 100 (1/d)'],
      ['band', 'theory: 1 ± δ, δ = log(2L)/L = 0.520'],
    ]);
    const { series, readout } = figureOf(shown, 'residual');
    expect(series.find(s => s.id === 'theory')).toMatchObject({ look: 'theory', legend: 'theory' });
    expect(readout?.values.map(v => [v.y, v.label])).toEqual([
      ['front', undefined],
      ['theory', 'theory'],
    ]);
    // (10/10 · 40/10 · 30/30 · 20/30)^(1/4)
    expect(loud(shown)).toContain('Residuals are 1.3 times what growth predicts (1/d).');
    expect(loud(show([], [training()]))).not.toContain('growth');
  });

  it('give way to what the study measured once it has rows, unless they are asked for', () => {
    const sources = (runs: StudyRun[], choices = {}) =>
      show(runs, [training()], chosen(choices)).choices.find(c => c.id === 'source')?.chosen;
    expect(sources([studyRun(1, null)])).toBe('recorded');
    expect(sources([measured(1)])).toBe('measured');
    expect(sources([measured(1)], { source: 'recorded' })).toBe('recorded');
    expect(sources([studyRun(1, null)], { source: 'measured' })).toBe('measured');
    expect(sources([])).toBeUndefined();
  });

  it('are told apart from measured ones in a sentence each', () => {
    const tips = show([measured(1)], [training()]).choices[0]?.options.map(o => o.tip ?? '');
    expect(tips?.[0]).toContain('running statistics');
    expect(tips?.[1]).toContain('statistics of that batch');
  });

  it('say why there are none', () => {
    const shown = show([], [training({ blocks: () => ({ reason: 'None yet.' }) })]);
    expect(saidBy(shown, 'quiet')).toEqual(['None yet.']);
    expect(shown.figures).toEqual([]);
  });

  it('go on at the step that is asked for', () => {
    const asked: (number | null)[] = [];
    show([], [training({ blocks: step => (asked.push(step), blocks()) })], { frame: 100 });
    expect(asked).toEqual([100]);
  });

  describe('of one block', () => {
    const course = {
      x: Float64Array.of(0, 100, 200),
      y: Float64Array.of(1, 2, 3),
      formerly: '1.1',
      events: [{ x: 150, label: 'grow' }],
    };
    const one = training({ course: () => course });

    it('are a curve in the side column', () => {
      const shown = show([], [one], { selected: { stage: 0, place: 0.75 } });
      expect(figureOf(shown, 'course')).toMatchObject({
        title: 'Block 1.2 by step',
        unit: '‖G‖₂, until step 150 as block 1.1',
        place: 'side',
        x: { domain: [0, 400] },
        events: [{ x: 150, label: 'grow' }],
      });
      expect(columnOf(shown, 'course', 'residual')).toEqual([1, 2, 3]);
    });

    it('are not shown where none is selected, and not of what was measured', () => {
      const ids = (...shown: Parameters<typeof show>) => show(...shown).figures.map(f => f.id);
      expect(ids([], [one])).not.toContain('course');
      const selected = { stage: 0, place: 0.75 };
      expect(ids([measured(1)], [one], { selected })).not.toContain('course');
    });
  });

  describe('by step', () => {
    const band = (of: BlockAxis, steps: number[], values: number[]): HeatBand => ({
      axis: of,
      steps: Int32Array.from(steps),
      values: Float32Array.from(values),
    });
    const bands = [band(axisOf(1, 1), [0, 100], [1, 2, 3, 4]), band(axis, [200], [5, 6, 7, 8])];
    const shown = show([], [training({ heat: () => bands })]);

    it('are heat maps, a row from each step to the next', () => {
      expect(shown.figures.map(f => f.id).slice(4)).toEqual(['residual by step', 'ratio by step']);
      const title = 'Residual by step';
      expect(columnOf(shown, title, 'step')).toEqual([0, 100, 200]);
      expect(columnOf(shown, title, 'until')).toEqual([100, 200, 300]);
      expect(figureOf(shown, 'residual by step').y).toMatchObject({
        domain: [0, 400],
        isReversed: true,
      });
    });

    it('fill the columns of the same conceptual time before a growth, which is named', () => {
      const title = 'Residual by step';
      expect(columnOf(shown, title, '1.1')).toEqual([1, 3, 5]);
      expect(columnOf(shown, title, '1.2')).toEqual([1, 3, 6]);
      expect(columnOf(shown, title, '2.2')).toEqual([2, 4, 8]);
      const { events } = figureOf(shown, 'residual by step');
      expect(events).toEqual([{ x: 200, label: 'grow 2 → 4', short: '2 → 4', kind: 'event' }]);
    });

    it('have ramps: residuals from end to end, ratios alike around 1', () => {
      const ramp = (id: string) => {
        const [mark] = figureOf(shown, id).marks;
        return mark?.mark === 'cell' ? mark.ramp : expect.fail('no cells');
      };
      expect(ramp('residual by step')).toMatchObject({ kind: 'one-sided', domain: [1, 8] });
      const { kind, domain } = ramp('ratio by step');
      expect(kind).toBe('around');
      expect(domain[0] * domain[1]).toBeCloseTo(1, 12);
      expect(figureOf(shown, 'ratio').y.domain).toEqual(domain);
    });

    it('give the panels the blocks of the newest network', () => {
      const early = show([], [training({ heat: () => bands }, { axis: axisOf(1, 1) })]);
      expect(figureOf(early, 'residual').x.blocks).toEqual(axis);
      expect(columnOf(early, 'residual', 'x')).toEqual([1, 2, 3]);
      expect(columnOf(early, 'state', 'at')).toEqual([-0.5, 1, 2, 3]);
    });

    it('of several runs are those of one, which is named', () => {
      const other = trainingRun(2, { blocks: () => blocks() });
      const both = show([], [training({ heat: () => bands }), other]);
      expect(figureOf(both, 'residual by step').unit).toBe('log, base, seed 1');
      expect(figureOf(shown, 'residual by step').unit).toBe('log');
    });
  });
});
