import fs from 'node:fs';
import path from 'node:path';
import { limits, UserError } from '../../base/index.ts';
import { forgetQueued, isOwnEntry, rememberQueued } from './own.ts';
import { parseQueueEntry, type QueueEntry } from '../../record/index.ts';
import { diskError, namesIn, readText, replaceFile } from '../../system/index.ts';

/** Where the queue of a store lies. */
export function queueFolder(store: string): string {
  return path.join(store, 'queue');
}

/** What waits in a store, in the order in which it will run. What cannot be understood is passed over. */
export function readQueue(store: string): QueueEntry[] {
  return namesIn(queueFolder(store))
    .filter(name => name.endsWith('.json') && !name.startsWith('.'))
    .flatMap(name => {
      const parsed = parseQueueEntry(
        readText(path.join(queueFolder(store), name), limits.queueEntry) ?? '',
      );
      return parsed.ok && name === `${parsed.value.run}.json` ? [parsed.value] : [];
    })
    .sort((a, b) => a.order - b.order || (a.run < b.run ? -1 : 1));
}

/**
 * Puts runs at the end of the queue, in this order, as this user's own. Their folders must be there: `createRun`.
 * Returns those that cannot be remembered as his, for want of a cache: they start only when asked for. Throws a
 * UserError where the store cannot be written.
 */
export function enqueue(
  store: string,
  runs: readonly { readonly run: string; readonly after: readonly string[] }[],
  env: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  const last = readQueue(store).at(-1)?.order ?? 0;
  writing(store, () => fs.mkdirSync(queueFolder(store), { recursive: true }));
  const ids = runs.map(({ run }) => run);
  const unknown = ids.filter(run => !rememberQueued(store, run, env));
  runs.forEach(({ run, after }, i) =>
    writeEntry(store, { format: 1, run, order: last + 1 + i, after }),
  );
  return unknown;
}

/** The entries of a queue that this user put there, or took over (`takeOver`), and those of others. */
export function ownersOf(
  store: string,
  env: NodeJS.ProcessEnv = process.env,
): { readonly own: readonly QueueEntry[]; readonly others: readonly QueueEntry[] } {
  const [own, others]: [QueueEntry[], QueueEntry[]] = [[], []];
  for (const entry of readQueue(store))
    (isOwnEntry(store, entry.run, env) ? own : others).push(entry);
  return { own, others };
}

/** Takes entries for this user's own: he was asked. Returns those that could not be remembered. */
export function takeOver(
  store: string,
  entries: readonly QueueEntry[],
  env: NodeJS.ProcessEnv = process.env,
): readonly QueueEntry[] {
  return entries.filter(({ run }) => !rememberQueued(store, run, env));
}

/** Takes a run out of the queue; its folder stays. False: it was not there. */
export function dequeue(store: string, run: string, env = process.env): boolean {
  try {
    fs.rmSync(fileOf(store, run));
    forgetQueued(run, env);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw diskError(error, 'change the queue', queueFolder(store));
  }
}

/**
 * Moves a run to a place of the queue, 0 being the next to run. Throws a UserError: `queue.none`
 * where it does not wait, or what keeps the store from being written.
 */
export function moveInQueue(store: string, run: string, place: number): void {
  const queue = readQueue(store);
  const entry = queue.find(e => e.run === run);
  if (entry === undefined)
    throw new UserError('queue.none', `The run ${run} does not wait in the queue of ${store}.`);
  const others = queue.filter(e => e !== entry);
  const at = Math.max(0, Math.min(Math.floor(place), others.length));
  const [before, behind] = [others[at - 1]?.order, others[at]?.order];
  const order =
    before === undefined
      ? (behind ?? 1) - 1
      : behind === undefined
        ? before + 1
        : (before + behind) / 2;
  writeEntry(store, { ...entry, order });
}

/** Writes one entry, over what it was. */
export function writeEntry(store: string, entry: QueueEntry): void {
  const text = `${JSON.stringify(entry)}\n`;
  writing(store, () => replaceFile(fileOf(store, entry.run), text));
}

function writing(store: string, action: () => unknown): void {
  try {
    action();
  } catch (error) {
    throw diskError(error, 'change the queue', queueFolder(store));
  }
}

function fileOf(store: string, run: string): string {
  return path.join(queueFolder(store), `${run}.json`);
}
