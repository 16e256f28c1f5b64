import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import {
  presentComparison,
  usualQuestion,
  type Question,
  type TrainedRun,
} from '../../src/curves/index.ts';
import type { Presented, Table } from '../../src/figures/index.ts';
import {
  figureOf,
  pointsOf,
  sentencesOf,
  seriesOf,
  steps,
  trainedRun,
  viewOf,
  type RunFields,
} from './support.ts';

/** Two tests, after 2 and 4 epochs, of which the last is given. */
function run(cell: string, seed: number, accuracy: number, fields: RunFields = {}): TrainedRun {
  return trainedRun({
    id: `${cell}${seed}`,
    cell,
    seed,
    label: `${cell}, seed ${seed}`,
    slot: cell.charCodeAt(0) - 97,
    train: steps(1, 40, step => ({ loss: 4 / step, accuracy: 0.5 })),
    test: [
      { step: 20, epoch: 2, seconds: 4, accuracy: accuracy - 0.1, loss: 2 },
      { step: 40, epoch: 4, seconds: 8, accuracy, loss: 1 - accuracy },
    ],
    asked: new Map([
      ['network', cell],
      ['epochs', '4'],
      ['seed', String(seed)],
    ]),
    ...fields,
  });
}

const a = [0.912, 0.934, 0.921].map((value, i) => run('a', i + 1, value));
const b = [0.901, 0.915, 0.923].map((value, i) => run('b', i + 1, value));

const compare = (runs: readonly TrainedRun[], question: Partial<Question> = {}) =>
  presentComparison(runs, { ...usualQuestion, ...question }, viewOf());

const rowsOf = ({ tables }: Presented, name = 'ends') => {
  const table: Table = tables[name] ?? { rows: 0, columns: {} };
  return Array.from({ length: table.rows }, (_, i) =>
    Object.fromEntries(
      Object.entries(table.columns).map(([column, values]) => [column, values[i]]),
    ),
  );
};

