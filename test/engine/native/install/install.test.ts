import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UserError } from '../../../../src/base/index.ts';
import {
  installRuntime,
  type InstallSteps,
} from '../../../../src/engine/native/install/install.ts';
import { readInstallation } from '../../../../src/engine/native/installed.ts';
import { CONTENT, fakeWheels, writeWheels } from './fakeWheels.ts';

const { recipe, archives } = fakeWheels();
const quiet = { say: () => undefined, now: () => undefined };

let engines: string;
let target: string;
beforeEach(() => {
  engines = mkdtempSync(join(tmpdir(), 'engines-'));
  target = join(engines, 'runtime');
});
afterEach(() => rmSync(engines, { recursive: true }));

/** Steps that note what is fetched; each can be replaced. */
function steps(changes: Partial<InstallSteps> = {}): InstallSteps & { readonly fetched: string[] } {
  const fetched: string[] = [];
  return {
    fetched,
    placeBinding: () => Promise.resolve('by a test'),
    prove: () => Promise.resolve(),
    fetch: (wheel, folder) => {
      fetched.push(wheel.file);
      writeFileSync(join(folder, wheel.file), archives[recipe.wheels.indexOf(wheel)] ?? '');
      return Promise.resolve();
    },
    ...changes,
  };
}

const install = (s: InstallSteps, from?: string) =>
  installRuntime(recipe, { engines, target, from, progress: quiet }, s);

it('installs exactly the wanted files and says where each wheel came from', async () => {
  const { manifest } = await install(steps());
  for (const [path, content] of Object.entries(CONTENT))
    expect(readFileSync(join(target, path)).equals(content), path).toBe(true);
  expect(manifest?.files.map(f => f.path).sort()).toEqual(Object.keys(CONTENT).sort());
  expect(manifest?.sources).toEqual(Object.fromEntries(recipe.wheels.map(w => [w.file, w.sha256])));
  expect(readdirSync(engines)).toEqual(['runtime']);
});

it('refuses a download that is not the pinned file and installs nothing', async () => {
  const fetch: InstallSteps['fetch'] = (wheel, folder) => {
    writeFileSync(join(folder, wheel.file), 'something else');
    return Promise.resolve();
  };
  await expect(install(steps({ fetch }))).rejects.toMatchObject({ code: 'engine.checksum' });
  expect(readInstallation(target)).toBeNull();
  expect(readdirSync(engines)).toEqual(['downloads']);
});

it('goes on with the files that an interrupted attempt had complete', async () => {
  const broken = steps();
  const offline: InstallSteps['fetch'] = (wheel, folder, progress) =>
    wheel === recipe.wheels[1]
      ? Promise.reject(new UserError('engine.network', 'gone'))
      : (broken.fetch?.(wheel, folder, progress) ?? Promise.resolve());
  await expect(install({ ...broken, fetch: offline })).rejects.toThrow('gone');
  const second = steps();
  await install(second);
  expect(second.fetched).toEqual(['nvidia-cudnn-2.whl']);
});

it('fetches again what was left cut short', async () => {
  const first = steps({ prove: () => Promise.reject(new Error('stop here')) });
  await expect(install(first)).rejects.toThrow('stop here');
  writeFileSync(join(engines, 'downloads', 'tensorflow-1.whl'), archives[0]?.subarray(0, 99) ?? '');
  const second = steps();
  await install(second);
  expect(second.fetched).toEqual(['tensorflow-1.whl']);
});

it('keeps the older installation when the new one does not prove itself', async () => {
  await install(steps());
  const bad = steps({ prove: () => Promise.reject(new UserError('engine.broken', 'wrong sums')) });
  await expect(install(bad)).rejects.toThrow('wrong sums');
  expect(readInstallation(target)?.manifest?.binding).toBe('by a test');
});

it('installs from a folder of wheels, and names what the folder lacks', async () => {
  const from = mkdtempSync(join(tmpdir(), 'wheels-'));
  try {
    writeWheels(from);
    const offline = steps({ fetch: () => Promise.reject(new Error('no network')) });
    await install(offline, from);
    expect(readInstallation(target)).not.toBeNull();
    expect(readdirSync(from)).toHaveLength(2);
    rmSync(join(from, 'nvidia-cudnn-2.whl'));
    await expect(install(offline, from)).rejects.toMatchObject({
      code: 'engine.from',
      message: expect.stringContaining('nvidia-cudnn-2.whl') as string,
    });
  } finally {
    rmSync(from, { recursive: true });
  }
});

it.each(['overwritten', 'exchanged by its name', 'exchanged behind a link'])(
  'unpacks the bytes that it verified where a wheel is %s meanwhile',
  async how => {
    const from = mkdtempSync(join(tmpdir(), 'wheels-'));
    const names = recipe.wheels.map(wheel => wheel.file);
    const bad = archives.map(bytes => Buffer.from(bytes).fill(0x66, 100, 160));
    const link = how === 'exchanged behind a link';
    names.forEach((name, i) => {
      writeFileSync(join(from, link ? `good-${i}` : name), archives[i] ?? '');
      writeFileSync(join(from, `bad-${i}`), bad[i] ?? '');
      if (link) symlinkSync(`good-${i}`, join(from, name));
    });
    let swapped = 0;
    const say = (line: string) => {
      if (!line.startsWith('Unpack') || swapped++ > 0) return;
      names.forEach((name, i) => {
        if (how === 'overwritten') writeFileSync(join(from, name), bad[i] ?? '');
        else renameSync(join(from, `bad-${i}`), join(from, name));
      });
    };
    try {
      const progress = { say, now: () => undefined };
      await installRuntime(recipe, { engines, target, from, progress }, steps());
      expect(swapped).toBe(2);
      for (const [path, content] of Object.entries(CONTENT))
        expect(readFileSync(join(target, path)).equals(content), path).toBe(true);
      expect(readdirSync(target).sort()).toEqual(['engine.json', 'nvidia', 'tensorflow']);
    } finally {
      rmSync(from, { recursive: true });
    }
  },
);

it('refuses a wheel in the folder that is another file of the same name, and one that is no file', async () => {
  const from = mkdtempSync(join(tmpdir(), 'wheels-'));
  try {
    writeWheels(from);
    const wheel = join(from, 'tensorflow-1.whl');
    const bytes = readFileSync(wheel);
    for (const other of [bytes.subarray(1), Buffer.from(bytes).fill(0, 50, 90)]) {
      writeFileSync(wheel, other);
      await expect(install(steps(), from)).rejects.toMatchObject({ code: 'engine.checksum' });
    }
    rmSync(wheel);
    execFileSync('mkfifo', [wheel]);
    await expect(install(steps(), from)).rejects.toThrow(/tensorflow-1\.whl/);
    expect(readdirSync(engines)).toEqual([]);
  } finally {
    rmSync(from, { recursive: true });
  }
});

it('does not download into a folder that somebody put a link at', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  try {
    symlinkSync(elsewhere, join(engines, 'downloads'));
    await expect(install(steps())).rejects.toMatchObject({ code: 'run.links' });
    expect(readdirSync(elsewhere)).toEqual([]);
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});

it.each(['missing', 'cut short'])('does not take a runtime with a file %s for whole', async how => {
  await install(steps());
  const path = join(target, 'tensorflow/libtensorflow_cc.so.2');
  if (how === 'missing') rmSync(path);
  else writeFileSync(path, readFileSync(path).subarray(0, 1000));
  expect(readInstallation(target)).toBeNull();
});
