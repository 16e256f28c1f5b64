import { moveInQueue } from '../../runs/queue/index.ts';
import { readRun } from '../../store/index.ts';
import { cellName } from '../running/progressText.ts';
import { storeOf } from '../running/storeOf.ts';
import { flash } from '../say.ts';
import { requireTrust } from '../trust.ts';

/** Moves a run that waits to the front of its queue. */
export async function runNext(folder: string): Promise<void> {
  if (!(await requireTrust('Changing the queue'))) return;
  const run = readRun(folder);
  moveInQueue(storeOf(folder), run.id, 0);
  flash(`${cellName(run)} runs next`, 5000);
}
