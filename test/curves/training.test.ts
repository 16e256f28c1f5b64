import { describe, expect, it } from 'vitest';
import { presentRuns, presentTraining } from '../../src/curves/index.ts';
import { layOut } from '../../src/figures/index.ts';
import {
  figureOf,
  legendText,
  pointsOf,
  recipe,
  sentencesOf,
  seriesOf,
  steps,
  trainedRun,
  viewOf,
  type RunFields,
} from './support.ts';

/** 40 steps, losses falling from 4 to 0.1, tests after each epoch. */
function usual(fields: RunFields = {}) {
  return trainedRun({
    train: steps(1, 40, step => ({
      loss: 4 / step,
      accuracy: step / 50,
      rate: 0.1,
      images_per_second: 250,
    })),
    test: [10, 20, 30, 40].map(step => ({
      step,
      epoch: step / 10,
      seconds: step / 5,
      loss: 5 / step,
      accuracy: step / 80,
    })),
    ...fields,
  });
}

const seedsOf = (values: readonly number[], fields: RunFields = {}) =>
  values.map((value, i) =>
    usual({
      seed: i + 1,
      slot: i,
      test: [{ step: 40, epoch: 4, seconds: 8, accuracy: value, loss: 1 }],
      ...fields,
    }),
  );

describe('the panels of one run', () => {
  const shown = presentTraining([usual()], viewOf());

  it('show the smoothed line, each batch and the tests', () => {
    expect(shown.figures.map(({ id, height, group }) => [id, height, group])).toEqual([
      ['loss', 150, 'curves'],
      ['rate', 62, 'curves'],
      ['accuracy', 150, 'curves'],
      ['speed', 62, 'curves'],
    ]);
    expect(seriesOf(shown, 'loss')).toEqual([
      'raw base, each batch',
      'line base, train, smoothed 0.9',
      'marked base, test',
    ]);
    expect(pointsOf(shown, 'loss', 'base, test')).toEqual([
      [10, 0.5],
      [20, 0.25],
      [30, 5 / 30],
      [40, 0.125],
    ]);
  });

  it('draw the plan of the rate as theory: half of a cosine in the middle', () => {
    expect(seriesOf(shown, 'rate')).toEqual(['theory base, planned', 'line base, rate']);
    const plan = new Map(pointsOf(shown, 'rate', 'base, planned'));
    expect([plan.get(1), plan.get(21)]).toEqual([0.5, expect.closeTo(0.3, 12)]);
  });

  it('are over epochs or seconds as the reader chose', () => {
    const epochs = presentTraining([usual()], viewOf({ axis: 'epoch' }));
    expect(figureOf(epochs, 'loss').x).toMatchObject({
      title: 'epoch',
      domain: [0, 4],
      scale: 'time',
    });
    expect(pointsOf(epochs, 'accuracy', 'base, test').map(([x]) => x)).toEqual([1, 2, 3, 4]);
    const time = presentTraining([usual()], viewOf({ axis: 'seconds' }));
    expect(figureOf(time, 'loss').x).toMatchObject({ format: 'seconds', domain: [0, 8] });
  });

  it('show the error in place of the accuracy, and offer its logarithm', () => {
    const errors = presentTraining([usual()], viewOf({ choices: { quality: 'error' } }));
    expect(figureOf(errors, 'accuracy')).toMatchObject({
      title: 'Error',
      scales: ['linear', 'log'],
    });
    expect(pointsOf(errors, 'accuracy', 'base, test')[3]).toEqual([40, 0.5]);
    expect(figureOf(shown, 'accuracy').scales).toEqual(['linear']);
    expect(errors.choices.map(({ id, chosen }) => [id, chosen])).toEqual([
      ['axis', 'step'],
      ['smooth', '0.9'],
      ['quality', 'error'],
    ]);
  });

  it('smooth as the slider says: weights of 0.5, 1 over the first two', () => {
    const half = presentTraining([usual()], viewOf({ smooth: 0.5 }));
    const [[, first], [, second]] = pointsOf(half, 'loss', 'base, train, smoothed 0.5') as [
      [number, number],
      [number, number],
    ];
    expect([first, second]).toEqual([4, expect.closeTo((2 + 4 * 0.5) / 1.5, 12)]);
    const least = presentTraining([usual()], viewOf({ smooth: 0 }));
    expect(pointsOf(least, 'loss', 'base, train, smoothed 0')).toEqual(
      pointsOf(least, 'loss', 'base, each batch'),
    );
    expect(seriesOf(presentTraining([usual()], viewOf({ smooth: 5 })), 'loss')).toContain(
      'line base, train, smoothed 0.99',
    );
  });

  it('hold zero of the accuracy, and of a part only its points', () => {
    expect(figureOf(shown, 'accuracy').y).toMatchObject({ include: [0], bounds: [0, 1] });
    const part = presentTraining([usual()], viewOf({ ranges: { curves: [20, 30] } }));
    expect(pointsOf(part, 'loss', 'base, test').map(([x]) => x)).toEqual([10, 20, 30, 40]);
    expect(pointsOf(part, 'loss', 'base, each batch').map(([x]) => x)[0]).toBe(19);
  });

  it('thin to the least and the greatest of each pixel', () => {
    const noisy = usual({
      train: steps(1, 4000, step => ({ loss: step === 1234 ? 99 : step % 7 })),
    });
    const thin = presentTraining([noisy], viewOf({ width: 100 }));
    const points = pointsOf(thin, 'loss', 'base, each batch');
    expect(points.length).toBeLessThan(210);
    expect(points).toContainEqual([1234, 99]);
    // An export has all of them.
    const whole = presentTraining([noisy], viewOf());
    expect(pointsOf(whole, 'loss', 'base, each batch')).toHaveLength(4000);
  });

  it('are read off in the legend, the place of tests too', () => {
    expect(shown.legend.map(row => legendText(shown, row))).toEqual([
      expect.stringMatching(/^train, smoothed 0.9 · 0\.\d{3} · \d+\.\d %$/),
      'each batch · 0.100 · 80.0 %',
      'test · 0.125 · 50.0 %',
    ]);
    expect(shown.legend.map(({ saysPlace = false }) => saysPlace)).toEqual([false, false, true]);
    const test = shown.legend[2]!;
    expect(legendText(shown, test, 19)).toBe('test · 0.250 · 25.0 %');
  });

  it('say what is read off in captions', () => {
    expect(figureOf(shown, 'loss').readout).toMatchObject({ saysPlace: true });
    expect(figureOf(shown, 'rate').readout).toMatchObject({ showsLast: true });
    expect(figureOf(shown, 'rate').label).toBe('Rate by step, 0.100 at step 40');
    expect(figureOf(shown, 'accuracy').fileName).toBe('base accuracy');
  });

  it('list their points under heads with units', () => {
    const { shown: table } = figureOf(shown, 'accuracy');
    expect('lines' in table && [table.x, ...table.lines.map(line => line.head)]).toEqual([
      'step',
      'base, train, smoothed 0.9 (%)',
      'base, each batch (%)',
      'base, test (%)',
    ]);
    const hidden = figureOf(
      presentTraining([usual()], viewOf({ hidden: ['raw'] })),
      'accuracy',
    ).shown;
    expect('lines' in hidden && hidden.lines.map(line => line.head)).toEqual([
      'base, train, smoothed 0.9 (%)',
      'base, test (%)',
    ]);
  });

  it('say the best accuracy and how long it took', () => {
    expect(sentencesOf(shown)).toEqual(['Test accuracy 50.0 %, the best so far.', 'Took 8 s.']);
    const falls = usual({
      test: [
        [10, 0.9],
        [20, 0.9],
        [40, 0.5],
      ].map(([step = 0, accuracy = 0]) => ({ step, accuracy })),
    });
    expect(sentencesOf(presentTraining([falls], viewOf()))[0]).toBe(
      'Test accuracy 50.0 %; the best was 90.0 % at step 10.',
    );
  });

  it('take a log axis for a loss over powers of ten, and no other', () => {
    const wild = usual({ train: steps(1, 40, step => ({ loss: 10 ** (step / 8) })) });
    expect(figureOf(presentTraining([wild], viewOf()), 'loss').y.scale).toBe('log');
    expect(figureOf(shown, 'loss').y.scale).toBe('linear');
    // 999 times as much is not a thousand times.
    const near = usual({ train: steps(1, 2, step => ({ loss: step === 1 ? 0.2 : 0.2 * 999 })) });
    expect(figureOf(presentTraining([near], viewOf()), 'loss').y.scale).toBe('linear');
  });
});

