import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UserError } from '../../base/index.ts';
import { parseLock, type LockText, type ProcessMark } from '../../record/index.ts';
import { readRun } from '../../store/index.ts';
import {
  bootId,
  cacheFolder,
  createExclusively,
  diskError,
  limits,
  namesIn,
  numberOf,
  readText,
  replaceFile,
} from '../../system/index.ts';
import { lookFor, markChild, markOurselves, silentSeconds } from '../launch/index.ts';

/**
 * Seconds of silence after which a lock is broken whose processes no kernel here knows of, as in a
 * container that may be gone: an engine that compiles is silent for minutes, and nobody waits for ever.
 */
const patienceSeconds = 900;

/** A lock that this process holds. */
export interface Lock {
  /** Says what is done under it. From then on it is held for as long as that engine lives, too. */
  describe(run: string, enginePid: number): void;
  release(): void;
}

/**
 * Takes the lock of this name, or returns null where a living process has it. A lock whose processes
 * are dead by the rule for runs is broken: files are numbered, `NAME.3.lock`, the highest
 * counts, and who creates the next one has it, so that two who find it stale cannot both win.
 * Throws a UserError where the folder cannot be written.
 */
export function takeLock(folder: string, name: string, run: string | null = null): Lock | null {
  try {
    fs.mkdirSync(folder, { recursive: true });
    const held = filesOf(folder, name);
    const last = held.at(-1);
    if (last !== undefined && isHeld(last.text, folder)) return null;
    const number = (last?.number ?? 0) + 1;
    const file = path.join(folder, `${name}.${number}.lock`);
    const mine: LockText = { holder: markOurselves(folder), engine: null, run };
    if (!createExclusively(file, textOf(mine))) return null;
    const now = filesOf(folder, name);
    if (now.some(other => other.number > number)) {
      fs.rmSync(file, { force: true });
      return null;
    }
    for (const older of now) if (older.number < number) fs.rmSync(older.file, { force: true });
    removeOfOtherBoots(folder);
    return lockOn(folder, file, mine);
  } catch (error) {
    throw diskError(error, 'take the lock', path.join(folder, name));
  }
}

/** Who holds the locks of a folder now, by the name of the lock. */
export function heldLocks(folder: string): ReadonlyMap<string, LockText> {
  const names = new Set(namesIn(folder).map(name => pattern.exec(name)?.[1] ?? ''));
  names.delete('');
  const found = [...names].flatMap(name => {
    const text = filesOf(folder, name).at(-1)?.text ?? null;
    return isHeld(text, folder) && text !== null ? [[name, text] as const] : [];
  });
  return new Map(found);
}

/**
 * Where the locks on this machine's devices lie, for all stores of this user. RESIDUAL_LAB_CACHE puts
 * them elsewhere. Names carry the machine: a home folder may be shared.
 * @throws UserError `cache.noHome` where there is no place for them.
 */
export function deviceLockFolder(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(cacheFolder(env), 'locks');
}

/** A part of a lock's name: what a file name may not have becomes `_`. */
export function lockName(...parts: readonly (string | number)[]): string {
  return parts.map(part => String(part).replace(/[^\w-]/g, '_')).join('-');
}

/**
 * This start of this machine as a part of a lock's name. Containers have names of their own and share its
 * devices; machines may share a name.
 */
export function machineName(): string {
  return bootId() === '' ? os.hostname() : bootId().slice(0, 13);
}

const pattern = /^([\w-]+)\.(\d+)\.lock$/;

interface LockFile {
  readonly file: string;
  readonly number: number;
  /** Null where it cannot be understood; it then holds nothing. */
  readonly text: LockText | null;
}

/** The files of a lock by their number. */
function filesOf(folder: string, name: string): LockFile[] {
  return namesIn(folder)
    .flatMap(file => {
      const [, of, digits] = pattern.exec(file) ?? [];
      const number = numberOf(digits) ?? Infinity;
      // Locks are counted from one: none of ours ever comes near, and the next number has to be one, too.
      return of === name && number < 1e12 ? [{ file: path.join(folder, file), number }] : [];
    })
    .map(found => ({ ...found, text: parsed(readText(found.file, limits.note)) }))
    .sort((a, b) => a.number - b.number);
}

function isHeld(text: LockText | null, folder: string): boolean {
  if (text === null) return false;
  const { holder, engine, run } = text;
  return mayLive(holder, null, folder) || (engine !== null && mayLive(engine, run, folder));
}

function mayLive(mark: ProcessMark, run: string | null, folder: string): boolean {
  const lastSign = run === null ? null : lastSignOf(run);
  const command = run === null ? '' : path.basename(run);
  const { fate } = lookFor({ ...mark, launcher: 'local' }, { folder, command, lastSign });
  if (fate !== 'unknown') return fate === 'alive';
  return (silentSeconds(mark, lastSign) ?? Infinity) < patienceSeconds;
}

function lastSignOf(run: string): number | null {
  try {
    return readRun(run).status?.uptime ?? null;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** Nobody takes a lock of another boot again, since names carry it. */
function removeOfOtherBoots(folder: string): void {
  for (const name of namesIn(folder).filter(each => pattern.test(each))) {
    const file = path.join(folder, name);
    const holder = parsed(readText(file))?.holder;
    if (holder !== undefined && holder.bootId !== bootId() && holder.disk === 'own')
      fs.rmSync(file, { force: true });
  }
}

function lockOn(folder: string, file: string, mine: LockText): Lock {
  return {
    describe: (run, enginePid) => {
      replaceFile(file, textOf({ ...mine, run, engine: markChild(enginePid, folder) }));
    },
    release: () => fs.rmSync(file, { force: true }),
  };
}

function textOf({ holder, engine, run }: LockText): string {
  return JSON.stringify({ ...holder, engine, run });
}

function parsed(text: string | undefined): LockText | null {
  const lock = parseLock(text ?? '');
  return lock.ok ? lock.value : null;
}
