import path from 'node:path';
import { parseRunRequest, runIdPattern, type RunRequest } from '../record/index.ts';
import { namesIn, readText } from '../system/index.ts';

/** Which of two runs of a store is older, for sorting: by `created`, which `timeAfterAll` puts in order. */
export function byAge(
  a: { readonly id: string; readonly request: Pick<RunRequest, 'created'> },
  b: { readonly id: string; readonly request: Pick<RunRequest, 'created'> },
): number {
  const difference = Date.parse(a.request.created) - Date.parse(b.request.created);
  return difference !== 0 ? difference : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * The time of a new run: now, or just after the newest run of the store where the clock was set back since.
 * Which run of a cell is the newest decides what is studied and shown.
 */
export function timeAfterAll(runs: string): Date {
  const now = new Date();
  const names = namesIn(runs).filter(name => runIdPattern.test(name));
  const newest = names.reduce((a, b) => (stampOf(a) >= stampOf(b) ? a : b), '');
  if (newest === '' || stampOf(newest) < stampIn(now)) return now;
  const times = names
    .filter(name => stampOf(name) === stampOf(newest))
    .map(name => createdIn(path.join(runs, name)));
  const last = times.reduce((a, b) => Math.max(a, b), -Infinity);
  return last >= now.getTime() && last < latest ? new Date(last + 1) : now;
}

/** Names have four digits of a year. */
const latest = Date.UTC(9999, 0);

/** Date and time (UTC) as names of run folders begin: `20261121-062501`. */
export function stampIn(time: Date): string {
  return time.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
}

function stampOf(name: string): string {
  return name.slice(0, 15);
}

function createdIn(folder: string): number {
  const parsed = parseRunRequest(readText(path.join(folder, 'run.json')) ?? '');
  return parsed.ok ? Date.parse(parsed.value.created) : -Infinity;
}