describe('the table where trainings end', () => {
  // scipy 1.17.1: stats.t.interval(c, 2, loc=mean, scale=stats.sem(values)); stats.ttest_rel(a, b).confidence_interval(c).
  it.each([
    [0.9, [0.9036870411945108, 0.940979625472156], [-0.008534603254161525, 0.02720126992082819]],
    [0.95, [0.8948576771826301, 0.9498089894840368], [-0.016995401524275748, 0.035662068190942434]],
    [0.37, [0.9187366852916994, 0.9259299813749675], [0.005886820822588456, 0.012779845844078229]],
  ])(
    'has means and paired differences with intervals of %s',
    (confidence, [low = 0, high = 0], [from = 0, to = 0]) => {
      const [first, second] = rowsOf(compare([...a, ...b], { confidence, baseline: 'b' }));
      expect(first).toMatchObject({ training: 'a', seeds: 3, best: 0.934, pairs: 3 });
      expect(first?.['mean']).toBeCloseTo((0.912 + 0.934 + 0.921) / 3, 14);
      expect(first?.['low']).toBeCloseTo(low, 9);
      expect(first?.['high']).toBeCloseTo(high, 9);
      expect(first?.['difference']).toBeCloseTo(0.028 / 3, 12);
      expect(first?.['difference_low']).toBeCloseTo(from, 9);
      expect(first?.['difference_high']).toBeCloseTo(to, 9);
      expect(second).toMatchObject({ training: 'b', difference: NaN });
    },
  );

  it('takes errors, losses, times and work', () => {
    expect(rowsOf(compare([...a, ...b], { metric: 'error' }))[0]?.['mean']).toBeCloseTo(
      1 - 2.767 / 3,
      12,
    );
    expect(rowsOf(compare([...a, ...b], { metric: 'error' }))[0]?.['best']).toBeCloseTo(0.066, 12);
    expect(rowsOf(compare([...a, ...b], { metric: 'loss' }))[0]?.['best']).toBeCloseTo(0.066, 12);
    const time = compare([...a, ...b], { metric: 'seconds' });
    expect(rowsOf(time)[0]).toMatchObject({ mean: 8, low: 8, high: 8, difference: NaN });
    expect(rowsOf(time)[1]).toMatchObject({
      mean: 8,
      difference: 0,
      verdict: 'no difference shown',
    });
    // 3 passes, 40 steps of 50 images of 1000 multiply-adds.
    const work = compare([...a, ...b], { metric: 'work' });
    expect(rowsOf(work)[0]).toMatchObject({ mean: 3 * 40 * 50 * 1000, seconds: 8 });
  });

  it('counts the work of each level of a network that grows', () => {
    const levels = [
      { from: 0, multiplyAdds: 1000 },
      { from: 10, multiplyAdds: 2000 },
    ];
    const grown = run('g', 1, 0.9, { levels });
    expect(rowsOf(compare([grown, ...a], { metric: 'work' }))[0]?.['mean']).toBe(
      150 * (10 * 1000 + 30 * 2000),
    );
    expect(rowsOf(compare([grown, ...a], { metric: 'work', at: 1 }))[0]?.['mean']).toBe(
      150 * 10 * 1000,
    );
  });

  it('is at a place along the axis, where the last value up to it counts', () => {
    const at = (place: number, more: Partial<Question> = {}) =>
      rowsOf(compare([...a, ...b], { at: place, ...more }))[0];
    expect(at(2)).toMatchObject({
      mean: expect.closeTo(2.767 / 3 - 0.1, 12) as number,
      seconds: 4,
    });
    expect(at(3.9)?.['mean']).toBeCloseTo(2.767 / 3 - 0.1, 12);
    expect(at(4)?.['mean']).toBeCloseTo(2.767 / 3, 12);
    expect(at(20, { by: 'step' })?.['mean']).toBeCloseTo(2.767 / 3 - 0.1, 12);
    expect(at(7.9, { by: 'seconds' })?.['mean']).toBeCloseTo(2.767 / 3 - 0.1, 12);
    expect(at(150 * 1000 * 40, { by: 'work' })?.['mean']).toBeCloseTo(2.767 / 3, 12);
    // Before the first test there is none, and behind the end of a run neither.
    expect(at(1)).toMatchObject({ seeds: 0, mean: NaN });
    expect(at(5)).toMatchObject({ seeds: 0, mean: NaN });
    expect(sentencesOf(compare([...a, ...b], { at: 5 })).join(' ')).toContain(
      'a, seed 1, 2, 3 has no value there and is left out.',
    );
  });

  it('takes the value behind a growth at its place', () => {
    const test = [
      { step: 20, epoch: 2, accuracy: 0.8, blocks: 4 },
      { step: 20, epoch: 2, accuracy: 0.3, blocks: 8 },
      { step: 40, epoch: 4, accuracy: 0.85, blocks: 8 },
    ];
    expect(rowsOf(compare([run('g', 1, 0.9, { test }), ...a], { at: 2 }))[0]?.['mean']).toBe(0.3);
    expect(rowsOf(compare([run('g', 1, 0.9, { test }), ...a], { at: 2 }))[0]?.['best']).toBe(0.85);
  });

  it('has the best of each run where the cell says so', () => {
    const test = [
      [1, 0.7],
      [2, 0.9],
      [4, 0.6],
    ].map(([epoch = 0, accuracy = 0]) => ({
      epoch,
      step: 10 * epoch,
      seconds: 2 * epoch,
      accuracy,
    }));
    const [best] = rowsOf(compare([run('c', 1, 0, { test }), ...a], { at: 'best' }));
    expect(best).toMatchObject({ mean: 0.9, seconds: 4 });
    expect(
      rowsOf(compare([run('c', 1, 0, { test }), ...a], { at: 'best', metric: 'seconds' }))[0]?.[
        'mean'
      ],
    ).toBe(4);
    expect(rowsOf(compare([run('c', 1, 0, { test }), ...a]))[0]).toMatchObject({
      mean: 0.6,
      best: 0.9,
    });
  });

  it('of training is a mean over the last epoch, whatever came before', () => {
    const train = steps(1, 40, step => ({ loss: step === 3 ? 1e30 : step, accuracy: 0.5 }));
    const [first] = rowsOf(
      compare([run('t', 1, 0.9, { train }), ...a], { metric: 'loss', on: 'train' }),
    );
    // Steps 31 to 40.
    expect(first?.['mean']).toBeCloseTo(35.5, 12);
    expect(first?.['best']).toBe(1);
    // Epochs that are rounded to 32 bits, 3 steps each: the mean of steps 5, 6 and 7.
    const rounded = train.map((row, i) => ({ ...row, epoch: Math.fround((i + 1) / 3) }));
    const third = run('t', 1, 0.9, { train: rounded, stepsPerEpoch: 3 });
    const question = { metric: 'loss', on: 'train', by: 'step', at: 7 } as const;
    expect(rowsOf(compare([third, ...a], question))[0]?.['mean']).toBeCloseTo(6, 12);
  });

  it('says how long an accuracy took', () => {
    const slow = run('s', 1, 0.87);
    const shown = compare([...a, slow], { reach: 0.82 });
    const [fast, late] = rowsOf(shown);
    // Runs of seeds 2 and 3 had it after two epochs, that of seed 1 after four.
    expect(fast).toMatchObject({
      reached: 3,
      reach_epoch: expect.closeTo(8 / 3, 12) as number,
      reach_seconds: expect.closeTo(16 / 3, 12) as number,
    });
    expect(late).toMatchObject({ reached: 1, reach_epoch: 4, reach_work: 150 * 40 * 1000 });
    expect(sentencesOf(shown)[1]).toBe(
      'An accuracy of 82.0 % was reached by a at epoch 2.67, after 5 s, s at epoch 4.00, after 8 s.',
    );
    expect(rowsOf(compare([...a, slow], { reach: 0.9 }))[1]).toMatchObject({
      reached: 0,
      reach_epoch: NaN,
    });
    expect(sentencesOf(compare([...a, slow], { reach: 0.99 }))).toContain(
      'None reached an accuracy of 99.0 %.',
    );
  });

  it('names each run, of which the numbers are made', () => {
    expect(
      rowsOf(compare([...a, ...b]), 'runs').map(({ training, seed, value }) => [
        training,
        seed,
        value,
      ]),
    ).toEqual([
      ['a', 1, 0.912],
      ['a', 2, 0.934],
      ['a', 3, 0.921],
      ['b', 1, 0.901],
      ['b', 2, 0.915],
      ['b', 3, 0.923],
    ]);
  });
});

