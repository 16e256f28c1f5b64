import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Random } from '../../../src/base/index.ts';
import { wholeView } from '../../../src/curves/index.ts';
import {
  createRunCatalog,
  createRunData,
  createRunIndex,
  type RunData,
} from '../../../src/host/data/index.ts';
import {
  figuresSince,
  isNotebookNews,
  noFiguresSent,
  type Data,
  type Query,
} from '../../../src/protocol/index.ts';
import { temporaryFolder } from '../../support/runFolder.ts';
import { openRun, recordBlocks, trainingRequest, trainSteps } from './support.ts';

afterEach(() => void vi.useRealTimers());

/** Everything that is shown of a training: its curves, its norms by block with the course of one, comparisons, its network. */
function queriesOf(run: string): Query[] {
  const figures = (as: string): Query => ({
    ...{ kind: 'figures', of: { runs: [run], as }, runs: [], axis: null, smooth: null, width: 100 },
    ...{ ranges: {}, frame: null, selected: { stage: 1, place: 0.5 }, choices: {}, hidden: [] },
  });
  return [
    ...['curves', 'norms', 'comparison', 'lesion', 'nothing'].map(figures),
    { kind: 'trained', run, blocks: null },
    { kind: 'differences', runs: [run, run] },
  ];
}

/** Answers as they come from stores, without a notebook. */
function dataOf(...stores: readonly string[]): RunData {
  const look = { label: 'base', slot: 0 };
  return createRunData({
    stores: () => stores,
    intervalMs: 20,
    figures: ({ of, ...query }) => {
      const { runs, as } = 'runs' in of ? of : { runs: [], as: '' };
      const shown = runs.map(id => ({ id, ...look }));
      const isCurves = as === 'curves';
      return {
        ...{ as, name: '', value: null, planned: null, bandFactor: 1 },
        ...{ runs: isCurves ? shown : [], trainings: isCurves ? [] : shown },
        ...{ view: { ...wholeView, width: query.width }, frame: null, selected: query.selected },
      };
    },
  });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(10);
}

/** The last place of the first line that is read off. */
function lastStep({ tables, legend }: Extract<Data, { kind: 'figures' }>): number {
  const [value] = legend[0]?.values ?? [];
  return Number(tables[value?.data ?? '']?.columns[value?.x ?? '']?.at(-1) ?? NaN);
}

const memory = { get: () => undefined, update: () => Promise.resolve() };

describe('files that are not as they should be', () => {
  it('are answered with what can be read, or a sentence: torn, cut and scratched anywhere', async () => {
    const random = Random.of(3, 'fuzz');
    for (let round = 0; round < 40; round++) {
      const store = temporaryFolder();
      const run = await openRun(store, trainingRequest());
      trainSteps(run.writer, 1, 30);
      recordBlocks(run.writer, 10, 4);
      run.end();
      const names = fs.readdirSync(run.folder).filter(name => name !== 'checkpoints');
      const file = path.join(run.folder, names[random.below(names.length)] ?? '');
      const bytes = fs.readFileSync(file);
      const at = random.below(Math.max(1, bytes.length));
      if (round % 3 === 0) fs.truncateSync(file, at);
      else if (round % 3 === 1) fs.rmSync(file);
      else {
        bytes[at] = random.below(256);
        fs.writeFileSync(file, bytes);
      }
      const data = dataOf(store);
      const answers: Data[] = [];
      for (const query of queriesOf(run.id)) data.subscribe<Query>(query, a => answers.push(a));
      await until(() => answers.length >= queriesOf(run.id).length);
      data.close();
      for (const answer of answers)
        if (answer.kind === 'none') expect(answer.reason).toMatch(/^[A-Z].*\.$/s);
        else if (answer.kind === 'figures') {
          const change = figuresSince(noFiguresSent, answer);
          expect(isNotebookNews({ news: 'data', subscription: 1, data: change })).toBe(true);
        }
      const index = createRunIndex({ stores: () => [store] });
      await index.ready;
      expect(createRunCatalog(index, memory).runs.length).toBeLessThanOrEqual(1);
      index.close();
    }
  });

  it('may go during a subscription: it says so, and goes on when they are there again', async () => {
    const store = temporaryFolder();
    const run = await openRun(store, trainingRequest());
    trainSteps(run.writer, 1, 5);
    run.writer.status({
      state: 'running',
      phase: 'training',
      step: 5,
      steps: 40,
      epoch: 0.5,
      epochs: 4,
      secondsElapsed: 1,
      secondsLeft: 1,
      metrics: {},
    });
    run.writer.flush();
    const data = dataOf(store);
    let last: Data | null = null;
    data.subscribe<Query>({ kind: 'trained', run: run.id, blocks: null }, a => (last = a));
    const reason = () => (last?.kind === 'none' ? last.reason : '');
    const isThere = () => last?.kind === 'trained';
    await until(isThere);
    const away = path.join(store, 'away');
    fs.renameSync(run.folder, away);
    await until(() => /not in the run store|is no run folder/.test(reason()));
    fs.renameSync(away, run.folder);
    await until(isThere);
    data.close();
    run.end();
  });

  it('of names that are none are not looked for', async () => {
    const data = dataOf(temporaryFolder());
    const answer = await new Promise<Data>(resolve =>
      data.subscribe<Query>({ kind: 'trained', run: '../../etc/passwd', blocks: null }, resolve),
    );
    expect(answer).toEqual({
      kind: 'none',
      reason: 'The run of that name is not in the run store. It was deleted or moved.',
    });
    data.close();
  });
});

describe('a subscription', () => {
  it('is told nothing while it is hidden, and all of it when it is seen again', async () => {
    const store = temporaryFolder();
    const run = await openRun(store, trainingRequest());
    trainSteps(run.writer, 1, 5);
    run.writer.flush();
    const data = dataOf(store);
    const steps: number[] = [];
    const [curves] = queriesOf(run.id);
    if (curves === undefined) throw new Error('no query');
    const subscription = data.subscribe<Query>(curves, answer => {
      if (answer.kind === 'figures') steps.push(lastStep(answer));
    });
    await until(() => steps.length > 0);
    subscription.setVisible(false);
    const before = steps.length;
    trainSteps(run.writer, 6, 10);
    run.end();
    await sleep(600);
    expect(steps.length).toBe(before);
    subscription.setVisible(true);
    await until(() => steps.at(-1) === 10);
    data.close();
  });

  it('of a list lives with a clock that jumps', async () => {
    const store = temporaryFolder();
    const run = await openRun(store, trainingRequest());
    run.end();
    const index = createRunIndex({ stores: () => [store], intervalMs: 20 });
    const held = index.hold();
    await index.ready;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('1999-01-01') });
    const other = await openRun(store, trainingRequest());
    await until(() => index.runs.length === 2);
    other.end();
    held.close();
    index.close();
  });
});
