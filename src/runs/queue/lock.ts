import fs from 'node:fs';
import path from 'node:path';
import { describeProcess, identify, isOfThisBoot } from '../../store/index.ts';
import {
  cacheFolder,
  createExclusively,
  diskError,
  readText,
  replaceFile,
} from '../../system/index.ts';

/** A process, so that another with its pid is not taken for it. */
export interface Holder {
  readonly host: string;
  readonly bootId: string;
  readonly pid: number;
  readonly startTime: string;
}

/** What a lock file says: who made it, the engine that works under it, and on which run folder. */
export interface LockText extends Holder {
  readonly engine: { readonly pid: number; readonly startTime: string } | null;
  readonly run: string | null;
}

/** A lock that this process holds. */
export interface Lock {
  /** Says what is done under it. From then on it is held for as long as that engine lives, too. */
  describe(run: string, enginePid: number): void;
  release(): void;
}

/**
 * Takes the lock of this name, or returns null where a living process has it. A lock whose processes
 * are gone (pid, start time and boot tell) is broken: files are numbered, `NAME.3.lock`, the highest
 * counts, and who creates the next one has it, so that two who find it stale cannot both win.
 * Throws a UserError where the folder cannot be written.
 */
export function takeLock(folder: string, name: string, run: string | null = null): Lock | null {
  try {
    fs.mkdirSync(folder, { recursive: true });
    const held = filesOf(folder, name);
    const last = held.at(-1);
    if (last !== undefined && isHeld(last.text)) return null;
    const number = (last?.number ?? 0) + 1;
    const file = path.join(folder, `${name}.${number}.lock`);
    const mine: LockText = { ...ourselves(), engine: null, run };
    if (!createExclusively(file, JSON.stringify(mine))) return null;
    const now = filesOf(folder, name);
    if (now.some(other => other.number > number)) {
      fs.rmSync(file, { force: true });
      return null;
    }
    for (const older of now) if (older.number < number) fs.rmSync(older.file, { force: true });
    return lockOn(file, mine);
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
    return isHeld(text) && text !== null ? [[name, text] as const] : [];
  });
  return new Map(found);
}

/**
 * Where the locks on this machine's devices lie, for all stores of this user. RESIDUAL_LAB_CACHE puts
 * them elsewhere. Names carry the host: a home folder may be shared.
 * @throws UserError `cache.noHome` where there is no place for them.
 */
export function deviceLockFolder(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(cacheFolder(env), 'locks');
}

/** A part of a lock's name: what a file name may not have becomes `_`. */
export function lockName(...parts: readonly (string | number)[]): string {
  return parts.map(part => String(part).replace(/[^\w-]/g, '_')).join('-');
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
      const [, of, number] = pattern.exec(file) ?? [];
      return of === name ? [{ file: path.join(folder, file), number: Number(number) }] : [];
    })
    .map(found => ({ ...found, text: parsed(readText(found.file)) }))
    .sort((a, b) => a.number - b.number);
}

function isHeld(text: LockText | null): boolean {
  if (text === null || !isHere(text)) return false;
  return isAlive(text) || (text.engine !== null && isAlive(text.engine));
}

/** Names carry the host, so that one of another boot is one that is over. */
function isHere({ host, bootId }: Holder): boolean {
  return isOfThisBoot({ ...describeProcess(noEngine), host, bootId });
}

function isAlive({
  pid,
  startTime,
}: {
  readonly pid: number;
  readonly startTime: string;
}): boolean {
  const found = identify(pid);
  return found !== null && found.startTime === startTime;
}

const noEngine = { engine: '', engineVersion: '', device: '', reason: '', settings: {} };

function ourselves(): Holder {
  const { host, bootId, pid, startTime } = describeProcess(noEngine);
  return { host, bootId, pid, startTime };
}

function lockOn(file: string, mine: LockText): Lock {
  return {
    describe: (run, enginePid) => {
      const startTime = identify(enginePid)?.startTime ?? '';
      const text = { ...mine, run, engine: { pid: enginePid, startTime } };
      replaceFile(file, JSON.stringify(text));
    },
    release: () => fs.rmSync(file, { force: true }),
  };
}

function parsed(text: string | undefined): LockText | null {
  try {
    const value = JSON.parse(text ?? '') as Partial<LockText> | null;
    if (typeof value?.pid !== 'number' || typeof value.startTime !== 'string') return null;
    if (typeof value.host !== 'string' || typeof value.bootId !== 'string') return null;
    const { host, bootId, pid, startTime, engine } = value;
    const run = typeof value.run === 'string' ? value.run : null;
    const works = typeof engine?.pid === 'number' && typeof engine.startTime === 'string';
    return { host, bootId, pid, startTime, run, engine: works ? engine : null };
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
