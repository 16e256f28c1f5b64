import fs from 'node:fs';
import path from 'node:path';
import type { ProcessMark } from '../../record/index.ts';
import {
  bootId,
  bootTime,
  diskOf,
  pidNamespace,
  seesAllProcesses,
  sight,
  tableOfProcesses,
  timeNamespace,
  uptime,
} from '../../system/index.ts';
import type { Evidence } from './judge.ts';

/** What a mark is looked at with. */
export interface Scene {
  /** The folder that the process writes to. */
  readonly folder: string;
  /** Stands in the command line of the process, e.g. the name of its run; empty: nothing is known to. */
  readonly command: string;
  /** `uptime` of the process when it last gave a sign of life; null: none since its mark. */
  readonly lastSign: number | null;
}

/** Gathers on this machine what can be known of the process that left this mark. Writes nothing. */
export function gather(mark: ProcessMark, scene: Scene): Evidence {
  const ours = bootId();
  if (mark.bootId === '' || ours === '')
    return { boot: 'unsaid', disk: 'shared', process: 'unseen', silentFor: null };
  if (mark.bootId !== ours)
    return { boot: 'other', disk: diskBetween(mark, scene), process: 'unseen', silentFor: null };
  return {
    boot: 'same',
    disk: 'own',
    process: find(mark, scene.command).process,
    silentFor: silentSeconds(mark, scene.lastSign),
  };
}

/** The process of a mark of this boot, and its pid as we count. */
export function find(
  mark: ProcessMark,
  command: string,
): { readonly process: Evidence['process']; readonly pid: number; readonly command: string } {
  const nobody = { pid: 0, command: '' };
  if (mark.pidNamespace === pidNamespace()) {
    const found = sight(mark.pid);
    if (typeof found === 'string') return { process: found, ...nobody };
    const isNamed = command === '' || found.command.includes(command);
    if (!(sharesClock(mark) ? found.startTime === mark.startTime : isNamed))
      return { process: 'another', ...nobody };
    return { process: isNamed ? 'itself' : 'alike', pid: mark.pid, command: found.command };
  }
  if (process.platform !== 'linux' || !sharesClock(mark)) return { process: 'unseen', ...nobody };
  const { pidNamespace: namespace, pid, startTime } = mark;
  const inside = tableOfProcesses().inside(namespace, pid, startTime, command);
  if (inside !== null) return { process: 'itself', ...inside };
  return { process: seesAllProcesses() ? 'gone' : 'unseen', ...nobody };
}

/**
 * Start times and uptimes are told in the time namespace of who asks, so that those of two cannot be
 * compared. Marks did not always tell theirs; there was one then.
 */
function sharesClock(mark: ProcessMark): boolean {
  return mark.timeNamespace === '' || mark.timeNamespace === timeNamespace();
}

/** Seconds since the last sign of life of a process; null: no clock that it shares with us tells. */
export function silentSeconds(mark: ProcessMark, lastSign: number | null): number | null {
  const last = Math.max(lastSign ?? -Infinity, mark.uptime ?? -Infinity);
  if (last === -Infinity || mark.bootId !== bootId() || !sharesClock(mark)) return null;
  return Math.max(0, uptime() - last);
}

function diskBetween(mark: ProcessMark, { folder }: Scene): Evidence['disk'] {
  if (mark.disk === 'shared' || diskOf(folder) === 'shared') return 'shared';
  if (mark.disk === 'own') return 'own';
  // Marks did not always tell the disk. A run of another machine would write here each second.
  const booted = bootTime();
  return booted !== null && lastWrite(folder) < booted ? 'silent' : 'shared';
}

/** When something in the folder was last written, in milliseconds, as the disk tells it. */
function lastWrite(folder: string): number {
  try {
    const files = fs.readdirSync(folder).map(name => path.join(folder, name));
    return Math.max(...[folder, ...files].map(file => fs.lstatSync(file).mtimeMs));
  } catch {
    return Infinity;
  }
}
