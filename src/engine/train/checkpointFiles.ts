import { close, fsync, write } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../base/index.ts';
import { checkpointName, readTensorFile, stepsIn } from '../../store/index.ts';
import { checkFolder, openForWriting, reasonOf, temporaryName } from '../../system/index.ts';
import { encodeCheckpoint, toCheckpoint, type Checkpoint } from './checkpoint.ts';

/** How many checkpoints of a run are kept: the newest `keep`, and the best one if asked. */
export interface Retention {
  readonly keep: number;
  readonly best: boolean;
}

/**
 * Writes a checkpoint so that its file is either whole or not there, then deletes those that
 * retention does not keep. Returns its path. Throws a UserError if the disk refuses.
 */
export async function saveCheckpoint(
  folder: string,
  checkpoint: Checkpoint,
  retention: Retention,
): Promise<string> {
  const path = join(folder, checkpointName(checkpoint.counters.step));
  const partial = temporaryName(path);
  try {
    await makeFolder(folder);
    const fd = openForWriting(partial, 'new');
    try {
      for (const part of encodeCheckpoint(checkpoint)) await writeWhole(fd, part);
      await promisify(fsync)(fd);
    } finally {
      await promisify(close)(fd);
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw new UserError(
      'checkpoint.write',
      `The checkpoint ${path} could not be written: ${reasonOf(error)} Earlier checkpoints are intact.`,
      { cause: error },
    );
  }
  const best = retention.best ? (checkpoint.counters.best?.step ?? null) : null;
  for (const step of superfluous(stepsIn(folder), retention.keep, best)) {
    // Not worth a training: what cannot be deleted now, such as a folder of that name, stays.
    await rm(join(folder, checkpointName(step)), { force: true }).catch(() => undefined);
  }
  return path;
}

/** Not with those above it: a run folder that was deleted meanwhile must not come back. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    checkFolder(folder, { ours: true });
  }
}

/** Which of these steps go when the newest `keep` (at least one) and the best stay. */
export function superfluous(
  steps: readonly number[],
  keep: number,
  best: number | null,
): readonly number[] {
  const sorted = [...steps].sort((a, b) => a - b);
  return sorted.slice(0, Math.max(0, sorted.length - Math.max(1, keep))).filter(s => s !== best);
}

/** Reads the checkpoint of `step` in this folder; null: the newest. UserError if there is none. */
export async function loadCheckpoint(folder: string, step: number | null): Promise<Checkpoint> {
  const steps = stepsIn(folder);
  const wanted = step ?? steps.at(-1);
  if (wanted === undefined || !steps.includes(wanted)) {
    const there =
      steps.length === 0 ? 'The folder has none.' : `There are steps ${steps.join(', ')}.`;
    throw new UserError(
      'checkpoint.missing',
      `${folder} has no checkpoint${step === null ? '' : ` of step ${step}`}. ${there}`,
    );
  }
  const path = join(folder, checkpointName(wanted));
  return toCheckpoint(await readTensorFile(path), path);
}

async function writeWhole(fd: number, part: Uint8Array): Promise<void> {
  let rest = part;
  while (rest.length > 0) {
    const { bytesWritten } = await promisify(write)(fd, rest, 0, rest.length, null);
    rest = rest.subarray(bytesWritten);
  }
}