// scipy 1.17.1: stats.t.ppf((1 + c) / 2, df) for df 1, 2, 3, 4.
const quantiles = new Map([
  [0.5, [1, 0.8164965809277, 0.7648923284043, 0.7406970841127]],
  [0.8, [3.077683537175, 1.885618083164, 1.637744353696, 1.533206274059]],
  [0.99, [63.65674116287, 9.924843200918, 5.840909309733, 4.60409487135]],
  [0.999, [636.6192487688, 31.59905457645, 12.92397863669, 8.61030158138]],
  [0.123, [0.1956485029196, 0.175279221021, 0.168374814234, 0.1649280096214]],
]);

it('has intervals that follow from the rows of runs, whatever is asked', () => {
  for (let seed = 0; seed < 60; seed++) {
    const random = Random.of(seed, 'compare');
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random.float() * list.length)] as T;
    const [confidence, t] = pick([...quantiles]);
    const metric = pick(['accuracy', 'error', 'loss', 'seconds', 'work'] as const);
    const question: Question = {
      ...usualQuestion,
      metric,
      on: pick(['test', 'validation', 'train'] as const),
      by: pick(['epoch', 'step', 'seconds', 'work'] as const),
      at: pick(['end', 'best', 1, 2, 3.3, 25, 4e6] as const),
      confidence,
    };
    const runs = ['a', 'b'].flatMap(cell =>
      Array.from({ length: 2 + Math.floor(4 * random.float()) }, (_, i) => {
        const rows = steps(1, 40, () => ({
          loss: 5 * random.float(),
          accuracy: random.float(),
        }))
          .map(row => ({ ...row, seconds: (row.seconds ?? 0) * (1 + i / 10) }))
          .map((row, j) => (j % 9 === 4 ? { ...row, accuracy: NaN, loss: NaN } : row));
        return run(cell, i + 1 + (cell === 'b' ? 1 : 0), 0.5, {
          train: rows,
          test: rows.filter((_, j) => j % 10 === 9),
          validation: rows.filter((_, j) => j % 5 === 3),
        });
      }),
    );
    const shown = compare(runs, question);
    const values = rowsOf(shown, 'runs');
    const of = (training: unknown) =>
      values.filter(row => row['training'] === training && Number.isFinite(row['value'])) as {
        seed: number;
        value: number;
      }[];
    const expected = (list: readonly number[]) => {
      const n = list.length;
      const mean = list.reduce((sum, v) => sum + v, 0) / n;
      const s = Math.sqrt(list.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
      return { mean, half: ((t[n - 2] ?? NaN) * s) / Math.sqrt(n) };
    };
    for (const row of rowsOf(shown)) {
      const own = of(row['training']).map(({ value }) => value);
      const { mean, half } = expected(own);
      expect(row['seeds']).toBe(own.length);
      const near = (value: unknown, to: number) => {
        if (Number.isNaN(to)) expect(value).toBeNaN();
        else
          expect(Math.abs((value as number) - to)).toBeLessThan(
            1e-8 * Math.max(1, Math.abs(mean), half),
          );
      };
      near(row['mean'], mean);
      near(row['low'], mean - half);
      near(row['high'], mean + half);
    }
    const [first, second] = rowsOf(shown);
    const base = new Map(of(first?.['training']).map(({ seed: own, value }) => [own, value]));
    const pairs = of(second?.['training']).flatMap(({ seed: own, value }) => {
      const other = base.get(own);
      return other === undefined ? [] : [value - other];
    });
    if (pairs.length < 2) continue;
    const { mean, half } = expected(pairs);
    expect(second?.['pairs']).toBe(pairs.length);
    const scale = Math.max(1, Math.abs(mean), half);
    expect(Math.abs((second?.['difference'] as number) - mean)).toBeLessThan(1e-8 * scale);
    expect(Math.abs((second?.['difference_low'] as number) - (mean - half))).toBeLessThan(
      1e-8 * scale,
    );
  }
});

