import { describe, expect, it } from 'vitest';
import { networkData } from '../../../src/host/data/index.ts';
import { kinds, parseNotebook } from '../../../src/language/index.ts';
import { fromRun, temporaryFolder } from '../../support/runFolder.ts';
import {
  ask,
  notebook,
  notebookText,
  openRun,
  recordBlocks,
  trainingRequest,
  trainSteps,
} from './support.ts';

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

describe('norms by block', () => {
  it('are those of the newest record, beside what they were before growth', async () => {
    const store = temporaryFolder();
    const { id } = await grownRun(store);
    const data = await ask(store, { kind: 'blocks', run: id, step: null });
    expect(data.axis.blocks).toEqual([4, 4]);
    expect(data.axis.shapes).toEqual([
      [28, 28, 4],
      [14, 14, 8],
    ]);
    expect([data.step, [...data.steps], data.stepSize]).toEqual([15, [5, 10, 15], 0.5]);
    expect([...data.state]).toEqual([15, 25, 35, 45, 55, 65, 75, 85, 95]);
    expect([...data.residual]).toEqual([100, 101, 102, 103, 104, 105, 106, 107]);
    expect([...data.ratio]).toEqual(new Array<number>(8).fill(0.5));
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
    const data = await ask(store, { kind: 'blocks', run: id, step: 14 });
    expect([data.step, data.axis.blocks, data.stepSize]).toEqual([10, [2, 2], 1]);
    expect(data.beforeGrowth).toBeNull();
    const first = await ask(store, { kind: 'blocks', run: id, step: 1 });
    expect(first.step).toBe(5);
  });

  it('that were never recorded are said to be missing, and what to write', async () => {
    const store = temporaryFolder();
    const request = trainingRequest();
    const value = { ...(request.value as object), norms: 0 };
    const run = await openRun(store, { ...request, value });
    run.end();
    await expect(ask(store, { kind: 'blocks', run: run.id, step: null })).rejects.toThrow(
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
    const data = await ask(store, { kind: 'blocks', run: child.id, step: null });
    expect([...data.steps]).toEqual([5, 10, 12]);
  });
});

describe('the heat map', () => {
  it('has a band before and after each growth', async () => {
    const store = temporaryFolder();
    const { id } = await grownRun(store);
    const data = await ask(store, { kind: 'heat', run: id, column: 'residual', height: 400 });
    expect(data.bands.map(band => [band.axis.blocks, [...band.steps]])).toEqual([
      [
        [2, 2],
        [5, 10],
      ],
      [[4, 4], [15]],
    ]);
    expect([...(data.bands[0]?.values ?? [])]).toEqual([100, 101, 102, 103, 100, 101, 102, 103]);
  });
});

describe('the course of one block', () => {
  it('goes on at the same place of its stage after growth', async () => {
    const store = temporaryFolder();
    const { id } = await grownRun(store);
    // The third of four blocks of the second stage was the second of two.
    const place = { stage: 1, place: 2 / 4 };
    const data = await ask(store, {
      kind: 'course',
      run: id,
      column: 'residual',
      ...place,
      width: 100,
    });
    expect([[...data.line.x], [...data.line.y]]).toEqual([
      [5, 10, 15],
      [103, 103, 106],
    ]);
    expect(data.formerly).toBe('2.2');
    expect(data.events.map(event => event.event)).toEqual(['growth']);
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
    const data = await ask(store, { kind: 'study', run: study.id });
    expect(data.axis.blocks).toEqual([2, 2]);
    expect(data.of).toEqual({ run: trained.id, cell: 'base', step: 10 });
    expect([data.classes, data.rows]).toEqual([10, 2]);
    const column = (name: string) => data.columns.find(c => c.column.name === name)?.values;
    expect(column('residual')).toEqual(Float64Array.of(3, NaN));
    expect(column('name')).toEqual(['1.1', '1.1']);
  });
});

describe('differences', () => {
  it('are what was asked for, in the words of the field', async () => {
    const store = temporaryFolder();
    const request = trainingRequest();
    const other = notebookText
      .replace('[0.5, 0.1]', '[0.25, 0.1]')
      .replace('blocks: 2,', 'blocks: 3,');
    const cells = parseNotebook(other).cells.map(cell => cell.value?.value);
    const runs = [
      await openRun(store, request),
      await openRun(store, { ...request, variant: { seed: 2 } }),
      await openRun(store, {
        ...request,
        network: { name: 'tiny', value: cells[0] },
        value: cells[1],
      }),
    ];
    for (const run of runs) run.end();
    const [a = '', b = '', c = ''] = runs.map(run => run.id);
    const data = await ask(store, { kind: 'differences', runs: [a, b, c] });
    expect(data.rows).toEqual([
      { path: 'depth', values: both('10', [a, b], '12', [c]) },
      { path: 'parameters', values: expect.anything() as unknown },
      { path: 'blocks', values: both('2-2', [a, b], '3-2', [c]) },
      { path: 'rate.cosine', values: both('0.5 to 0.1', [a, b], '0.25 to 0.1', [c]) },
      { path: 'seed', values: both('1', [a, c], '2', [b]) },
    ]);
    expect(data.same).toContain('optimizer.momentum');
  });

  function both(one: string, its: string[], other: string, others: string[]) {
    return [
      { text: one, runs: its },
      { text: other, runs: others },
    ];
  }
});

describe('a network of the notebook', () => {
  const query = { kind: 'network', network: 'tiny', batch: null } as const;
  const now = { notebook, text: notebookText };

  it('has its stages, and the line of each', () => {
    const data = networkData(query, now, null);
    expect(data).toMatchObject({
      kind: 'network',
      input: [28, 28, 1],
      isOfEarlierText: false,
      lines: [5, 6],
      summary: { batch: 10 },
      stages: [
        { from: 0, to: 2, out: [28, 28, 4] },
        { from: 2, to: 4, out: [14, 14, 8] },
      ],
    });
  });

  it('with errors is drawn from its last valid text', () => {
    const text = notebookText.replace('filters: 8', 'filters: many');
    const broken = { notebook: parseNotebook(text), text };
    expect(networkData(query, broken, now)).toMatchObject({ isOfEarlierText: true });
    expect(networkData(query, broken, null).kind).toBe('none');
  });
});

describe('the network that a run trains', () => {
  it('is that of its request, grown to as many blocks as are asked for', async () => {
    const store = temporaryFolder();
    const { id } = await grownRun(store);
    const at = async (blocks: number | null) => {
      const data = await ask(store, { kind: 'trained', run: id, blocks });
      return [data.name, data.stages.map(s => s.to - s.from), data.summary.blocks.length];
    };
    expect(await at(null)).toEqual(['tiny', [2, 2], 4]);
    expect(await at(8)).toEqual(['tiny', [4, 4], 8]);
    await expect(at(6)).rejects.toThrow('Its network cannot be laid out.');
  });

  it('is none where the run is none, or asked for none that can be read', async () => {
    const store = temporaryFolder();
    const { id } = await openRun(store, trainingRequest({ network: { name: 'n', value: 7 } }));
    const query = { kind: 'trained', blocks: null } as const;
    await expect(ask(store, { ...query, run: id })).rejects.toThrow('no network');
    await expect(ask(store, { ...query, run: 'gone' })).rejects.toThrow('not in the run store');
  });
});
