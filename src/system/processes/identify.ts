import { findSystemProgram, runToolSync } from '../programs/index.ts';
import { procIsOurs, readStat, tableOfProcesses } from './linuxProcesses.ts';

/** What tells a process from another that got the same pid later. */
export interface ProcessIdentity {
  /** As the system says it: clock ticks since boot on Linux, a date elsewhere. */
  readonly startTime: string;
  readonly command: string;
}

/**
 * What the kernel says of a pid of our own namespace: the process; `gone`: nobody has it, or only one
 * that is dead and not yet collected; `hidden`: somebody has it, and we may not see who.
 */
export type Sighting = ProcessIdentity | 'gone' | 'hidden';

/** Looks for the process with this pid. */
export function sight(pid: number): Sighting {
  if (!isPid(pid)) return 'gone';
  if (process.platform === 'linux') return sightLinux(pid);
  const found = process.platform === 'win32' ? identifyWindows(pid) : identifyUnix(pid);
  return found ?? (exists(pid) ? 'hidden' : 'gone');
}

/** The process with this pid; null: there is none that we can see. */
export function identify(pid: number): ProcessIdentity | null {
  const found = sight(pid);
  return typeof found === 'string' ? null : found;
}

/** This process itself, also where /proc counts pids in another namespace than ours. */
export function identifyOurselves(): ProcessIdentity | null {
  if (process.platform !== 'linux') return identify(process.pid);
  const stat = readStat('self');
  return stat === null ? null : { startTime: stat.startTime, command: stat.command };
}

/**
 * A signal that is none finds any process, whatever /proc hides (its option `hidepid`, another user): one
 * that we may not signal is refused with EPERM, one that is not there with ESRCH.
 */
export function exists(pid: number): boolean {
  if (!isPid(pid)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isPid(pid: number): boolean {
  return Number.isSafeInteger(pid) && pid > 0 && pid < 2 ** 31;
}

function sightLinux(pid: number): Sighting {
  if (!exists(pid)) return 'gone';
  const inProc = procIsOurs() ? pid : tableOfProcesses().ofOurs(pid);
  const stat = inProc === null ? null : readStat(String(inProc));
  // It may have gone between the two looks.
  if (stat === null) return exists(pid) ? 'hidden' : 'gone';
  return stat.isDead ? 'gone' : { startTime: stat.startTime, command: stat.command };
}

function identifyUnix(pid: number): ProcessIdentity | null {
  try {
    const line = run('ps', ['-p', String(pid), '-o', 'stat=,lstart=,command=']);
    const [, state = '', startTime = '', command = ''] =
      /^(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d{4})\s+(.*)$/s.exec(line) ?? [];
    return state === '' || state.startsWith('Z') ? null : { startTime, command };
  } catch {
    return null;
  }
}

function identifyWindows(pid: number): ProcessIdentity | null {
  try {
    const found = powershell(
      `$p = Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}'; if ($p) { "$($p.CreationDate.Ticks) $($p.CommandLine)" }`,
    );
    const space = found.indexOf(' ');
    if (space <= 0) return null;
    return { startTime: found.slice(0, space), command: found.slice(space + 1) };
  } catch {
    return null;
  }
}

export function powershell(script: string): string {
  return run('powershell', ['-NoProfile', '-NonInteractive', '-Command', script]);
}

/** What a program of the system prints. Throws where there is none or it fails. */
export function run(program: string, args: readonly string[]): string {
  const file = findSystemProgram(program) ?? program;
  const env = { LC_ALL: 'C', TZ: 'UTC' };
  const { ok, stdout, stderr } = runToolSync(file, args, { env, timeLimitMs: 10_000 });
  if (!ok) throw new Error(`${program}: ${stderr}`);
  return stdout.trim();
}
