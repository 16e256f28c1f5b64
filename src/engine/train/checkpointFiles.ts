import { open, readdir, readFile, rename, rm, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../base/index.ts';
import { reasonOf, temporaryName } from '../../system/index.ts';
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from './checkpoint.ts';

/** How many checkpoints of a run are kept: the newest `keep`, and the best one if asked. */
export interface Retention {
  readonly keep: number;
  readonly best: boolean;
}

/** `step-00000500.safetensors` */
export function checkpointName(step: number): string {
  return `step-${String(step).padStart(8, '0')}.safetensors`;
}

/** Steps of the checkpoints in this folder, ascending; a missing folder has none. */
export async function listCheckpoints(folder: string): Promise<number[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    return [];
  }
  return names
    .map(name => /^step-(\d{8,})\.safetensors$/.exec(name)?.[1])
    .filter(step => step !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
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
    const file = await open(partial, 'wx');
    try {
      for (const part of encodeCheckpoint(checkpoint)) await writeWhole(file, part);
      await file.sync();
    } finally {
      await file.close();
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
  for (const step of superfluous(await listCheckpoints(folder), retention.keep, best)) {
    // One that stays is no harm.
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
  const steps = await listCheckpoints(folder);
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
  return decodeCheckpoint(await readFile(path), path);
}

async function writeWhole(
  file: { write(part: Uint8Array): Promise<{ bytesWritten: number }> },
  part: Uint8Array,
): Promise<void> {
  let rest = part;
  while (rest.length > 0) {
    const { bytesWritten } = await file.write(rest);
    rest = rest.subarray(bytesWritten);
  }
}
