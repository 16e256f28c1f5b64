import { describe, expect, it } from 'vitest';
import { networkData } from '../../../src/host/data/index.ts';
import { parseNotebook } from '../../../src/language/index.ts';
import { temporaryFolder } from '../../support/runFolder.ts';
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
