import fs from 'node:fs';

/** What `/proc/PID/stat` and `cmdline` say. */
export interface ProcessStat {
  /** Clock ticks since boot, in the time namespace of who reads. */
  readonly startTime: string;
  readonly command: string;
  /** It has ended and is not yet collected by its parent. */
  readonly isDead: boolean;
}

/** The pid namespace that all others lie in has this number in every kernel (PROC_PID_INIT_INO). */
const firstNamespace = 'pid:[4026531836]';

/** Milliseconds for which one look at all processes serves. */
const tableMs = 100;

/** Null: there is no such process in /proc, or it may not be looked at. `pid` as /proc counts, or `self`. */
export function readStat(pid: string): ProcessStat | null {
  const stat = read(`/proc/${pid}/stat`);
  // Fields follow the command's last parenthesis: the state is field 3, the start field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = '', startTime = ''] = [fields[0], fields[19]];
  if (startTime === '') return null;
  const command = read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();
  return { startTime, command, isDead: state === 'Z' || state === 'X' };
}

/** The name of a namespace of ours, e.g. `pid:[4026531836]`; empty: not known. */
export function namespaceOf(kind: 'pid' | 'time', pid = 'self'): string {
  try {
    return fs.readlinkSync(`/proc/${pid}/ns/${kind}`);
  } catch {
    return '';
  }
}

let ours: boolean | undefined;

/** /proc counts pids as we do. It does not behind `unshare --pid` without a /proc of its own. */
export function procIsOurs(): boolean {
  ours ??= procNumberOfSelf() === process.pid;
  return ours;
}

function procNumberOfSelf(): number {
  try {
    return Number(fs.readlinkSync('/proc/self'));
  } catch {
    return 0;
  }
}

/**
 * Every process of this kernel can be seen from here: we are in the first namespace, and /proc hides
 * nobody from us. With `hidepid` a user does not see process 1, which is never a user's.
 */
export function seesAllProcesses(): boolean {
  return procIsOurs() && namespaceOf('pid') === firstNamespace && readStat('1') !== null;
}

interface Row {
  /** As /proc counts. */
  readonly pid: number;
  readonly stat: ProcessStat;
  /** Its pids from the namespace of /proc down to its own. */
  readonly pids: readonly number[];
  readonly namespace: string;
}

/** All processes that can be seen from here, also those in namespaces below ours. */
export class ProcessTable {
  readonly #rows: readonly Row[];

  constructor() {
    this.#rows = names()
      .filter(name => /^\d+$/.test(name))
      .flatMap(name => {
        const stat = readStat(name);
        if (stat === null || stat.isDead) return [];
        const namespace = namespaceOf('pid', name);
        return [{ pid: Number(name), stat, pids: pidsOf(name), namespace }];
      });
  }

  /** What /proc calls the process that has this pid in our own namespace. */
  ofOurs(pid: number): number | null {
    const depth = ownDepth();
    return this.#rows.find(row => row.pids[depth - 1] === pid)?.pid ?? null;
  }

  /** There is a process with such a command line. */
  has(test: (command: string) => boolean): boolean {
    return this.#rows.some(row => test(row.stat.command));
  }

  /**
   * The process that has this pid in that namespace and this start time. Where the namespace of a
   * process may not be looked at, its command line must hold `mark`.
   */
  inside(namespace: string, pid: number, startTime: string, mark: string): Found | null {
    const row = this.#rows.find(
      each =>
        each.pids.at(-1) === pid &&
        each.stat.startTime === startTime &&
        (each.namespace === '' || namespace === ''
          ? each.stat.command.includes(mark)
          : each.namespace === namespace),
    );
    return row === undefined
      ? null
      : { pid: row.pids[ownDepth() - 1] ?? 0, command: row.stat.command };
  }
}

/** A process in a namespace below ours; `pid` is ours for it. */
export interface Found {
  readonly pid: number;
  readonly command: string;
}

/** The pids of a process from the namespace of /proc down to its own. */
function pidsOf(name: string): number[] {
  const line = /^NSpid:\s*(.*)$/m.exec(read(`/proc/${name}/status`))?.[1];
  return (line ?? name).trim().split(/\s+/).map(Number);
}

/** How many namespaces lie between that of /proc and ours, both counted. */
function ownDepth(): number {
  return pidsOf('self').length;
}

let table: { readonly at: number; readonly value: ProcessTable } | undefined;

export function tableOfProcesses(): ProcessTable {
  const now = performance.now();
  if (table === undefined || now - table.at > tableMs)
    table = { at: now, value: new ProcessTable() };
  return table.value;
}

function names(): string[] {
  try {
    return fs.readdirSync('/proc');
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
