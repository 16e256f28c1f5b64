import { describe, expect, it } from 'vitest';
import type { CurvesQuery } from '../../../src/protocol/index.ts';
import { eventsSchema, metricsSchema } from '../../../src/record/index.ts';
import { fromRun, temporaryFolder } from '../../support/runFolder.ts';
import { ask, event, metric, openRun, trainingRequest, trainSteps } from './support.ts';

function query(runs: readonly string[], fields: Partial<CurvesQuery> = {}): CurvesQuery {
  return {
    kind: 'curves',
    groups: [{ id: 'g', runs }],
    lines: [{ split: 'train', column: 'loss', smooth: null }],
    axis: 'step',
    range: null,
    width: 400,
    ...fields,
  };
}

describe('curves of one run', () => {
  it('are as recorded, with the plan of the rate and the growth', async () => {
    const store = temporaryFolder();
    const run = await openRun(store, trainingRequest());
    trainSteps(run.writer, 1, 20);
    run.writer.append(metricsSchema, [metric(20, { split: 'test', accuracy: 0.75 })]);
    trainSteps(run.writer, 21, 30, { blocks: 8 });
    run.writer.append(metricsSchema, [metric(30, { split: 'test', accuracy: 0.5, blocks: 8 })]);
    run.end();
    const { groups } = await ask(store, query([run.id]));
    const [found] = groups[0]?.runs ?? [];
    expect(Array.from(found?.lines[0]?.x ?? [])).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
    expect(found?.lines[0]?.y).toEqual(found?.lines[0]?.x);
    expect(found?.lines[0]?.thinned).toBe(false);
    expect(found?.last).toEqual([{ x: 30, y: 30 }]);
    expect(found?.extent).toEqual([1, 30]);
    expect(found?.events).toEqual([
      {
        x: 20,
        step: 20,
        event: 'growth',
        from: [2, 2],
        to: [4, 4],
        stepSize: [1, 0.5],
        loss: [null, null],
        accuracy: [0.75, 0.5],
      },
    ]);
    const plan = found?.plan;
    expect(plan?.end).toBe(40);
    // Cosine from 0.5 to 0.1 over 20 steps each: at its start, in the middle, and begun anew by growth.
    const at = (step: number) => plan?.rate.y[plan.rate.x.indexOf(step)];
    expect([at(1), at(11), at(21)]).toEqual([0.5, expect.closeTo(0.3, 12), 0.5]);
    expect(groups[0]?.mean).toBeNull();
  });

  it('take growth and restarts from the events, whatever the blocks of the rows say', async () => {
    const store = temporaryFolder();
    const parent = await openRun(store, trainingRequest());
    trainSteps(parent.writer, 1, 10);
    // What comes at the step of a checkpoint, whoever goes on from that does again.
    const grown = { blocks_after: 8, h_after: 0.5 };
    parent.writer.append(eventsSchema, [event(5, 'restart'), event(10, 'growth', grown)]);
    parent.end({ ending: 'stopped', step: 10 });
    const child = await openRun(store, trainingRequest(fromRun(parent.id, 10)));
    const values = { test_loss_before: 2, test_loss_after: 2.5, test_accuracy_after: 0.25 };
    child.writer.append(eventsSchema, [
      event(10, 'resume', { text: parent.id }),
      event(10, 'growth', { ...grown, ...values }),
    ]);
    trainSteps(child.writer, 11, 20);
    child.end();
    const { groups } = await ask(store, query([child.id]));
    expect(groups[0]?.runs[0]?.events).toMatchObject([
      { event: 'restart', step: 5 },
      {
        event: 'growth',
        x: 10,
        step: 10,
        from: [2, 2],
        to: [4, 4],
        stepSize: [1, 0.5],
        loss: [2, 2.5],
        accuracy: [null, 0.25],
      },
      { event: 'resume', step: 10, run: child.id },
    ]);
    // One with a table of events and none in it has not grown.
    const still = await openRun(store, trainingRequest());
    still.writer.append(eventsSchema, []);
    trainSteps(still.writer, 1, 5);
    trainSteps(still.writer, 6, 10, { blocks: 8 });
    still.end();
    const none = await ask(store, query([still.id]));
    expect(none.groups[0]?.runs[0]?.events).toEqual([]);
  });

  it('join what was resumed where it began, without what came later in its parent', async () => {
    const store = temporaryFolder();
    const parent = await openRun(store, trainingRequest());
    trainSteps(parent.writer, 1, 12, { rate: 0.5 });
    parent.end({ ending: 'crashed', exitCode: 1, signal: null, outOfMemory: false, message: 'x' });
    const request = trainingRequest({ parents: [{ run: parent.id, step: 10, role: 'resume' }] });
    const child = await openRun(store, request);
    child.writer.append(
      metricsSchema,
      [11, 12, 13].map(step => metric(step, { loss: -step, seconds: (step - 10) / 10 })),
    );
    child.end();
    const lines = query([child.id], { axis: 'seconds' });
    const { groups } = await ask(store, lines);
    const run = groups[0]?.runs[0];
    expect(Array.from(run?.lines[0]?.y ?? [])).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -11, -12, -13,
    ]);
    expect(run?.last[0]?.x).toBeCloseTo(1.3, 12);
    expect(run?.events).toMatchObject([{ event: 'resume', step: 10, x: 1, run: child.id }]);
  });

  it('have a gap where steps were lost between two parts', async () => {
    const store = temporaryFolder();
    const parent = await openRun(store, trainingRequest());
    trainSteps(parent.writer, 1, 8);
    parent.end({ ending: 'stopped', step: 10 });
    const child = await openRun(
      store,
      trainingRequest({ parents: [{ run: parent.id, step: 10, role: 'resume' }] }),
    );
    trainSteps(child.writer, 11, 12);
    child.end();
    const { groups } = await ask(store, query([child.id]));
    const line = groups[0]?.runs[0]?.lines[0];
    expect(Array.from(line?.x ?? [])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9.5, 11, 12]);
    expect(Array.from(line?.y ?? [])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, NaN, 11, 12]);
  });

  it('are smoothed before they are thinned, without a bias at the start', async () => {
    const store = temporaryFolder();
    const run = await openRun(store, trainingRequest());
    run.writer.append(
      metricsSchema,
      [4, 1, 1].map((loss, i) => metric(i + 1, { loss })),
    );
    run.end();
    const lines = [{ split: 'train', column: 'loss', smooth: 0.5 }] as const;
    const { groups } = await ask(store, query([run.id], { lines }));
    // (4), (1 + 4/2) / (1 + 1/2), (1 + 1/2 + 4/4) / (1 + 1/2 + 1/4)
    const y = Array.from(groups[0]?.runs[0]?.lines[0]?.y ?? []);
    expect(y).toEqual([4, 2, 10 / 7].map(v => expect.closeTo(v, 12) as number));
  });

  it('say where and why a run failed', async () => {
    const store = temporaryFolder();
    const run = await openRun(store, trainingRequest());
    trainSteps(run.writer, 1, 2);
    const message = 'The loss is NaN.';
    run.end({ ending: 'failed', message, code: null, step: 2, block: '1.2' });
    const { groups } = await ask(store, query([run.id]));
    expect(groups[0]?.runs[0]?.events).toEqual([
      {
        x: 2,
        step: 2,
        event: 'failure',
        message: 'in block 1.2: The loss is NaN.',
      },
    ]);
  });
});

