import fs from 'node:fs';
import path from 'node:path';
import { powershell, run } from './identify.ts';
import { namespaceOf } from './linuxProcesses.ts';

let knownBootId: string | undefined;

/** Differs after each start of the machine; empty: not known. */
export function bootId(): string {
  knownBootId ??= findBootId();
  return knownBootId;
}

const namespaces = new Map<string, string>();

/** The namespace that our pids count in; empty where there are none, or it is not known. */
export function pidNamespace(): string {
  return ownNamespace('pid');
}

/** The namespace that start times and `uptime` count in; empty where there are none, or it is not known. */
export function timeNamespace(): string {
  return ownNamespace('time');
}

/** A process stays in those that it began in. */
function ownNamespace(kind: 'pid' | 'time'): string {
  const known = namespaces.get(kind);
  const name = known ?? (process.platform === 'linux' ? namespaceOf(kind) : '');
  if (known === undefined) namespaces.set(kind, name);
  return name;
}

/**
 * Seconds since the machine was started, without those in which it slept. Setting the clock of the day
 * does not change it.
 */
export function uptime(): number {
  return Number(process.hrtime.bigint() / 1_000_000n) / 1000;
}

/** When this machine was started, in milliseconds as its files count; null: not known. */
export function bootTime(): number | null {
  try {
    const seconds = /^btime (\d+)$/m.exec(fs.readFileSync('/proc/stat', 'latin1'))?.[1];
    return seconds === undefined ? null : Number(seconds) * 1000;
  } catch {
    return null;
  }
}

/**
 * File systems (`f_type` of statfs, Linux) on memory or on a block device that one kernel mounts at a time:
 * ext2 to ext4, xfs, btrfs, tmpfs, ramfs, overlay, f2fs, zfs, bcachefs, jfs, nilfs, vfat, exfat, ntfs.
 */
const ownDisks: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x858458f6, 0x794c7630, 0xf2f52010, 0x2fc12fc1,
  0xca451a4e, 0x3153464a, 0x3434, 0x4d44, 0x2011bab0, 0x7366746e,
]);

/**
 * `own`: what this process writes there goes to a disk that no other kernel writes while this one runs,
 * so that whoever finds it there under another boot knows this one to be over. `shared`: over a network,
 * out of a virtual machine (virtiofs, 9p, FUSE), or not known; also where a container has a boot id of its own.
 */
export function diskOf(folder: string): 'own' | 'shared' {
  if (process.platform !== 'linux' || hasBootIdOfContainer()) return 'shared';
  try {
    return ownDisks.has(fs.statfsSync(path.resolve(folder)).type >>> 0) ? 'own' : 'shared';
  } catch {
    return 'shared';
  }
}

const bootIdFile = '/proc/sys/kernel/random/boot_id';
let knownToBeOfContainer: boolean | undefined;

/** systemd-nspawn and LXC lay a file of their own over the kernel's. */
function hasBootIdOfContainer(): boolean {
  knownToBeOfContainer ??= isMounted(bootIdFile);
  return knownToBeOfContainer;
}

function isMounted(file: string): boolean {
  try {
    return fs.readFileSync('/proc/self/mountinfo', 'latin1').includes(` ${file} `);
  } catch {
    return true;
  }
}

function findBootId(): string {
  try {
    if (process.platform === 'linux') return fs.readFileSync(bootIdFile, 'utf8').trim();
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