describe('what is said', () => {
  const better = [0.95, 0.962, 0.955].map((value, i) => run('c', i + 1, value));

  it('is who beats whom, over common seeds', () => {
    // Differences 4.9, 4.7, 3.2 points: mean 4.267, s 0.929, t 4.302653: half 2.308.
    expect(sentencesOf(compare([...b, ...better]))[0]).toBe(
      'Where they end: c beats b by 4.3 ± 2.3 points, 3 common seeds (95.6 ± 1.5 % and 91.3 ± 2.8 %).',
    );
    expect(sentencesOf(compare([...b, ...better], { metric: 'error', at: 4 }))[0]).toBe(
      'At epoch 4.00: c beats b by 4.3 ± 2.3 points, 3 common seeds (4.4 ± 1.5 % and 8.7 ± 2.8 %).',
    );
  });

  it('is that no difference is shown where zero lies in the interval', () => {
    expect(sentencesOf(compare([...a, ...b]))[0]).toBe(
      'Where they end: no difference shown: a and b are 0.9 ± 2.6 points apart, 3 common seeds (92.2 ± 2.7 % and 91.3 ± 2.8 %).',
    );
    expect(rowsOf(compare([...a, ...b]))[1]?.['verdict']).toBe('no difference shown');
    expect(rowsOf(compare([...b, ...better]))[1]?.['verdict']).toBe('better');
    expect(rowsOf(compare([...better, ...b]))[1]?.['verdict']).toBe('worse');
    expect(rowsOf(compare([...better, ...b], { metric: 'error' }))[1]?.['verdict']).toBe('worse');
  });

  it('is of one seed each that it shows no spread', () => {
    expect(sentencesOf(compare([run('a', 1, 0.9), run('b', 1, 0.88)]))[0]).toBe(
      'Where they end: a beats b by 2.0 points, 1 common seed, which shows no spread (90.0 % and 88.0 %).',
    );
    expect(sentencesOf(compare([run('a', 1, 0.9), run('b', 1, 0.9)]))[0]).toBe(
      'Where they end: a and b are equal: 90.0 %, 1 common seed.',
    );
  });

  it('is of other seeds what their means are apart', () => {
    const others = [0.901, 0.915, 0.923].map((value, i) => run('b', i + 4, value));
    const shown = compare([...a, ...others]);
    // scipy 1.17.1: stats.ttest_ind(b, a, equal_var=False).confidence_interval(0.95).
    const row = rowsOf(shown)[1];
    expect(row?.['difference_low']).toBeCloseTo(-0.03449259525156167, 9);
    expect(row?.['difference_high']).toBeCloseTo(0.015825928584894615, 9);
    expect(row?.['pairs']).toBe(0);
    expect(sentencesOf(shown)[0]).toContain('no seed in common');
  });

  it('is of time what takes less', () => {
    const slow = [1, 2, 3].map(seed =>
      run('s', seed, 0.9, {
        train: steps(1, 40, step => ({ loss: 1, seconds: step + seed / 10 })),
      }),
    );
    expect(sentencesOf(compare([...a, ...slow], { metric: 'seconds' }))[0]).toBe(
      'Where they end: a takes less than s by 32 s ± 0.25 s, 3 common seeds (8 s ± 0 s and 40 s ± 0 s).',
    );
  });

  it('is never that a training which diverged is ahead without a word of it', () => {
    const wild = run('w', 1, 0.99, {
      train: steps(1, 40, step => ({ loss: step < 5 ? 2.3 : 1e12 })),
    });
    const shown = compare([...a, wild]);
    expect(sentencesOf(shown)[0]).toContain('But of w seed 1 diverged at step 40.');
    expect(rowsOf(shown)[1]?.['note']).toBe('seed 1 diverged at step 40');
    // A loss that only rose a little is no divergence.
    const high = run('h', 1, 0.99, {
      train: steps(1, 40, step => ({ loss: step < 5 ? 2.3 : 20 })),
    });
    expect(rowsOf(compare([...a, high]))[1]?.['note']).toBe('');
  });

  it('leaves the axes of loss to runs that went well', () => {
    const train = (loss: number) => steps(1, 40, step => ({ loss: step < 5 ? 2.3 : loss }));
    const losses = { a: 1, b: 0.9, w: 1e12 };
    const runs = Object.entries(losses).map(([cell, loss]) =>
      run(cell, 1, cell === 'w' ? 0.1 : 0.9, { train: train(loss) }),
    );
    const shown = compare(runs);
    const covers = (id: string) =>
      figureOf(shown, id).marks.flatMap(mark => (mark.mark === 'line' ? [mark.covers] : []));
    expect(covers('loss')).toEqual(['whole', 'whole', 'none']);
    expect(covers('loss difference')).toEqual(['whole', 'none']);
    expect(covers('accuracy')).toEqual(['mostly', 'mostly', 'mostly']);
  });

  it('marks where a run failed at the step that the words name, long after it was evaluated', () => {
    const failed = trainedRun({
      stepsPerEpoch: 12,
      validation: [{ step: 6, epoch: 0.5, loss: 2, accuracy: 0.1 }],
      events: [{ step: 8, event: 'failure', message: 'The loss is NaN.' }],
    });
    const shown = compare([...a, failed], { metric: 'loss', on: 'validation', by: 'epoch' });
    expect(figureOf(shown, 'loss').events).toEqual([
      expect.objectContaining({ x: 8 / 12, y: 2, label: 'failed at step 8' }),
    ]);
  });

  it('is that a run which failed is left out', () => {
    const failed = run('b', 2, 0.99, { events: [{ step: 20, event: 'failure', message: 'NaN.' }] });
    const shown = compare([...a, b[0]!, failed, b[2]!]);
    expect(rowsOf(shown)[1]).toMatchObject({ seeds: 2, pairs: 2 });
    expect(sentencesOf(shown)).toContain('b: seed 2 failed at step 20.');
    expect(sentencesOf(shown)).toContain('b, seed 2 has no value there and is left out.');
  });

  it('is where all have come to while one goes on', () => {
    const live = run('l', 1, 0.5, {
      isLive: true,
      test: [{ step: 20, epoch: 2, accuracy: 0.5 }],
      standing: {
        life: { state: 'running', phase: '', stopping: false, secondsLeft: null },
        step: 25,
        steps: 40,
        secondsElapsed: 5,
      },
    });
    const shown = compare([...a, live]);
    expect(sentencesOf(shown)[0]).toMatch(
      /^Where all have come to, epoch 2\.00: a beats l by 31\.2/,
    );
    expect(rowsOf(shown)[0]?.['mean']).toBeCloseTo(2.767 / 3 - 0.1, 12);
  });

  it('warns of trainings of unlike length and of unlike data', () => {
    const long = run('l', 1, 0.9, { test: [{ step: 80, epoch: 8, accuracy: 0.9 }] });
    expect(sentencesOf(compare([...a, long]))).toContain(
      'They end at different places: a at epoch 4.00; l at epoch 8.00.',
    );
    const other = run('m', 1, 0.9, { dataSet: 'mnist' });
    const shown = compare([...a, other]);
    expect(shown.sentences.find(({ tone }) => tone === 'warning')?.text[0]).toContain(
      'unlike data (cifar10, mnist)',
    );
    expect(sentencesOf(shown).some(each => each.includes('beats'))).toBe(false);
  });

  it('is what is missing where there is nothing to compare', () => {
    expect(sentencesOf(compare([]))).toEqual([
      'Nothing to compare yet: run the trainings that this cell names.',
    ]);
    expect(sentencesOf(compare([a[0]!, trainedRun({ cell: 'b' })]))).toEqual([
      'Only a has a run so far. Run the other trainings that this cell names.',
    ]);
  });
});

