import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../base/index.ts';
import { identify, isOfThisBoot, readRun, writeEnding, type Run } from '../store/index.ts';
import { settleRun } from '../store/tables/index.ts';
import { dequeue } from './queue/entries.ts';

export interface StopOptions {
  /** Do not only ask: end the process, too. */
  readonly kill?: boolean;
  /** Milliseconds that each rung of the ladder gets: ask, SIGTERM, SIGKILL. Asking gets none with `kill`. */
  readonly patienceMs?: number;
}

/**
 * Asks a run to stop: it writes a checkpoint and ends `stopped`. One that waits in the queue is taken
 * out of it and ends so at once. With `kill` the process gets
 * SIGTERM and, after `patienceMs` (5 s), SIGKILL, and the run is settled. Nothing is signalled but the
 * process whose pid, start time and command line are those of the run. A run that has ended stays
 * as it is. Throws a UserError: `run.elsewhere` (it runs on another machine and can only be asked),
 * `run.notStarted` (nobody has taken it yet), or what `readRun` throws.
 */
export async function stopRun(folder: string, options: StopOptions = {}): Promise<Run> {
  const run = readRun(folder);
  if (run.life === 'ended') return run;
  fs.writeFileSync(path.join(run.folder, 'stop'), '');
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
  if (!isOfThisBoot(run.process))
    throw new UserError(
      'run.elsewhere',
      `The run ${run.id} belongs to a process on ${run.process.host}; it was asked to stop, and can be killed only there.`,
    );
  const patience = options.patienceMs ?? 5000;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!signalRun(readRun(folder), signal)) break;
    await untilGone(folder, patience);
  }
  return settleRun(folder);
}

/** False where the process is not, or no longer, that of the run. */
function signalRun(run: Run, signal: NodeJS.Signals): boolean {
  if (run.process === null || run.life !== 'alive') return false;
  const found = identify(run.process.pid);
  if (found?.startTime !== run.process.startTime || !found.command.includes(run.id)) return false;
  try {
    return process.kill(run.process.pid, signal);
  } catch {
    return false;
  }
}

async function untilGone(folder: string, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const { process: owner } = readRun(folder);
    if (owner === null || identify(owner.pid)?.startTime !== owner.startTime) return;
    if (Date.now() > until) return;
    await sleep(50);
  }
}