describe('curves of tests at a growth', () => {
  const tests = { lines: [{ split: 'test', column: 'accuracy', smooth: null }] } as const;
  const tested = (step: number, accuracy: number, blocks: number) =>
    metric(step, { split: 'test', accuracy, blocks });

  async function grown(store: string, seed: number, rows: readonly ReturnType<typeof tested>[]) {
    const run = await openRun(store, trainingRequest({ variant: { seed } }));
    run.writer.append(metricsSchema, rows);
    run.end();
    return run.id;
  }

  it('have the value before it and the one after it at its step, and no damaged third', async () => {
    const store = temporaryFolder();
    const rows = [
      [10, 0.5, 4],
      [20, 0.75, 4],
      [20, 0.25, 8],
      [20, 0.625, 8],
      [30, 0.875, 8],
    ] as const;
    const id = await grown(
      store,
      1,
      rows.map(([step, accuracy, blocks]) => tested(step, accuracy, blocks)),
    );
    const { groups } = await ask(store, query([id], tests));
    const run = groups[0]?.runs[0];
    expect(run?.lines[0]?.x).toEqual(Float64Array.of(10, 20, 20, 30));
    expect(run?.lines[0]?.y).toEqual(Float64Array.of(0.5, 0.75, 0.25, 0.875));
    // A pixel of all of it keeps both ends of the jump.
    const narrow = await ask(store, query([id], { ...tests, width: 1 }));
    expect(narrow.groups[0]?.runs[0]?.lines[0]?.y).toEqual(Float64Array.of(0.5, 0.25, 0.875));
  });

  it('end with the value after it where nothing followed', async () => {
    const store = temporaryFolder();
    const id = await grown(store, 1, [tested(20, 0.75, 4), tested(20, 0.25, 8)]);
    const { groups } = await ask(store, query([id], tests));
    expect(groups[0]?.runs[0]?.last).toEqual([{ x: 20, y: 0.25 }]);
  });

  it('are averaged before with before and after with after', async () => {
    const store = temporaryFolder();
    const ids = [
      await grown(store, 1, [tested(20, 0.75, 4), tested(20, 0.25, 8), tested(30, 0.5, 8)]),
      await grown(store, 2, [tested(20, 0.5, 4), tested(20, 0.125, 8), tested(30, 0.25, 8)]),
      // What was before it is lost with its parent.
      await grown(store, 3, [tested(20, 0, 8), tested(30, 0, 8)]),
    ];
    const { groups } = await ask(store, query(ids, tests));
    const mean = groups[0]?.mean?.[0]?.mean;
    expect(mean?.x).toEqual(Float64Array.of(20, 20, 30));
    expect(mean?.y).toEqual(Float64Array.of(0.625, 0.125, 0.25));
  });

  it('have both where a run went on from the step of its growth', async () => {
    const store = temporaryFolder();
    const parent = await openRun(store, trainingRequest());
    trainSteps(parent.writer, 1, 25);
    const before = [tested(10, 0.5, 4), tested(20, 0.75, 4), tested(20, 0.25, 8)];
    parent.writer.append(metricsSchema, before);
    parent.end({ ending: 'stopped', step: 25 });
    const child = await openRun(store, trainingRequest(fromRun(parent.id, 20)));
    child.writer.append(metricsSchema, [tested(20, 0.25, 8), tested(30, 0.875, 8)]);
    child.end();
    const { groups } = await ask(store, query([child.id], tests));
    const line = groups[0]?.runs[0]?.lines[0];
    expect(line?.x).toEqual(Float64Array.of(10, 20, 20, 30));
    expect(line?.y).toEqual(Float64Array.of(0.5, 0.75, 0.25, 0.875));
  });
});