describe('events', () => {
  const growth = {
    step: 20,
    event: 'growth',
    from: [2, 2],
    to: [4, 4],
    stepSize: [1, 0.5],
    loss: [0.5, 0.625],
    accuracy: [0.46, 0.288],
  } as const;

  it('flag a growth above the first panel only, and say what it cost', () => {
    const shown = presentTraining([usual({ events: [growth] })], viewOf());
    expect(figureOf(shown, 'loss').events).toEqual([
      { x: 20, label: 'grow 4 → 8 blocks', short: '4 → 8', kind: 'event' },
    ]);
    expect(figureOf(shown, 'accuracy').events).toEqual([{ x: 20, label: null, kind: 'event' }]);
    expect(sentencesOf(shown)).toContain(
      'Grew at step 20: 2-2 → 4-4, h 1 → ½. Test accuracy 46.0 % → 28.8 %, test loss 0.500 → 0.625 at that moment.',
    );
    const epochs = presentTraining([usual({ events: [growth] })], viewOf({ axis: 'epoch' }));
    expect(figureOf(epochs, 'loss').events?.[0]?.x).toBe(2);
  });

  it('keep both values of a jump', () => {
    const run = usual({
      test: [
        { step: 20, accuracy: 0.461, loss: 1.5, blocks: 4 },
        { step: 20, accuracy: 0.288, loss: 2, blocks: 8 },
        { step: 40, accuracy: 0.54, loss: 1, blocks: 8 },
      ],
    });
    const shown = presentTraining([run], viewOf());
    const test = shown.legend.find(({ id }) => id === 'test')!;
    expect(legendText(shown, test, 21)).toBe('test · 1.50 → 2.00 · 46.1 % → 28.8 %');
    expect(pointsOf(shown, 'accuracy', 'base, test')).toEqual([
      [20, 0.461],
      [20, 0.288],
      [40, 0.54],
    ]);
  });

  it('have of single precision the digits that were measured, in means and errors too', () => {
    const of = (accuracy: number, seed: number) =>
      trainedRun({ seed, test: [{ step: 10, accuracy: Math.fround(accuracy), loss: 1 }] });
    const view = viewOf({ choices: { quality: 'error' } });
    const one = presentTraining([of(0.364, 1)], view);
    const both = presentTraining([of(0.364, 1), of(0.366, 2)], viewOf());
    expect(pointsOf(one, 'accuracy', 'base, test')).toEqual([[10, 1 - 0.364]]);
    expect(pointsOf(both, 'accuracy', 'base, mean test')).toEqual([[10, (0.364 + 0.366) / 2]]);
  });

  it('tell validation from test where both are drawn, in the legend as in the picture', () => {
    const at = (step: number, loss: number) => ({ step, epoch: step / 10, loss, accuracy: 0.5 });
    const of = (seed: number, hasTest = true) =>
      trainedRun({
        seed,
        ...(hasTest && { test: [at(10, 1), at(20, 0.8)] }),
        validation: [at(10, 1.1), at(20, 0.9)],
      });
    const looks = (...runs: Parameters<typeof presentTraining>[0]) => {
      const shown = presentTraining(runs, viewOf());
      const drawn = seriesOf(shown, 'loss').filter(each => !each.startsWith('thin'));
      return [...drawn, ...shown.legend.map(({ look, label }) => `${look} ${label}`)];
    };
    expect(looks(of(1))).toEqual([
      'hollow base, validation',
      'marked base, test',
      'marked test',
      'hollow validation',
    ]);
    expect(looks(of(1), of(2))).toEqual([
      'hollow base, mean validation',
      'marked base, mean test',
      'marked mean of 2, test',
      'hollow mean of 2, validation',
      'thin single seeds',
    ]);
    // Alone it is what the run is known by.
    expect(looks(of(1, false))).toEqual(['marked base, validation', 'marked validation']);
  });

  it('mark with a cross where a run failed, at its last number, and end axis soon behind', () => {
    const failed = trainedRun({
      train: [
        { step: 1, loss: 6.475e33 },
        { step: 2, loss: NaN },
      ],
      events: [{ step: 2, event: 'failure', message: 'The loss is NaN. It was at step 2.' }],
      standing: {
        life: { state: 'failed', message: 'x', advice: null },
        step: 2,
        steps: 40,
        secondsElapsed: 1,
      },
    });
    const shown = presentTraining([failed], viewOf());
    expect(figureOf(shown, 'loss').events).toEqual([
      {
        x: 2,
        y: 6.475e33,
        label: 'failed at step 2',
        kind: 'failure',
        series: 'loss train base-1',
      },
    ]);
    expect(figureOf(shown, 'rate').events).toEqual([]);
    expect(figureOf(shown, 'loss').x.domain).toEqual([0, 4]);
    expect(sentencesOf(shown)).toEqual(['The curves end at step 2: The loss is NaN.']);
  });

  describe('of a run that failed beside one that went well', () => {
    const at = (step: number, loss: number) => ({ step, epoch: step / 10, loss });
    const good = trainedRun({ cell: 'good', validation: [at(10, 2), at(20, 1)] });
    const bad = (seed: number, cell: string, loss: number, isBad = true) =>
      trainedRun({
        ...{ seed, cell },
        validation: [at(10, 2), at(20, loss)],
        events: isBad ? [{ step: 25, event: 'failure', message: 'The loss is NaN.' }] : [],
      });

    /** The upper end of the axis of loss, and the values that are marked beyond it. */
    function lossOf(...runs: Parameters<typeof presentTraining>[0]) {
      const shown = presentTraining(runs, viewOf());
      const [panel] = layOut(figureOf(shown, 'loss'), shown.tables, { width: 400 }).panels;
      const beyond = panel!.items.flatMap(item => (item.item === 'beyond' ? [...item.values] : []));
      return { top: Math.max(...panel!.y.domain), beyond };
    }

    it('leave the axis to the other, and mark at its edge what it reached', () => {
      const { top, beyond } = lossOf(good, bad(1, 'bad', 1500));
      expect(top).toBeLessThan(3);
      expect(beyond).toEqual([1500]);
    });

    it('do so with a seed of a mean, and the mean', () => {
      const { top, beyond } = lossOf(bad(1, 'good', 1, false), bad(2, 'good', 1501));
      expect(top).toBeLessThan(3);
      // Of the mean and of the seed.
      expect(beyond.sort((a, b) => a - b)).toEqual([751, 1501]);
    });

    it('cover it where it reached little, where it is alone, and where it did not fail', () => {
      for (const runs of [[good, bad(1, 'bad', 3.9)], [bad(1, 'bad', 1500)]])
        expect(lossOf(...runs).beyond).toEqual([]);
      expect(lossOf(good, bad(1, 'bad', 1500, false))).toMatchObject({ beyond: [] });
      expect(lossOf(good, bad(1, 'bad', 1500, false)).top).toBeGreaterThanOrEqual(1500);
    });

    it('choose the scale of the loss by the other', () => {
      const train = (cell: string, last: number) =>
        trainedRun({ cell, train: steps(1, 40, step => ({ loss: step < 30 ? 2 : last })) });
      const scale = (...runs: Parameters<typeof presentTraining>[0]) =>
        figureOf(presentTraining(runs, viewOf()), 'loss').y.scale;
      expect(scale(train('a', 1), train('wild', 1e9))).toBe('linear');
      expect(scale(train('wild', 1e9))).toBe('log');
    });
  });

  it('say when a run was resumed, and when the rate began again', () => {
    const time = new Date().toISOString();
    const events = [
      { step: 10, event: 'resume', time, run: 'x', byItself: false },
      { step: 20, event: 'resume', time, run: 'y', byItself: true },
      { step: 30, event: 'restart' },
    ] as const;
    const shown = presentTraining([usual({ events })], viewOf());
    expect(figureOf(shown, 'loss').events?.map(({ label }) => label)).toEqual([
      expect.stringMatching(/^resumed \d\d:\d\d$/),
      expect.stringMatching(/^went on after a crash \d\d:\d\d$/),
      'restart',
    ]);
    expect(sentencesOf(shown).slice(1, 4)).toEqual([
      expect.stringMatching(/^Resumed at step 10, \d\d:\d\d\.$/),
      expect.stringMatching(/^Went on by itself after a crash at step 20, \d\d:\d\d\.$/),
      'The rate started again at step 30.',
    ]);
  });

  it('name the run where only some have one', () => {
    const runs = [
      usual({ events: [growth] }),
      usual({ cell: 'deep', events: [] }),
      usual({ cell: 'wide', events: [growth] }),
    ];
    const shown = presentTraining(runs, viewOf());
    expect(figureOf(shown, 'loss').events?.[0]?.label).toBe('base grows and 1 more');
    const two = presentTraining([runs[0]!, runs[2]!], viewOf());
    expect(figureOf(two, 'loss').events?.[0]?.label).toBe('grow 4 → 8 blocks');
    const one = presentTraining(runs, viewOf({ hidden: ['wide-1'] }));
    expect(figureOf(one, 'loss').events?.[0]?.label).toBe('base grows');
  });
});

