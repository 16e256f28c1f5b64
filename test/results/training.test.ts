import { describe, expect, it } from 'vitest';
import { eventsSchema, metricsSchema } from '../../src/record/index.ts';
import { event, metric, openRun, trainingRequest, trainSteps } from '../host/data/support.ts';
import { fromRun, temporaryFolder } from '../support/runFolder.ts';
import { trainingIn } from './support.ts';

describe('the course of a training', () => {
  it('are as recorded, with the growth', async () => {
    const store = temporaryFolder();
    const run = await openRun(store, trainingRequest());
    trainSteps(run.writer, 1, 20);
    run.writer.append(metricsSchema, [metric(20, { split: 'test', accuracy: 0.75 })]);
    trainSteps(run.writer, 21, 30, { blocks: 8 });
    run.writer.append(metricsSchema, [metric(30, { split: 'test', accuracy: 0.5, blocks: 8 })]);
    run.end();
    const found = trainingIn(store, run.id);
    const { train, test } = found.metrics;
    const steps = Float64Array.from({ length: 30 }, (_, i) => i + 1);
    expect([train.columns.step, train.columns.loss]).toEqual([steps, steps]);
    expect([test.columns.step, test.columns.accuracy]).toEqual([
      Float64Array.of(20, 30),
      Float64Array.of(0.75, 0.5),
    ]);
    expect(found.events).toEqual([
      {
        step: 20,
        event: 'growth',
        from: [2, 2],
        to: [4, 4],
        stepSize: [1, 0.5],
        loss: [null, null],
        accuracy: [0.75, 0.5],
      },
    ]);
    expect(found.stepsPerEpoch).toBe(10);
    expect(found.levels.map(({ from }) => from)).toEqual([0, 20]);
    const [before = NaN, after = NaN] = found.levels.map(({ multiplyAdds }) => multiplyAdds);
    expect(after).toBeGreaterThan(before);
    expect([found.cell, found.dataSet, found.classes, found.seed]).toEqual([
      ...['base', 'mnist-sample', 10, 1],
    ]);
    expect(found.standing?.life).toEqual({ state: 'finished' });
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
    expect(trainingIn(store, child.id).events).toMatchObject([
      { event: 'restart', step: 5 },
      {
        event: 'growth',
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
    expect(trainingIn(store, still.id).events).toEqual([]);
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
    const { metrics, events } = trainingIn(store, child.id);
    expect([...metrics.train.columns.loss]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -11, -12, -13]);
    expect(metrics.train.columns.seconds.at(-1)).toBeCloseTo(1.3, 12);
    expect(events).toMatchObject([{ event: 'resume', step: 10, run: child.id }]);
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
    const { step, loss } = trainingIn(store, child.id).metrics.train.columns;
    expect([...step]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9.5, 11, 12]);
    expect([...loss]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, NaN, 11, 12]);
  });

  it('say where and why a run failed', async () => {
    const store = temporaryFolder();
    const run = await openRun(store, trainingRequest());
    trainSteps(run.writer, 1, 2);
    const message = 'The loss is NaN.';
    run.end({ ending: 'failed', message, code: null, step: 2, block: '1.2' });
    expect(trainingIn(store, run.id).events).toEqual([
      { step: 2, event: 'failure', message: 'in block 1.2: The loss is NaN.' },
    ]);
  });
});

describe('tests at a growth', () => {
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
    const { step, accuracy } = trainingIn(store, id).metrics.test.columns;
    expect(step).toEqual(Float64Array.of(10, 20, 20, 30));
    expect(accuracy).toEqual(Float64Array.of(0.5, 0.75, 0.25, 0.875));
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
    const { step, accuracy } = trainingIn(store, child.id).metrics.test.columns;
    expect(step).toEqual(Float64Array.of(10, 20, 20, 30));
    expect(accuracy).toEqual(Float64Array.of(0.5, 0.75, 0.25, 0.875));
  });
});