describe('what was asked differently', () => {
  const asked = (cell: string, text: Record<string, string>) =>
    run(cell, 1, 0.9, { asked: new Map(Object.entries(text)) });

  it('is one row of a head whose keys are not the same', () => {
    const shown = compare([
      asked('a', {
        'rate.cosine': '0.1 to 0.001',
        'rate.restarts': '2',
        epochs: '4',
        'optimizer.momentum': '0.9',
        batch: '50',
      }),
      asked('b', { rate: '1000', epochs: '8', 'optimizer.momentum': '0.5', batch: '50' }),
    ]);
    expect(rowsOf(shown, 'asked')).toEqual([
      { key: 'rate', 'group 0': 'cosine 0.1 to 0.001, restarts 2', 'group 1': '1000' },
      { key: 'epochs', 'group 0': '4', 'group 1': '8' },
      { key: 'optimizer.momentum', 'group 0': '0.9', 'group 1': '0.5' },
    ]);
    expect(shown.listed.at(-1)?.columns.map(({ head }) => head)).toEqual(['what', 'a', 'b']);
    expect(shown.listed.at(-1)?.columns.map(({ name }) => name)).toEqual([undefined, 'a', 'b']);
    expect(sentencesOf(shown)).toContain('Same in all: batch.');
  });

  it('names trainings by value where there are many', () => {
    const runs = ['a', 'b', 'c', 'd'].map(cell => asked(cell, { depth: cell < 'c' ? '20' : '38' }));
    expect(rowsOf(compare(runs), 'asked')).toEqual([
      { key: 'depth', text: '20', trainings: 'a, b' },
      { key: '', text: '38', trainings: 'c, d' },
    ]);
  });

  it('is no seed of a group, and nothing where all is alike', () => {
    const shown = compare([
      ...a,
      ...a.map(each => ({ ...each, id: `x${each.id}`, cell: 'x', recipeKey: 'x' })),
    ]);
    expect(shown.tables['asked']).toBeUndefined();
    expect(sentencesOf(shown)).toContain('Nothing differs in what was asked.');
  });
});

