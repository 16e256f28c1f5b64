import fs from 'node:fs';
import path from 'node:path';
import {
  parseRunRequest,
  requestText,
  type QueueEntry,
  type RunParent,
} from '../../record/index.ts';
import { readText, replaceFile } from '../../system/index.ts';
import { readQueue, writeEntry } from './entries.ts';
import { rememberQueued } from './own.ts';

/**
 * Puts a run into the place that another had, which it goes on from. What waits to study that one, or
 * to start from its weights, waits for this one and takes it instead: nobody has taken those runs yet.
 */
export function replaceInQueue(
  store: string,
  { run: before, order }: QueueEntry,
  run: string,
  env: NodeJS.ProcessEnv = process.env,
): void {
  rememberQueued(store, run, env);
  writeEntry(store, { format: 1, run, order, after: [] });
  for (const entry of readQueue(store)) {
    if (!entry.after.includes(before)) continue;
    takeInstead(path.join(store, 'runs', entry.run), before, run);
    writeEntry(store, { ...entry, after: entry.after.map(id => (id === before ? run : id)) });
  }
}

function takeInstead(folder: string, before: string, run: string): void {
  const file = path.join(folder, 'run.json');
  const parsed = parseRunRequest(readText(file) ?? '');
  if (!parsed.ok) return;
  const isTaken = ({ role, run: id }: RunParent) =>
    (role === 'study' || role === 'weights') && id === before;
  if (!parsed.value.parents.some(isTaken)) return;
  if (fs.existsSync(path.join(folder, 'process.json'))) return;
  const parents = parsed.value.parents.map(parent =>
    isTaken(parent) ? { ...parent, run, step: null } : parent,
  );
  const request = { ...parsed.value, parents };
  replaceFile(file, requestText(request));
}
