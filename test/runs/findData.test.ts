import {
  cpSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/index.ts';
import { findData } from '../../src/runs/index.ts';
import { createRun, readRun, type NewRun, type Run } from '../../src/store/index.ts';
import { addTo, folderWith, pictures } from '../dataset/support.ts';
import { fromRun, someRequest, temporaryFolder } from '../support/runFolder.ts';

/** A project with a notebook, a picture folder `set` beside it, and a store. */
let project: string;
let store: string;
let env: Record<string, string>;
beforeEach(() => {
  project = folderWith({
    ...pictures(['set/cat', 8], ['set/dog', 8]),
    'notes/n.resnet.yaml': '',
  });
  store = path.join(project, '.residual-lab');
  env = { RESIDUAL_LAB_CACHE: temporaryFolder() };
});

const training = (set: string, fields: Partial<NewRun> = {}): NewRun =>
  someRequest({
    notebook: path.join(project, 'notes/n.resnet.yaml'),
    value: { data: { set, format: null } },
    ...fields,
  });

/** A training that was asked for while its data were as they are now. */
async function before(set: string, fields: Partial<NewRun> = {}): Promise<Run> {
  const request = await findData(training(set, fields), store, { env });
  return readRun(await createRun(store, request));
}

function resumed(run: Run): NewRun {
  const { kind, notebook, cell, variant, value, network, engine, data, git, version } = run.request;
  const { parents } = fromRun(run.id, 1);
  return { kind, notebook, cell, variant, value, network, parents, engine, data, git, version };
}

async function refusal(request: Promise<unknown>): Promise<string> {
  try {
    await request;
  } catch (error) {
    if (error instanceof UserError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a new training', () => {
  it('records where its data lie, by which rules they are read and what they are', async () => {
    const { data } = (await before('../set')).request;
    expect(data).toMatchObject({ place: path.join(project, 'set'), rules: 2 });
    expect(data.fingerprint).toMatchObject({ way: 'contents', files: 16 });
  });

  it('whose data are missing is asked for as it is: the engine says so', async () => {
    const { data } = await findData(training('../nothing'), store, { env });
    expect(data).toEqual({ folder: null, rules: 2 });
  });
});

describe('a run that goes on', () => {
  it('has the data of before, touched or not', async () => {
    const run = await before('../set');
    utimesSync(path.join(project, 'set/cat/1.png'), 5, 5);
    expect((await findData(resumed(run), store, { env })).data).toEqual(run.request.data);
  });

  it('is refused when they have changed, and goes on if that is wanted; then it says so', async () => {
    const run = await before('../set');
    rmSync(path.join(project, 'set/cat/1.png'));
    const count = () => readdirSync(path.join(store, 'runs')).length;
    const runs = count();
    expect(await refusal(findData(resumed(run), store, { env }))).toMatch(
      new RegExp(
        `^data.changed: The data in ${project}/set are not those of the run ${run.id}: .*--data-changed`,
      ),
    );
    expect(count()).toBe(runs);
    const { data } = await findData(resumed(run), store, { env, acceptChanges: true });
    expect(data.fingerprint).toMatchObject({ files: 15 });
    expect(data.changed).toContain('15 files');
    // The next one is held against what this one had.
    const next = readRun(await createRun(store, { ...resumed(run), data }));
    expect((await findData(resumed(next), store, { env })).data.changed).toBeUndefined();
  });

  it('takes the whole copy where one of two has changed', async () => {
    const run = await before('../set');
    const copy = temporaryFolder();
    cpSync(path.join(project, 'set'), path.join(copy, 'set'), { recursive: true });
    rmSync(path.join(project, 'set/cat/1.png'));
    const notes: string[] = [];
    const choice = { env, usual: copy, onNote: (text: string) => notes.push(text) };
    const { data } = await findData(resumed(run), store, choice);
    expect(data.place).toBe(path.join(copy, 'set'));
    expect(notes[0]).toBe(`data ${copy}/set, the same as in ${project}/set before`);
  });
});

describe('data that moved are found', () => {
  const moved = () => path.join(project, 'moved');
  const move = () => {
    mkdirSync(moved());
    renameSync(path.join(project, 'set'), path.join(moved(), 'set'));
  };

  it.each([
    ['nowhere, if nobody says where', {}, null],
    ['by --data with the folder around them', { folder: 'moved' }, 'moved/set'],
    ['by --data with their own folder', { folder: 'moved/set' }, 'moved/set'],
    ['by the variable', { usual: 'moved' }, 'moved/set'],
  ])('of a path: %s', async (_what, hints: { folder?: string; usual?: string }, place) => {
    const run = await before('../set');
    move();
    const absolute = Object.fromEntries(
      Object.entries(hints).map(([key, folder]) => [key, path.join(project, folder)]),
    );
    const found = findData(resumed(run), store, { env, ...absolute });
    if (place === null)
      expect(await refusal(found)).toMatch(
        /^data.missing: .*set: there is no such folder.*--data DIR/,
      );
    else expect((await found).data.place).toBe(path.join(project, place));
  });

  it('of a name: in a data folder under another path', async () => {
    const run = await before('set', { data: { folder: project } });
    move();
    expect(await refusal(findData(resumed(run), store, { env }))).toContain('--data DIR');
    const { data } = await findData(resumed(run), store, { env, usual: moved() });
    expect(data.place).toBe(path.join(moved(), 'set'));
  });

  it('when notebook, store and data moved together', async () => {
    const inside = await before('../set');
    const beside = await before('../../beside');
    addTo(path.dirname(project), {});
    const away = path.join(temporaryFolder(), 'away');
    renameSync(project, away);
    const run = readRun(path.join(away, '.residual-lab/runs', inside.id));
    const { data } = await findData(resumed(run), path.join(away, '.residual-lab'), { env });
    expect(data.place).toBe(path.join(away, 'set'));
    expect(beside.request.data.place).toBeUndefined();
  });
});

describe('a run of an earlier version', () => {
  it('goes on by the rules of before, with whatever is there, and says that it is not checked', async () => {
    const run = readRun(await createRun(store, training('../set')));
    rmSync(path.join(project, 'set/cat/1.png'));
    const notes: string[] = [];
    const { data } = await findData(resumed(run), store, { env, onNote: t => notes.push(t) });
    expect(data).toMatchObject({ rules: 1, place: path.join(project, 'set') });
    expect(notes.join()).toContain('was not recorded');
  });

  it('is known by the data.json that its engine wrote', async () => {
    const run = await before('../set');
    const { place, fingerprint } = run.request.data;
    const bare = readRun(
      await createRun(store, training('../set', { data: { folder: null, rules: 2 } })),
    );
    writeFileSync(
      path.join(bare.folder, 'data.json'),
      JSON.stringify({
        format: 1,
        place,
        fingerprint,
        files: { 'cat/1.png': [1, null] },
        folders: null,
      }),
    );
    expect((await findData(resumed(bare), store, { env })).data.fingerprint).toEqual(fingerprint);
    rmSync(path.join(project, 'set/cat/1.png'));
    expect(await refusal(findData(resumed(bare), store, { env }))).toContain('cat/1.png');
  });
});

it('a study has the data of its training, and a fork with another set has its own', async () => {
  const run = await before('../set');
  const study = someRequest({
    kind: 'norms',
    notebook: run.request.notebook,
    value: {},
    ...fromRun(run.id, 1, 'study'),
  });
  expect((await findData(study, store, { env })).data.fingerprint).toEqual(
    run.request.data.fingerprint,
  );
  addTo(project, pictures(['other/x', 5], ['other/y', 5]));
  const fork = { ...training('../other'), ...fromRun(run.id, 1, 'fork') };
  expect((await findData(fork, store, { env })).data.place).toBe(path.join(project, 'other'));
});
