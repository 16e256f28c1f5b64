import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { formatFileSize, UserError } from '../../../base/index.ts';
import { checkFolder, limits, openLarge } from '../../../system/index.ts';
import type { Wheel } from '../pins.ts';
import { fetchWheel, offlineCommands } from './pip.ts';
import type { Progress } from './progress.ts';

/** Gets a wheel into a folder; replaced in tests. */
export type Fetch = (wheel: Wheel, folder: string, progress: Progress) => Promise<void>;

/**
 * The paths of all wheels: what an interrupted install left complete is taken, the rest is fetched
 * one by one into `folder`.
 *
 * @throws UserError `engine.checksum` when a fetched file is not the pinned one, `run.links` when `folder` is a link or
 *   another user's, and what `fetch` throws.
 */
export async function downloadWheels(
  wheels: readonly Wheel[],
  folder: string,
  progress: Progress,
  fetch: Fetch = fetchWheel,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  // Nobody else may change a wheel between its check and its use.
  checkFolder(folder, { ours: true });
  await chmod(folder, 0o700);
  const paths: string[] = [];
  for (const [i, wheel] of wheels.entries()) {
    const path = join(folder, wheel.file);
    const label = `${wheel.requirement} (${i + 1} of ${wheels.length}, ${formatFileSize(wheel.bytes)})`;
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
 * Copies all wheels out of a folder that somebody filled by hand, and gives the paths of the copies. What is
 * hashed is what is written into `own`, so whoever may change the folder changes nothing that was checked.
 *
 * @param own a folder that only this user may write to.
 * @throws UserError `engine.from` naming every missing file, `engine.checksum` for a wrong one.
 */
export async function wheelsFrom(
  wheels: readonly Wheel[],
  folder: string,
  own: string,
): Promise<readonly string[]> {
  const missing = wheels.filter(wheel => !existsSync(join(folder, wheel.file)));
  if (missing.length > 0)
    throw new UserError(
      'engine.from',
      `${folder} lacks ${missing.map(w => w.file).join(', ')}. Fetch on a machine with a network:\n${offlineCommands(missing)}`,
    );
  const paths: string[] = [];
  for (const wheel of wheels) paths.push(await copyWheel(join(folder, wheel.file), wheel, own));
  return paths;
}

async function copyWheel(path: string, wheel: Wheel, own: string): Promise<string> {
  const copy = join(own, wheel.file);
  const hash = createHash('sha256');
  const { handle, size } = await openLarge(path, { most: limits.wheel, follow: true });
  try {
    if (size !== wheel.bytes) throw wrongSize(path, size, wheel);
    // Not more than this, however the file grows meanwhile.
    const input = handle.createReadStream({ autoClose: false, start: 0, end: size - 1 });
    const hashed = async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece);
        yield piece;
      }
    };
    await pipeline(input, hashed, createWriteStream(copy, { flags: 'wx', mode: 0o600 }));
  } finally {
    await handle.close();
  }
  checkDigest(path, hash.digest('hex'), wheel);
  return copy;
}

async function verify(path: string, wheel: Wheel): Promise<void> {
  checkDigest(path, await sha256(path), wheel);
}

function checkDigest(path: string, digest: string, wheel: Wheel): void {
  if (digest !== wheel.sha256)
    throw notTested(path, `SHA-256 ${digest} instead of ${wheel.sha256}`);
}

function wrongSize(path: string, size: number, wheel: Wheel): UserError {
  return notTested(path, `${size} bytes instead of ${wheel.bytes}`);
}

function notTested(path: string, difference: string): UserError {
  return new UserError(
    'engine.checksum',
    `${path} is not the file that was tested: ${difference}. Delete it and fetch it again.`,
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
