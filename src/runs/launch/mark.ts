import os from 'node:os';
import type { ProcessMark } from '../../record/index.ts';
import {
  bootId,
  diskOf,
  identify,
  identifyOurselves,
  pidNamespace,
  timeNamespace,
  uptime,
} from '../../system/index.ts';

/** What tells this process from all others, for whoever looks for it later. It writes to `folder`. */
export function markOurselves(folder: string): ProcessMark {
  return mark(process.pid, identifyOurselves()?.startTime ?? '', folder);
}

/** The same of a process that this one has just started. */
export function markChild(pid: number, folder: string): ProcessMark {
  return mark(pid, identify(pid)?.startTime ?? '', folder);
}

function mark(pid: number, startTime: string, folder: string): ProcessMark {
  return {
    host: os.hostname(),
    bootId: bootId(),
    pidNamespace: pidNamespace(),
    timeNamespace: timeNamespace(),
    disk: diskOf(folder),
    pid,
    startTime,
    uptime: uptime(),
  };
}
