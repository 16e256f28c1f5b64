import fs from 'node:fs';
import path from 'node:path';
import type { RunEnding, RunLife, RunProcess, RunStatus } from '../record/index.ts';
import { lookFor, lookForNamed, type Verdict } from '../runs/launch/index.ts';
import { readLaunch } from './launch.ts';

/** How a run stands. */
export interface Standing {
  readonly life: RunLife;
  /** Why it is judged so, as the end of a sentence; empty for `waiting` and `ended`. */
  readonly why: string;
  /** A kernel says so. Else who runs it may know better, and say that it is lost. */
  readonly isCertain: boolean;
}

/** Whether a run goes on, by its files and by what its launcher says of its process. Writes nothing. */
export function standingOf(
  folder: string,
  files: {
    readonly process: RunProcess | null;
    readonly status: RunStatus | null;
    readonly ending: RunEnding | null;
  },
): Standing {
  if (files.ending !== null) return { life: 'ended', why: '', isCertain: true };
  const id = path.basename(folder);
  const scene = { folder, command: id, lastSign: files.status?.uptime ?? null };
  if (files.process !== null) return livingOf(lookFor(files.process, scene));
  // What cannot be understood was written by who took it: the process that was started on it.
  const isTaken = fs.existsSync(path.join(folder, 'process.json'));
  if (!isTaken && isQueued(folder, id)) return { life: 'waiting', why: '', isCertain: true };
  const launch = readLaunch(folder);
  const verdict = launch === null ? null : lookFor(launch, { ...scene, command: '' });
  if (verdict?.fate === 'alive') return beforeItsMark(isTaken, verdict);
  const named = lookForNamed(scene);
  if (named.fate === 'alive' || verdict === null) return beforeItsMark(isTaken, named);
  return beforeItsMark(isTaken, verdict);
}

function livingOf({ fate, why, certain }: Verdict): Standing {
  return { life: fate, why, isCertain: certain };
}

/** A process that lives and has not said that it took the run is about to. */
function beforeItsMark(isTaken: boolean, verdict: Verdict): Standing {
  if (isTaken) {
    const why = `${verdict.why} (process.json cannot be understood)`;
    return livingOf({ ...verdict, why });
  }
  return verdict.fate === 'alive' ? { ...livingOf(verdict), life: 'waiting' } : livingOf(verdict);
}

function isQueued(folder: string, id: string): boolean {
  const store = path.dirname(path.dirname(folder));
  return fs.existsSync(path.join(store, 'queue', `${id}.json`));
}
