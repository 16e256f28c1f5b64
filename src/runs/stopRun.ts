import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../base/index.ts';
import { readRun, writeEnding, type Run } from '../store/index.ts';
import { checkFolder, codeOf, diskError, openForWriting } from '../system/index.ts';
import { settleRun } from '../store/tables/index.ts';
import { launcherNamed } from './launch/index.ts';
import { dequeue } from './queue/entries.ts';

export interface StopOptions {
  /** Do not only ask: end the process, too. */
  readonly kill?: boolean;
  /** Milliseconds that the process gets after SIGTERM, before SIGKILL. */
  readonly patienceMs?: number;
}

/** Milliseconds until a process that was killed is gone: much memory, of a GPU too, is to be given back. */
const goneMs = 20_000;

/**
 * Asks a run to stop: it writes a checkpoint and ends `stopped`. One that waits in the queue is taken
 * out of it and ends so at once; one whose process is dead is settled. With `kill` the process gets
 * SIGTERM and, after `patienceMs` (5 s), SIGKILL, and the run is settled. Its launcher signals nothing but
 * the process whose pid, start time and command line are those of the run. A run that has ended stays
 * as it is. Throws a UserError: `run.elsewhere` (its process cannot be reached from here and can only be
 * asked), `run.notStarted` (nobody has taken it yet), or what `readRun` throws.
 */
export async function stopRun(folder: string, options: StopOptions = {}): Promise<Run> {
  const run = settleRun(folder);
  if (run.life === 'ended' || run.life === 'dead') return run;
  askToStop(run.folder);
  const store = path.dirname(path.dirname(run.folder));
  if (run.life === 'waiting' && dequeue(store, run.id)) {
    writeEnding(run.folder, { ending: 'stopped', step: 0 });
    return readRun(folder);
  }
  if (options.kill !== true) return readRun(folder);
  if (run.process === null)
    throw new UserError(
      'run.notStarted',
      `No process has taken the run ${run.id} yet; it was asked to stop.`,
    );
  const ladder = [
    ['SIGTERM', options.patienceMs ?? 5000],
    ['SIGKILL', goneMs],
  ] as const;
  for (const [signal, patience] of ladder) {
    if (!signalRun(readRun(folder), signal)) break;
    await untilGone(folder, patience);
  }
  const stopped = settleRun(folder);
  if (stopped.life === 'unknown' || stopped.life === 'alive')
    throw new UserError('run.elsewhere', notReached(stopped));
  return stopped;
}

/** Creates `stop`, which may be there already; the folder may be another user's, who let us write there. */
export function askToStop(folder: string): void {
  const file = path.join(folder, 'stop');
  try {
    checkFolder(folder, { ours: false });
    fs.closeSync(openForWriting(file, 'new'));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw diskError(error, 'ask the run to stop', file);
  }
}

/** False where the process is not, or no longer, that of the run. */
function signalRun({ process: owner, life, folder, id }: Run, signal: NodeJS.Signals): boolean {
  if (owner === null || life !== 'alive') return false;
  const scene = { folder, command: id, lastSign: null };
  return launcherNamed(owner.launcher)?.signal(owner, scene, signal) ?? false;
}

function notReached({ id, process: owner, why }: Run): string {
  const where = owner === null ? '' : ` (${owner.pid} on ${owner.host})`;
  return `The process of the run ${id}${where} cannot be ended from here: ${why}. It was asked to stop, and stops if it lives. If it does not, \`reslab stop ${id} --lost\` ends the run.`;
}

async function untilGone(folder: string, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  while (readRun(folder).life === 'alive' && performance.now() < until) await sleep(50);
}