describe('several data sets', () => {
  const on = (set: string, cell: string, accuracy: number, more: Record<string, string> = {}) =>
    run(cell, 1, accuracy, {
      dataSet: set,
      asked: new Map(
        Object.entries({
          network: cell,
          classes: set === 'cifar100' ? '100' : '10',
          'data.set': set,
          batch: set === 'stl10' ? '32' : '100',
          ...more,
        }),
      ),
    });
  const runs = [
    on('cifar10', 'small', 0.903, { blocks: '2-2-2' }),
    on('cifar10', 'grown', 0.929, { blocks: '2-2-2', grow: '60, 110' }),
    on('cifar100', 'small100', 0.6666, { blocks: '2-2-2' }),
    on('stl10', 'grown-stl', 0.7402, { blocks: '2-2-2', grow: '60, 110' }),
  ];

  it('have columns of their own, and recipes that differ in nothing else a row', () => {
    const shown = compare(runs, { data: 'each', metric: 'error' });
    expect(shown.listed[0]?.columns.map(({ head }) => head)).toEqual([
      'recipe',
      'cifar10 error',
      'cifar10 time',
      'cifar100 error',
      'cifar100 time',
      'stl10 error',
      'stl10 time',
    ]);
    const [small, grown, ...more] = rowsOf(shown, 'by data set');
    expect(small).toMatchObject({
      training: 'small',
      'mean 0': expect.closeTo(0.097, 12) as number,
      'mean 1': expect.closeTo(0.3334, 12) as number,
      'mean 2': NaN,
      'seconds 0': 8,
    });
    expect(grown).toMatchObject({
      training: 'grown',
      'mean 1': NaN,
      'mean 2': expect.closeTo(0.2598, 12) as number,
    });
    expect(more).toEqual([]);
  });

  it('are compared each in itself', () => {
    const shown = compare(runs, { data: 'each' });
    expect(rowsOf(shown).map(row => row['difference'])).toEqual([
      NaN,
      expect.closeTo(0.026, 12),
      NaN,
      NaN,
    ]);
    expect(sentencesOf(shown)[0]).toBe(
      'On cifar10, where they end: grown beats small by 2.6 points, 1 common seed, which shows no spread (92.9 % and 90.3 %).',
    );
    expect(sentencesOf(shown).some(each => each.includes('unlike'))).toBe(false);
  });
});

