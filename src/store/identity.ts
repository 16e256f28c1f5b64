import fs from 'node:fs';
import os from 'node:os';
import type { RunProcess } from '../record/index.ts';
import { findSystemProgram, runToolSync } from '../system/index.ts';

/** What tells a process from another that got the same pid later. */
export interface ProcessIdentity {
  /** As the system says it: clock ticks since boot on Linux, a date elsewhere. */
  readonly startTime: string;
  readonly command: string;
}

/** The process with this pid; null: there is none, or it is dead and only not yet collected. */
export function identify(pid: number): ProcessIdentity | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  if (process.platform === 'linux') return identifyLinux(pid);
  return process.platform === 'win32' ? identifyWindows(pid) : identifyUnix(pid);
}

/** What process.json says of this process, beside what its engine is. */
export function describeProcess(
  engine: Pick<RunProcess, 'engine' | 'engineVersion' | 'device' | 'reason' | 'settings'>,
): RunProcess {
  return {
    format: 1,
    host: os.hostname(),
    bootId: bootId(),
    pid: process.pid,
    startTime: identify(process.pid)?.startTime ?? '',
    started: new Date().toISOString(),
    node: process.version,
    engine: engine.engine,
    engineVersion: engine.engineVersion,
    device: engine.device,
    reason: engine.reason,
    settings: engine.settings,
  };
}

/** A process of this machine, since it was started, seen from where pids mean the same. */
export function isOfThisBoot(process: RunProcess): boolean {
  return process.bootId !== '' && process.host === os.hostname() && process.bootId === bootId();
}

let knownBootId: string | undefined;

/** Differs after each start of the machine, and between containers that count pids apart; empty: unknown. */
export function bootId(): string {
  knownBootId ??= findBootId();
  return knownBootId;
}

function findBootId(): string {
  try {
    if (process.platform === 'linux') {
      const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      return `${boot} ${fs.readlinkSync('/proc/self/ns/pid')}`;
    }
    if (process.platform === 'win32')
      return powershell('(Get-CimInstance Win32_OperatingSystem).LastBootUpTime.Ticks');
    return run('sysctl', [
      '-n',
      process.platform === 'darwin' ? 'kern.bootsessionuuid' : 'kern.boottime',
    ]);
  } catch {
    return '';
  }
}

/** Fields of `/proc/PID/stat` follow the command's last parenthesis: the state is field 3, the start field 22. */
function identifyLinux(pid: number): ProcessIdentity | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state = '', startTime = ''] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || startTime === '') return null;
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return { startTime, command };
  } catch {
    return null;
  }
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

function powershell(script: string): string {
  return run('powershell', ['-NoProfile', '-NonInteractive', '-Command', script]);
}

/** What a program of the system prints. Throws where there is none or it fails. */
function run(program: string, args: readonly string[]): string {
  const file = findSystemProgram(program) ?? program;
  const env = { LC_ALL: 'C', TZ: 'UTC' };
  const { ok, stdout, stderr } = runToolSync(file, args, { env, timeLimitMs: 10_000 });
  if (!ok) throw new Error(`${program}: ${stderr}`);
  return stdout.trim();
}