describe('several seeds', () => {
  it('are their mean with an interval, and thin lines', () => {
    const shown = presentTraining(seedsOf([0.5, 0.6, 0.7]), viewOf());
    expect(seriesOf(shown, 'accuracy').filter(each => each.includes('test'))).toEqual([
      'thin base, seed 1, test',
      'thin base, seed 2, test',
      'thin base, seed 3, test',
      'marked base, mean test',
    ]);
    expect(seriesOf(shown, 'accuracy').some(each => each.startsWith('raw'))).toBe(false);
    // 0.6 ± 4.302653·0.1/√3, by a table of Student's t.
    expect(
      legendText(
        shown,
        shown.legend.find(({ id }) => id === 'test')!,
      ),
    ).toBe('mean of 3, test · 1.00 ± 0 · 60.0 ± 24.8 %');
    expect(sentencesOf(shown)).toEqual([
      'Test accuracy 60.0 ± 24.8 %. Lines are means of 3 seeds; the band is the 95 % Student interval of the mean.',
    ]);
    const band = figureOf(shown, 'accuracy').marks.filter(({ mark }) => mark === 'band');
    expect(band).toHaveLength(2);
  });

  it('have the range of two', () => {
    const shown = presentTraining(seedsOf([0.5, 0.7]), viewOf());
    expect(sentencesOf(shown)).toEqual([
      'Test accuracy 60.0 ± 10.0 %. Lines are means of 2 seeds; the band is the range of both.',
    ]);
  });

  it('lose their thin lines by the legend, but where there is no mean', () => {
    const runs = [40, 30, 0].map((last, i) =>
      usual({ seed: i + 1, train: steps(1, last, step => ({ loss: step })), test: [] }),
    );
    const shown = presentTraining(runs, viewOf({ hidden: ['seeds'] }));
    expect(seriesOf(shown, 'loss')).toEqual([
      'thin base, seed 1, train, smoothed 0.9',
      'line base, mean train, smoothed 0.9',
    ]);
    const beyond = pointsOf(shown, 'loss', 'base, seed 1, train, smoothed 0.9').map(([x]) => x);
    expect([beyond[0], beyond.at(-1)]).toEqual([30, 40]);
    expect(shown.legend[0]?.label).toBe('mean of 2, train, smoothed 0.9');
    expect(sentencesOf(shown)[0]).toContain('means of 2 of 3 seeds');
  });

  it('are one run until the second has begun', () => {
    const runs = [usual(), trainedRun({ seed: 2 })];
    const shown = presentTraining(runs, viewOf());
    expect(seriesOf(shown, 'loss')).toEqual(seriesOf(presentTraining([usual()], viewOf()), 'loss'));
    expect(sentencesOf(shown).at(-1)).toBe(
      'One of 2 seeds has a record; means begin with the second.',
    );
  });

  it('are averaged before a growth with before, and after it with after', () => {
    const at = (seed: number, rows: readonly (readonly [number, number, number])[]) =>
      usual({ seed, test: rows.map(([step, accuracy, blocks]) => ({ step, accuracy, blocks })) });
    const runs = [
      at(1, [
        [20, 0.75, 4],
        [20, 0.25, 8],
        [30, 0.5, 8],
      ]),
      at(2, [
        [20, 0.5, 4],
        [20, 0.125, 8],
        [30, 0.25, 8],
      ]),
      // What was before it is lost with its parent.
      at(3, [
        [20, 0, 8],
        [30, 0, 8],
      ]),
    ];
    expect(pointsOf(presentTraining(runs, viewOf()), 'accuracy', 'base, mean test')).toEqual([
      [20, 0.625],
      [20, 0.125],
      [30, 0.25],
    ]);
  });

  it('are grouped by what was set for them', () => {
    const [a, b, c] = [1, 2, 1].map((seed, i) =>
      usual({
        id: `r${i}`,
        seed,
        slot: i,
        variant: i < 2 ? { seed } : { seed, epochs: 2 },
        label: `base, ${i}`,
      }),
    );
    const shown = presentTraining([a!, b!, c!], viewOf());
    expect(shown.legend.map(({ label, slot }) => [label, slot])).toEqual([
      ['base, as written, 2 seeds', 0],
      ['base, epochs 2', 2],
      ['single seeds', 0],
    ]);
    const each = presentTraining([a!, b!, c!], viewOf({ choices: { seeds: 'each' } }));
    expect(each.legend).toHaveLength(3);
    expect(each.choices.map(({ id }) => id)).toContain('seeds');
  });

  it('of which one ran twice stay apart', () => {
    const shown = presentTraining([usual({ id: 'a' }), usual({ id: 'b' })], viewOf());
    expect(shown.legend.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(shown.choices.map(({ id }) => id)).not.toContain('seeds');
  });
});

describe('a training without records', () => {
  const standing = { step: 0, steps: 40, secondsElapsed: 0 };

  it('that never ran shows its plan', () => {
    const events = [
      {
        step: 20,
        event: 'growth',
        from: [2, 2],
        to: [4, 4],
        stepSize: [1, 0.5],
        loss: [null, null],
        accuracy: [null, null],
      },
    ] as const;
    const levels = [
      { from: 0, multiplyAdds: 4e6 },
      { from: 20, multiplyAdds: 8e6 },
    ];
    const shown = presentTraining([trainedRun({ standing: null, events, levels })], viewOf());
    expect(shown.figures.map(({ id, unit }) => [id, unit])).toEqual([
      ['rate', 'as planned'],
      ['work', 'as planned'],
    ]);
    expect(pointsOf(shown, 'work', 'base, planned')).toEqual([
      [1, 4],
      [20, 4],
      [21, 8],
      [40, 8],
    ]);
    expect(figureOf(shown, 'rate').events?.[0]?.label).toBe('grow 4 → 8 blocks');
    expect(sentencesOf(shown)).toEqual([
      'The rate goes from 0.500 to 0.101. At step 20 the 4 blocks become 8, and an image costs 4.00 M multiply-adds before and 8.00 M at the end.',
    ]);
  });

  it('that waits says for what, beside the plan of its rate', () => {
    const queued = trainedRun({ standing: { ...standing, life: { state: 'queued', ahead: 1 } } });
    const shown = presentTraining([queued], viewOf());
    expect(shown.figures.map(({ id }) => id)).toEqual(['rate']);
    expect(sentencesOf(shown)[0]).toBe('Queued behind one run. 40 steps are planned.');
    const ended = trainedRun({ standing: { ...standing, life: { state: 'stopped' } } });
    expect(sentencesOf(presentTraining([ended], viewOf()))[0]).toBe(
      'Nothing was recorded. 40 steps are planned.',
    );
  });

  it('of which the steps of an epoch are not known has no picture', () => {
    const shown = presentTraining([trainedRun({ standing: null, stepsPerEpoch: null })], viewOf());
    expect([shown.figures, sentencesOf(shown)]).toEqual([[], []]);
    expect(presentTraining([], viewOf()).figures).toEqual([]);
  });

  it('with a constant rate says so', () => {
    const shown = presentTraining(
      [trainedRun({ standing: null, levels: [], recipe: recipe('rate: 0.1') })],
      viewOf(),
    );
    expect(sentencesOf(shown)).toEqual(['The rate stays at 0.100.']);
  });
});

describe('runs of any recipes', () => {
  it('are rows of the legend by their names, be it one, with what was evaluated', () => {
    const one = presentRuns([usual()], viewOf({ choices: { quantity: 'loss' } }));
    expect(seriesOf(one, 'loss')).toEqual([
      'raw base, each batch',
      'line base, train, smoothed 0.9',
      'marked base, test',
    ]);
    expect(one.legend.map(row => legendText(one, row))).toEqual(['base · 0.125']);
    const two = presentRuns([usual(), usual({ cell: 'deep' })], viewOf());
    expect(seriesOf(two, 'accuracy')).toEqual(['marked base, test', 'marked deep, test']);
    expect(two.legend.map(row => legendText(two, row))).toEqual(['base · 50.0 %', 'deep · 50.0 %']);
  });

  it('are of training where nothing was evaluated, and a sentence where nothing is recorded', () => {
    const bare = presentRuns([usual({ test: [] })], viewOf());
    expect(bare.legend.map(row => legendText(bare, row))[0]).toMatch(/^base · \d/);
    const none = presentRuns([trainedRun()], viewOf({ choices: { quantity: 'error' } }));
    expect([none.figures, sentencesOf(none)]).toEqual([[], ['No error is recorded yet.']]);
  });
});
