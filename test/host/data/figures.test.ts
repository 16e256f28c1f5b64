import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  askingOfQuery,
  askingOfRuns,
  createCellRuns,
  createRunCatalog,
  createRunData,
  createRunIndex,
  type CellRuns,
  type RunData,
  type RunIndex,
} from '../../../src/host/data/index.ts';
import { digestOf, kinds, parseNotebook } from '../../../src/language/index.ts';
import type { Data, FiguresData, FiguresQuery } from '../../../src/protocol/index.ts';
import type { NewRun } from '../../../src/store/index.ts';
import { fromRun, temporaryFolder } from '../../support/runFolder.ts';
import { notebookText, openRun, trainingRequest, trainSteps, type TestRun } from './support.ts';

const text = `${notebookText}---
lesion: without blocks
of: base
remove: each
---
compare: both
of: [base]
`;
const notebook = parseNotebook(text);
const keys = notebook.cells.map(({ name }) => `key of ${name}`);

let store: string;
let index: RunIndex;
let cells: CellRuns;
let data: RunData;

beforeEach(async () => {
  store = temporaryFolder();
  index = createRunIndex({ stores: () => [store], intervalMs: 20 });
  const memory = { get: () => undefined, update: () => Promise.resolve() };
  cells = createCellRuns(index, memory);
  await index.ready;
  cells.setNotebook({ notebook, text, path: '/n/a.resnet.yaml', keys });
  cells.setVisible(true);
  const catalog = createRunCatalog(index, memory);
  data = createRunData({
    stores: () => [store],
    intervalMs: 20,
    runs: index,
    figures: query =>
      'runs' in query.of
        ? askingOfRuns(query, catalog.chart(query.of.runs), 1)
        : askingOfQuery(query, {
            ...{ notebook, path: '/n/a.resnet.yaml', keys, bandFactor: 1 },
            states: cells.states,
          }),
  });
  index.onChange(() => data.runsChanged());
});
afterEach(() => {
  data.close();
  cells.close();
  index.close();
});

function query(of: FiguresQuery['of'], fields: Partial<FiguresQuery> = {}): FiguresQuery {
  return {
    ...{ kind: 'figures', of, runs: [], axis: null, smooth: null, width: 1000, ranges: {} },
    ...{ frame: null, selected: null, choices: {}, hidden: [] },
    ...fields,
  };
}

const cell = (name: string, fields: Partial<FiguresQuery> = {}) =>
  query({ cell: `key of ${name}` }, fields);

function requestOf(name: string, fields: Partial<NewRun> = {}): NewRun {
  const found = notebook.cells.find(each => each.name === name);
  if (found === undefined) throw new Error(name);
  const network = notebook.cells[0]?.value?.value;
  return trainingRequest({
    ...{ kind: found.kind ?? '', notebook: '/n/a.resnet.yaml', value: found.value?.value },
    cell: { name, text: '', digest: digestOf(notebook, found) ?? '' },
    network: found.kind === 'train' ? { name: 'tiny', value: network } : null,
    ...fields,
  });
}

async function trained(steps: number, fields: Partial<NewRun> = {}): Promise<TestRun> {
  const run = await openRun(store, requestOf('base', fields));
  trainSteps(run.writer, 1, steps);
  run.writer.flush();
  return run;
}

/** A study that took two blocks out, one after the other: the error is 0.25, and 0.5 and 0.75 without one. */
async function lesioned(of: string): Promise<TestRun> {
  const run = await openRun(store, requestOf('without blocks', fromRun(of, 10, 'study')));
  const row = { choice: 'each', repeat: 0, tau: 1, loss: 1, examples: 10 };
  const columns = kinds.get('lesion')?.columns ?? [];
  const names = new Set(columns.map(({ name }) => name));
  const rows = [
    {
      ...row,
      lesion: 'none',
      count: 0,
      block: null,
      blocks: '',
      names: '',
      choice: 'none',
      error: 0.25,
      accuracy: 0.75,
    },
    {
      ...row,
      lesion: 'remove',
      count: 1,
      block: 0,
      blocks: '0',
      names: '1.1',
      error: 0.5,
      accuracy: 0.5,
    },
    {
      ...row,
      lesion: 'remove',
      count: 1,
      block: 1,
      blocks: '1',
      names: '1.2',
      error: 0.75,
      accuracy: 0.25,
    },
  ].map(each => Object.fromEntries(Object.entries(each).filter(([name]) => names.has(name))));
  run.writer.append({ table: 'results', columns }, rows);
  return run;
}