describe('the curves of a comparison', () => {
  it('are the metric and what it differs by, and beside it the loss', () => {
    const shown = compare([...a, ...b]);
    expect(shown.figures.map(({ id, title, unit }) => [id, title, unit])).toEqual([
      ['accuracy', 'Test accuracy', '%'],
      ['accuracy difference', 'Test accuracy, b − a', 'points'],
      ['loss', 'Loss', 'cross-entropy, smoothed 0.9'],
      ['loss difference', 'Loss, b − a', 'smoothed 0.9'],
    ]);
    expect(figureOf(shown, 'accuracy').x.title).toBe('epoch');
    expect(seriesOf(shown, 'accuracy').filter(each => each.startsWith('marked'))).toEqual([
      'marked a, 3 seeds, mean test',
      'marked b, 3 seeds, mean test',
    ]);
    expect(pointsOf(shown, 'accuracy difference', 'b − a')[1]).toEqual([
      4,
      expect.closeTo(-0.028 / 3, 12),
    ]);
    expect(shown.legend.map(({ label, values }) => [label, values.length])).toEqual([
      ['a, 3 seeds', 2],
      ['b, 3 seeds', 2],
      ['single seeds', 0],
    ]);
  });

  it('follow the metric', () => {
    const titles = (question: Partial<Question>) =>
      compare([...a, ...b], question).figures.map(({ title }) => title);
    expect(titles({ metric: 'error' })[0]).toBe('Test error');
    expect(titles({ metric: 'loss' })).toEqual([
      'Test loss',
      'Test loss, b − a',
      'Test accuracy',
      'Test accuracy, b − a',
    ]);
    expect(titles({ metric: 'loss', on: 'train' })[0]).toBe('Loss');
    expect(titles({ metric: 'seconds' }).slice(0, 2)).toEqual(['Time', 'Time, b − a']);
    const time = compare([...a, ...b], { metric: 'work', by: 'seconds' });
    expect(pointsOf(time, 'work', 'a, 3 seeds, mean train').at(-1)).toEqual([
      8,
      3 * 40 * 50 * 1000,
    ]);
    const work = compare([...a, ...b], { by: 'work' });
    expect(figureOf(work, 'accuracy').x).toMatchObject({
      title: 'multiply-adds',
      scale: 'linear',
      domain: [0, 6e6],
    });
    expect(pointsOf(work, 'accuracy', 'a, 3 seeds, mean test').map(([x]) => x)).toEqual([3e6, 6e6]);
  });

  it('end where the last run ended, unless one goes on', () => {
    const short = run('p', 1, 0.9, { train: steps(1, 35, () => ({ loss: 1 })), test: [] });
    const other = run('q', 1, 0.9, { train: steps(1, 30, () => ({ loss: 1 })), test: [] });
    expect(figureOf(compare([short, other], { by: 'step' }), 'loss').x.domain).toEqual([0, 35]);
    expect(
      figureOf(compare([short, { ...other, isLive: true }], { by: 'step' }), 'loss').x.domain,
    ).toEqual([0, 40]);
  });

  it('are of training where nothing was evaluated', () => {
    const bare = ['a', 'b'].map(cell => run(cell, 1, 0.9, { test: [] }));
    expect(figureOf(compare(bare), 'accuracy')).toMatchObject({
      title: 'Accuracy',
      unit: '%, smoothed 0.9',
    });
  });

  it('compare with what the cell names', () => {
    const shown = compare([...a, ...b, run('c', 1, 0.9)], { baseline: 'b' });
    expect(figureOf(shown, 'accuracy difference').title).toBe('Test accuracy minus b');
    expect(figureOf(shown, 'accuracy difference').series.map(({ label }) => label)).toContain(
      'c − b',
    );
    expect(shown.listed[0]?.columns.map(({ head }) => head)).toContain('minus b');
  });
});
