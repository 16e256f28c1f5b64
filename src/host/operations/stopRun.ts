import { existsSync } from 'node:fs';
import path from 'node:path';
import { describeRun } from '../../record/index.ts';
import { stopRun as askToStop } from '../../runs/index.ts';
import { readRun, type Run } from '../../store/index.ts';
import { cellName } from '../running/progressText.ts';
import { sayLost } from '../running/sayLost.ts';
import { flash, warn } from '../say.ts';
import { requireTrust } from '../trust.ts';

/** Asks a run to stop, and offers to end its process where it was asked before. */
export async function stopRun(folder: string): Promise<void> {
  const run = readRun(folder);
  if (!(await requireTrust('Stopping a run'))) return;
  if (run.life === 'unknown' && (await sayLost(run)) !== null) return;
  if (!existsSync(path.join(run.folder, 'stop'))) {
    const stopped = await askToStop(run.folder);
    const how = isGoingOn(stopped) ? 'stops after this step' : howItEnded(stopped);
    flash(`${cellName(run)} ${how}`, 5000);
    return;
  }
  const kill = 'End its process now';
  const chosen = await warn(
    `${cellName(run)} was asked to stop already; it writes a checkpoint first. Ending its process loses what came after its last checkpoint.`,
    kill,
  );
  if (chosen === kill) await askToStop(run.folder, { kill: true });
}

function isGoingOn({ life }: Run): boolean {
  return life !== 'ended' && life !== 'dead';
}

function howItEnded(run: Run): string {
  return run.process === null ? 'is out of the queue' : describeRun(run);
}