/** The answers to a query, one after the other. */
function answersTo(asked: FiguresQuery) {
  const answers: Data[] = [];
  const subscription = data.subscribe(asked, answer => answers.push(answer));
  const next = async (count: number) => {
    await expect.poll(() => answers.length, { timeout: 5000 }).toBeGreaterThanOrEqual(count);
    return answers[count - 1];
  };
  return { answers, next, subscription };
}

async function figuresOf(asked: FiguresQuery): Promise<FiguresData> {
  await index.refresh();
  const { next, subscription } = answersTo(asked);
  const found = await next(1);
  subscription.close();
  if (found?.kind !== 'figures') throw new Error(JSON.stringify(found));
  return found;
}

/** All numbers in columns of this name of the tables that a figure draws. */
function valuesOf({ figures, tables }: FiguresData, id: RegExp, column: RegExp): number[] {
  const figure = figures.find(each => id.test(each.id));
  const names = new Set(figure?.marks.flatMap(mark => ('data' in mark ? [mark.data] : [])));
  return [...names].flatMap(name =>
    Object.entries(tables[name]?.columns ?? {}).flatMap(([key, values]) =>
      column.test(key) ? Array.from(values, Number) : [],
    ),
  );
}

describe('figures of a cell', () => {
  it('of a training have what was recorded', async () => {
    (await trained(10)).end();
    const found = await figuresOf(cell('base', { smooth: 0 }));
    const drawn = valuesOf(found, /loss/, /./);
    for (let step = 1; step <= 10; step++) expect(drawn).toContain(step);
    expect(drawn).not.toContain(11);
  });

  it('of a training that never ran are its plan', async () => {
    const found = await figuresOf(cell('base'));
    expect(found.figures.map(({ id }) => id)).not.toEqual([]);
    expect(found.legend.flatMap(({ values }) => values)).toEqual([]);
  });

  it('of a study are its rows', async () => {
    const run = await trained(10);
    run.end();
    (await lesioned(run.id)).end();
    const found = await figuresOf(cell('without blocks'));
    const drawn = valuesOf(found, /each/, /error/);
    expect(drawn).toEqual(expect.arrayContaining([0.5, 0.75]));
  });

  it('are of those runs alone that are asked for', async () => {
    const runs = [await trained(3), await trained(5, { variant: { seed: 2 } })];
    for (const run of runs) run.end();
    const [a = '', b = ''] = runs.map(({ id }) => id);
    const both = cell('base', { smooth: 0, choices: {} });
    expect(valuesOf(await figuresOf({ ...both, runs: [b] }), /loss/, /./)).toContain(5);
    expect(valuesOf(await figuresOf({ ...both, runs: [a] }), /loss/, /./)).not.toContain(5);
  });

  it.each([
    ['key of nothing', 'The cell is not in the notebook any more.'],
    ['key of tiny', "Results of 'network' cannot be shown in this version."],
  ])('are none for the %s', async (key, reason) => {
    const { next } = answersTo(query({ cell: key }));
    expect(await next(1)).toEqual({ kind: 'none', reason });
  });
});

describe('figures of runs that were chosen', () => {
  it('are curves of the trainings among them', async () => {
    const run = await trained(4);
    run.end();
    const study = await lesioned(run.id);
    study.end();
    const chosen = query({ runs: [run.id, study.id], as: 'curves' }, { choices: {} });
    const found = await figuresOf({ ...chosen, choices: { quantity: 'loss' }, smooth: 0 });
    expect(valuesOf(found, /./, /./)).toContain(4);
    expect(found.legend).toHaveLength(1);
  });

  it('are as the cells of a kind show theirs', async () => {
    const run = await trained(4);
    run.end();
    const study = await lesioned(run.id);
    study.end();
    const found = await figuresOf(query({ runs: [run.id, study.id], as: 'lesion' }));
    expect(valuesOf(found, /each/, /error/)).toContain(0.75);
  });
});

describe('figures that are followed', () => {
  it('change with what is recorded, and are not told again where nothing did', async () => {
    const run = await trained(2);
    await index.refresh();
    const { answers, next } = answersTo(cell('base', { smooth: 0 }));
    await next(1);
    trainSteps(run.writer, 3, 3);
    run.writer.flush();
    const second = (await next(2)) as FiguresData;
    expect(valuesOf(second, /loss/, /./)).toContain(3);
    run.end();
    await next(3);
    const known = answers.length;
    data.runsChanged();
    data.notebookChanged();
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(answers).toHaveLength(known);
  });

  it('are of a run that began since', async () => {
    const { next } = answersTo(cell('base'));
    const first = (await next(1)) as FiguresData;
    expect(valuesOf(first, /loss/, /./)).toEqual([]);
    await trained(2);
    await index.refresh();
    const second = (await next(2)) as FiguresData;
    expect(second.legend).not.toEqual(first.legend);
  });
});
