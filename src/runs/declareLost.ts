import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../base/index.ts';
import { describeRun } from '../record/index.ts';
import { readRun, stampOf, type Run } from '../store/index.ts';
import { isSettledByUs, settleRun } from '../store/tables/index.ts';

/** Milliseconds for which a run is watched before it is taken for lost: an engine writes each second. */
const lookMs = 3000;

/**
 * Settles a run at its user's word, where nobody here can know whether its process lives. The
 * assumption is that it does not; a run that writes while it is looked at does, and is not lost. An
 * engine that finds its run settled stops. Throws a UserError `run.alive`, `run.notOurs`, or as `settleRun`.
 */
export async function declareLost(folder: string, watchMs = lookMs): Promise<Run> {
  const run = settleRun(folder);
  if (run.life === 'ended' || run.life === 'dead') return run;
  if (run.isCertain)
    throw new UserError(
      'run.alive',
      `The run ${run.id} is not lost: ${run.why || describeRun(run)}. Stop it with \`reslab stop ${run.id}\`.`,
    );
  if (!isSettledByUs(run.folder))
    throw new UserError(
      'run.notOurs',
      `The run ${run.id} belongs to another user, who alone can say that it is lost.`,
    );
  const before = stampOf(run.folder);
  await sleep(watchMs);
  if (stampOf(run.folder) !== before && readRun(folder).life !== 'ended')
    throw new UserError(
      'run.alive',
      `The run ${run.id} is not lost: it wrote while it was looked at (${describeRun(run)}). Stop it where it runs, or with \`reslab stop ${run.id}\`, which asks it.`,
    );
  return settleRun(folder, { lost: true });
}