describe('curves of several seeds', () => {
  async function seeds(count: number) {
    const store = temporaryFolder();
    const ids: string[] = [];
    for (let seed = 1; seed <= count; seed++) {
      const run = await openRun(store, trainingRequest({ variant: { seed } }));
      trainSteps(run.writer, 1, seed === 1 ? 3 : 2, { loss: seed });
      run.end();
      ids.push(run.id);
    }
    const { groups } = await ask(store, query(ids));
    return groups[0]?.mean?.[0];
  }

  it('have a mean and the range of two, where both have a value', async () => {
    const mean = await seeds(2);
    expect(mean).toMatchObject({ interval: 'range', low: Float64Array.of(1, 1) });
    expect(mean?.mean.y).toEqual(Float64Array.of(1.5, 1.5));
    expect(mean?.high).toEqual(Float64Array.of(2, 2));
  });

  it("have Student's interval of three: 4.303·s/√3 for 1, 2, 3", async () => {
    const mean = await seeds(3);
    expect(mean?.interval).toBe('student-95');
    expect(mean?.mean.y[0]).toBe(2);
    expect(mean?.high[0]).toBeCloseTo(2 + 4.302653 / Math.sqrt(3), 5);
    expect(mean?.low[0]).toBeCloseTo(2 - 4.302653 / Math.sqrt(3), 5);
  });
});
