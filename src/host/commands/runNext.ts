import { moveInQueue, readQueue } from '../../runs/queue/index.ts';
import { readRun } from '../../store/index.ts';
import type { Host } from '../host.ts';
import { folderOfRun } from '../running/folderOfRun.ts';
import { cellName } from '../running/progressText.ts';
import { storeOf } from '../running/storeOf.ts';
import { requireTrust } from '../trust.ts';
import { choose, flash, inform } from '../say.ts';

/** Moves a run that waits (its folder or id, else one to choose) to the front of its queue. */
export async function runNext(host: Host, given?: unknown): Promise<void> {
  const folder = folderOfRun(host, given) ?? (await pickWaiting(host));
  if (folder === undefined || !(await requireTrust('Changing the queue'))) return;
  const run = readRun(folder);
  moveInQueue(storeOf(folder), run.id, 0);
  flash(`${cellName(run)} runs next`, 5000);
}

async function pickWaiting(host: Host): Promise<string | undefined> {
  const places = new Map(
    host.stores().flatMap(store => readQueue(store).map((entry, i) => [entry.run, i] as const)),
  );
  const items = host.tracker.active
    .filter(run => places.has(run.id))
    .map(run => ({
      label: cellName(run),
      description: `${places.get(run.id) ?? 0} ahead`,
      folder: run.folder,
    }));
  if (items.length === 0) {
    void inform('Nothing waits in the queue.');
    return undefined;
  }
  return (await choose(items, { placeHolder: 'Which run is next?' }))?.folder;
}
