import { chmodSync, cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../src/base/index.ts';
import { identifyData } from '../../src/dataset/index.ts';
import { openDataset } from '../../src/engine/data/index.ts';
import { temporaryFolder } from '../support/runFolder.ts';
import { png } from '../engine/data/png.ts';
import { addTo, folderWith } from './support.ts';

const someSet = () => {
  const picture = (i: number) =>
    png({ width: 2, depth: 8, type: 0 }, [
      [i, 2],
      [3, i],
    ]);
  const names = ['train/a/0', 'train/b/1', 'test/a/2', 'test/b/3'];
  return folderWith(Object.fromEntries(names.map((name, i) => [`${name}.png`, picture(i)])));
};
const env = () => ({ ...process.env, RESIDUAL_LAB_CACHE: temporaryFolder() });
const identify = (set: string) => identifyData({ set, format: null }, { env: env() }, 2);
const read = (set: string) => openDataset({ set, format: null }, { env: env() });

afterEach(() => vi.unstubAllEnvs());

it('~/x is a folder of the home of whoever runs this, and only at the beginning of a path', async () => {
  const home = temporaryFolder();
  vi.stubEnv('HOME', home);
  mkdirSync(join(home, 'sets'));
  cpSync(someSet(), join(home, 'sets/mine'), { recursive: true });
  expect((await identify('~/sets/mine')).located.place).toBe(join(home, 'sets/mine'));
  expect((await read('~/sets/mine')).train.count).toBe(2);
  await expect(read('./~/sets/mine')).rejects.toMatchObject({ code: 'data.missing' });
  await expect(read('~/sets/other')).rejects.toMatchObject({
    code: 'data.missing',
    message: expect.stringContaining(join(home, 'sets/other')) as string,
  });
});

/** As a user whom permissions hold, even where the tests run as root. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe.skipIf(process.platform === 'win32')('what may not be read', () => {
  it.each(['train/b/1.png', 'train/b', 'test', ''])('%s: is named, with what to do', async name => {
    const set = someSet();
    for (const folder of ['', 'train', 'train/a', 'train/b', 'test', 'test/a', 'test/b'])
      chmodSync(join(set, folder), 0o755);
    const locked = join(set, name);
    chmodSync(locked, 0);
    try {
      for (const use of [identify, read]) {
        const error = await asNobody(() => use(set).catch((cause: unknown) => cause));
        expect(error, use.name).toBeInstanceOf(UserError);
        expect(error).toMatchObject({ code: 'data.unreadable' });
        expect((error as UserError).message).toContain(join(locked));
        expect((error as UserError).message).toContain('you may not read it');
      }
    } finally {
      chmodSync(locked, 0o755);
    }
  });

  it('of a set in one file', async () => {
    const set = temporaryFolder();
    chmodSync(set, 0o755);
    const record = Buffer.alloc(3073);
    addTo(set, { 'data_batch_1.bin': record, 'test_batch.bin': record });
    expect((await read(set)).train.count).toBe(1);
    chmodSync(join(set, 'test_batch.bin'), 0);
    for (const use of [identify, read])
      expect(await asNobody(() => use(set).catch((cause: unknown) => cause))).toMatchObject({
        code: 'data.unreadable',
        message: expect.stringContaining('test_batch.bin') as string,
      });
  });
});
