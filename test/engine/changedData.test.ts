import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { encode as encodePng } from 'fast-png';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runFolder } from '../../src/engine/run.ts';
import { findData } from '../../src/runs/index.ts';
import {
  checkpointName,
  createRun,
  readDataRecord,
  readRun,
  type NewRun,
} from '../../src/store/index.ts';
import { quadrants, recipe, tinyNetwork } from './train/support.ts';

let home: string;
let set: string;
const env = () => ({ RESIDUAL_LAB_CACHE: join(home, 'cache') });

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'changed-'));
  process.env['RESIDUAL_LAB_CACHE'] = join(home, 'cache');
  const { count, images, labels } = quadrants(60, 1);
  for (let i = 0; i < count; i++) {
    const folder = join(home, 'whole', `class ${labels[i]}`);
    mkdirSync(folder, { recursive: true });
    const data = images.subarray(16 * i, 16 * (i + 1)) as Uint8Array;
    writeFileSync(
      join(folder, `${i}.png`),
      encodePng({ width: 4, height: 4, channels: 1, data: Uint8Array.from(data) }),
    );
  }
});
beforeEach(() => {
  set = join(home, 'set');
  rmSync(set, { recursive: true, force: true });
  cpSync(join(home, 'whole'), set, { recursive: true });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const store = () => join(home, 'store');
const training = (fields: Partial<NewRun> = {}): NewRun => ({
  kind: 'train',
  notebook: join(home, 'n.resnet.yaml'),
  cell: { name: 'base', text: '', digest: 'd' },
  variant: { seed: 1 },
  value: { ...recipe, epochs: 2, data: { ...recipe.data, set: './set' } },
  network: { name: 'tiny', value: tinyNetwork() },
  parents: [],
  engine: { name: 'cpu', compiled: true },
  data: { folder: null },
  git: null,
  version: '0.0.0',
  ...fields,
});

async function run(request: NewRun): Promise<ReturnType<typeof readRun>> {
  const folder = await createRun(store(), request);
  await runFolder(folder);
  return readRun(folder);
}

const find = (request: NewRun, usual: string | null = null) =>
  findData(request, store(), { env: env(), usual });
const weights = (folder: string, step: number) =>
  readFileSync(join(folder, 'checkpoints', checkpointName(step)));

/** A whole training, and the request that goes on from the middle of it. */
async function wholeAndRest() {
  const whole = await run(await find(training()));
  expect(whole.ending).toMatchObject({ ending: 'finished' });
  const steps = whole.status?.steps ?? 0;
  const rest = training({
    data: whole.request.data,
    parents: [{ run: whole.id, step: steps / 2, role: 'resume' }],
  });
  return { whole, steps, rest };
}

describe('a training that goes on', () => {
  it('is equal to the bit after its pictures were touched, and after they were moved', async () => {
    const { whole, steps, rest } = await wholeAndRest();
    const names = Object.keys(readDataRecord(whole.folder)?.files ?? {});
    expect(names).toHaveLength(60);
    utimesSync(set, 9, 9);
    for (const name of names) utimesSync(join(set, name), 7, 7);
    const touched = await run(await find(rest));
    expect(weights(touched.folder, steps)).toEqual(weights(whole.folder, steps));
    mkdirSync(join(home, 'away'), { recursive: true });
    renameSync(set, join(home, 'away/set'));
    const moved = await run(await find(rest, join(home, 'away')));
    expect(moved.request.data.place).toBe(join(home, 'away/set'));
    expect(weights(moved.folder, steps)).toEqual(weights(whole.folder, steps));
    rmSync(join(home, 'away'), { recursive: true });
  });

  const [first, second] = ['class 0', 'class 1'];
  const someOf = (name: string) =>
    Object.keys(readDataRecord(join(store(), 'runs', name))?.files ?? {});
  it.each<[string, (files: readonly string[]) => string]>([
    [
      'deleted',
      files => {
        rmSync(join(set, files[0] as string));
        return `1 file is gone (${files[0]})`;
      },
    ],
    [
      'overwritten at its size',
      files => {
        const file = join(set, files[1] as string);
        writeFileSync(file, readFileSync(file).fill(0xff, 40, 44));
        return `1 file has other contents (${files[1]})`;
      },
    ],
    [
      'swapped with one of another class',
      files => {
        const [a, b] = [first, second].map(c => files.find(f => f.startsWith(c))) as [
          string,
          string,
        ];
        renameSync(join(set, a), join(set, 'x'));
        renameSync(join(set, b), join(set, a));
        renameSync(join(set, 'x'), join(set, b));
        return `1 pair was swapped (${a} with ${b})`;
      },
    ],
    [
      'renamed',
      files => {
        const name = files[2] as string;
        renameSync(join(set, name), join(set, `${name}.png`));
        return `1 file was renamed (${name} is now ${name}.png)`;
      },
    ],
  ])('is refused by the engine, too, when a picture was %s', async (_what, change) => {
    const { whole, rest } = await wholeAndRest();
    const request = await find(rest);
    // It waits in the queue meanwhile.
    const said = change(someOf(whole.id));
    const { ending } = await run(request);
    expect(ending).toMatchObject({ ending: 'refused', code: 'data.changed' });
    expect(ending && 'message' in ending && ending.message).toContain(said);
    const study: NewRun = {
      ...rest,
      kind: 'norms',
      value: { of: 'base', statistics: 'evaluation', split: 'test', examples: null },
      network: null,
      data: { folder: null },
    };
    expect((await run(study)).ending).toMatchObject({ ending: 'refused', code: 'data.changed' });
  });
});

it('a run of an earlier version goes on by its own split, to the bit', async () => {
  // As it is without rules: every fifth by position, whatever the names are.
  const whole = await run(training());
  const log = readFileSync(join(whole.folder, 'log.txt'), 'utf8');
  const [, train, test] = /train (\d+), validation 0, test (\d+)/.exec(log) ?? [];
  const counts = [0, 1, 2, 3].map(
    label => [...quadrants(60, 1).labels].filter(l => l === label).length,
  );
  expect(Number(test)).toBe(counts.reduce((sum, n) => sum + Math.floor(n / 5), 0));
  const steps = whole.status?.steps ?? 0;
  expect(steps).toBe(2 * Math.floor(Number(train) / recipe.batch));
  const request = await find(
    training({ parents: [{ run: basename(whole.folder), step: steps / 2, role: 'resume' }] }),
  );
  expect(request.data.rules).toBe(1);
  const rest = await run(request);
  expect(weights(rest.folder, steps)).toEqual(weights(whole.folder, steps));
});
