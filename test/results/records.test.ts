import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/language/index.ts';
import { openRun, recordBlocks, trainingRequest, trainSteps } from '../host/data/support.ts';
import { fromRun, temporaryFolder } from '../support/runFolder.ts';
import { studyIn, trainingIn } from './support.ts';

/** Records of 4 blocks at 5 and 10, grown to 8 blocks and recorded at 15. */
async function grownRun(store: string) {
  const run = await openRun(store, trainingRequest());
  trainSteps(run.writer, 1, 10);
  recordBlocks(run.writer, 5, 4);
  recordBlocks(run.writer, 10, 4);
  trainSteps(run.writer, 11, 15, { blocks: 8 });
  recordBlocks(run.writer, 15, 8);
  run.end();
  return run;
}

function blocksOf(store: string, id: string, step: number | null = null) {
  const found = trainingIn(store, id).blocks(step);
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

describe('norms by block', () => {
  it('are those of the newest record, beside what they were before growth', async () => {
    const store = temporaryFolder();
    const { id } = await grownRun(store);
    const data = blocksOf(store, id, null);
    expect(data.axis.blocks).toEqual([4, 4]);
    expect(data.axis.shapes).toEqual([
      [28, 28, 4],
      [14, 14, 8],
    ]);
    expect([data.step, [...data.steps], data.stepSize]).toEqual([15, [5, 10, 15], 0.5]);
    expect([...(data.columns['state'] ?? [])]).toEqual([15, 25, 35, 45, 55, 65, 75, 85, 95]);
    expect([...(data.columns['residual'] ?? [])]).toEqual([100, 101, 102, 103, 104, 105, 106, 107]);
    expect([...(data.columns['ratio'] ?? [])]).toEqual(new Array<number>(8).fill(0.5));
    // By stage of two: blocks 0, 1, 1, 1 (facts 1.2: the second new block copies old block 1, not 0).
    expect(data.beforeGrowth).toEqual({
      step: 10,
      residual: Float32Array.of(100, 101, 101, 101, 102, 103, 103, 103),
      stepSize: 1,
    });
    expect(data.extent).toEqual({
      state: [5, 95],
      residual: [100, 107],
      gradient: [1, 256],
      ratio: [0.5, 0.5],
    });
  });

  it('are those recorded last before a step, as the network was then', async () => {
    const store = temporaryFolder();
    const { id } = await grownRun(store);
    const data = blocksOf(store, id, 14);
    expect([data.step, data.axis.blocks, data.stepSize]).toEqual([10, [2, 2], 1]);
    expect(data.beforeGrowth).toBeNull();
    const first = blocksOf(store, id, 1);
    expect(first.step).toBe(5);
  });

  it('that were never recorded are said to be missing, and what to write', async () => {
    const store = temporaryFolder();
    const request = trainingRequest();
    const value = { ...(request.value as object), norms: 0 };
    const run = await openRun(store, { ...request, value });
    run.end();
    expect(() => blocksOf(store, run.id)).toThrow(
      'This run records no norms by block. Write `norms: 100`',
    );
  });

  it('of a resumed run are those of both parts', async () => {
    const store = temporaryFolder();
    const parent = await grownRun(store);
    const child = await openRun(
      store,
      trainingRequest({ parents: [{ run: parent.id, step: 10, role: 'resume' }] }),
    );
    recordBlocks(child.writer, 12, 8);
    child.end();
    const data = blocksOf(store, child.id, null);
    expect([...data.steps]).toEqual([5, 10, 12]);
  });
});

describe('the heat map', () => {
  it('has a band before and after each growth', async () => {
    const store = temporaryFolder();
    const { id } = await grownRun(store);
    const bands = trainingIn(store, id).heat('residual', 400);
    expect(bands.map(band => [band.axis.blocks, [...band.steps]])).toEqual([
      [
        [2, 2],
        [5, 10],
      ],
      [[4, 4], [15]],
    ]);
    expect([...(bands[0]?.values ?? [])]).toEqual([100, 101, 102, 103, 100, 101, 102, 103]);
  });
});

describe('the course of one block', () => {
  it('goes on at the same place of its stage after growth', async () => {
    const store = temporaryFolder();
    const { id } = await grownRun(store);
    // The third of four blocks of the second stage was the second of two.
    const place = { stage: 1, place: 2 / 4 };
    const course = trainingIn(store, id).course('residual', place, 100);
    expect([[...(course?.x ?? [])], [...(course?.y ?? [])]]).toEqual([
      [5, 10, 15],
      [103, 103, 106],
    ]);
    expect(course?.formerly).toBe('2.2');
    expect(course?.events).toEqual([{ x: 10, label: 'grow' }]);
  });
});

describe('a study', () => {
  it('has all its rows, and the network that was studied', async () => {
    const store = temporaryFolder();
    const trained = await grownRun(store);
    const studied = fromRun(trained.id, 10, 'study');
    const study = await openRun(
      store,
      trainingRequest({ kind: 'norms', ...studied, network: null }),
    );
    const row = { name: '1.1', stage: 1, h: 1, state: 1, gradient: 2, examples: 10 };
    study.writer.append({ table: 'results', columns: kinds.get('norms')?.columns ?? [] }, [
      { ...row, block: 0, residual: 3, ratio: 0.5 },
      { ...row, block: 1, residual: null, ratio: null },
    ]);
    study.end();
    const data = studyIn(store, study.id);
    expect(data.axis?.blocks).toEqual([2, 2]);
    expect(data.of).toEqual({ run: trained.id, cell: 'base', step: 10 });
    expect([data.classes, data.results?.rows, data.reason]).toEqual([10, 2, null]);
    expect(data.results?.columns['residual']).toEqual(Float64Array.of(3, NaN));
    expect(data.results?.columns['name']).toEqual(['1.1', '1.1']);
  });

  it('of a training that is gone says so, and one without rows that there are none', async () => {
    const store = temporaryFolder();
    const trained = await grownRun(store);
    const request = { ...fromRun(trained.id, 10, 'study'), kind: 'norms', network: null };
    const study = await openRun(store, trainingRequest(request));
    study.end();
    expect(studyIn(store, study.id)).toMatchObject({
      results: null,
      reason: 'The study ended without a result.',
    });
    const lost = fromRun('20261121-000000-aaaa', 10, 'study');
    const other = await openRun(store, trainingRequest({ ...request, ...lost }));
    other.end();
    expect(studyIn(store, other.id).axis).toBeNull();
  });
});
