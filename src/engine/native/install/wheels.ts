import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../../base/index.ts';
import type { Wheel } from '../pins.ts';
import { fetchWheel, offlineCommands } from './pip.ts';
import { megabytes, type Progress } from './progress.ts';

/** Gets a wheel into a folder; replaced in tests. */
export type Fetch = (wheel: Wheel, folder: string, progress: Progress) => Promise<void>;

/**
 * The paths of all wheels: what an interrupted install left complete is taken, the rest is fetched
 * one by one into `folder`.
 *
 * @throws UserError `engine.checksum` when a fetched file is not the pinned one, and what `fetch` throws.
 */
export async function downloadWheels(
  wheels: readonly Wheel[],
  folder: string,
  progress: Progress,
  fetch: Fetch = fetchWheel,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const [i, wheel] of wheels.entries()) {
    const path = join(folder, wheel.file);
    const label = `${wheel.requirement} (${i + 1} of ${wheels.length}, ${megabytes(wheel.bytes)})`;
    if (await matches(path, wheel)) progress.say(`Have ${label}`);
    else {
      await rm(path, { force: true });
      progress.say(`Fetch ${label}`);
      await fetch(wheel, folder, progress);
      await verify(path, wheel);
    }
    paths.push(path);
  }
  return paths;
}

/**
 * The paths of all wheels in a folder that somebody filled by hand.
 *
 * @throws UserError `engine.from` naming every missing file, `engine.checksum` for a wrong one.
 */
export async function wheelsFrom(
  wheels: readonly Wheel[],
  folder: string,
): Promise<readonly string[]> {
  const missing = wheels.filter(wheel => !existsSync(join(folder, wheel.file)));
  if (missing.length > 0)
    throw new UserError(
      'engine.from',
      `${folder} lacks ${missing.map(w => w.file).join(', ')}. Fetch on a machine with a network:\n${offlineCommands(missing)}`,
    );
  const paths = wheels.map(wheel => join(folder, wheel.file));
  for (const [i, wheel] of wheels.entries()) await verify(paths[i] ?? '', wheel);
  return paths;
}

async function verify(path: string, wheel: Wheel): Promise<void> {
  const digest = await sha256(path);
  if (digest === wheel.sha256) return;
  const { size } = await stat(path);
  throw new UserError(
    'engine.checksum',
    `${path} is not the file that was tested: SHA-256 ${digest} (${size} bytes) instead of ${wheel.sha256}. ` +
      'Delete it and fetch it again.',
  );
}

async function matches(path: string, wheel: Wheel): Promise<boolean> {
  return existsSync(path) && (await sha256(path)) === wheel.sha256;
}

/** The SHA-256 of a file in hexadecimal. */
export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}
