// How a script that started others ends: not before them, and not after whoever started it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/**
 * Calls back once when this process is to end: by a signal, or because the process that started it is gone
 * (npm that is killed passes nothing on to its shell, nor that to us). The exit code says which signal it was.
 */
export function whenEnded(callback) {
  let done = false;
  const end = signal => {
    if (done) return;
    done = true;
    Promise.resolve(callback(signal)).finally(() => process.exit(128 + constants.signals[signal]));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
  const parent = process.ppid;
  const npm = npmAbove(parent);
  setInterval(() => {
    if (process.ppid !== parent || (npm !== null && parentOf(parent)?.pid !== npm)) end('SIGHUP');
  }, 500).unref();
}

/** The process of npm, where a shell stands between it and us; null where none does. */
function npmAbove(shell) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return null;
  const above = parentOf(shell);
  return above !== null && /npm/.test(above.command) ? above.pid : null;
}

/** Who started a process; null where that cannot be told. */
function parentOf(pid) {
  try {
    if (process.platform === 'linux') {
      const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
      return { pid: parent, command: readFileSync(`/proc/${parent}/cmdline`, 'utf8') };
    }
    const ask = (what, of) =>
      spawnSync('/bin/ps', ['-o', what, '-p', String(of)], { encoding: 'utf8' });
    const parent = Number(ask('ppid=', pid).stdout);
    return { pid: parent, command: ask('command=', parent).stdout };
  } catch {
    return null;
  }
}
