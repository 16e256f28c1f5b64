import path from 'node:path';
import { parseRunLaunch, type RunLaunch } from '../record/index.ts';
import { markChild, markOurselves } from '../runs/launch/index.ts';
import { readText, replaceFile } from '../system/index.ts';

/**
 * launch.json: who is going to take the run, before its engine has said so in process.json. First who
 * made the folder, then the engine that was started on it. So a run that nobody starts any more is told
 * from one that waits.
 */
const fileName = 'launch.json';

/** Says that this process is going to start the run, or to put it into the queue. */
export function recordMaker(folder: string): void {
  write(folder, { format: 1, launcher: 'local', ...markOurselves(folder) });
}

/** Says which process was started on the run. */
export function recordEngine(folder: string, pid: number): void {
  write(folder, { format: 1, launcher: 'local', ...markChild(pid, folder) });
}

/** Null where there is none that can be understood. */
export function readLaunch(folder: string): RunLaunch | null {
  const parsed = parseRunLaunch(readText(path.join(folder, fileName)) ?? '');
  return parsed.ok ? parsed.value : null;
}

function write(folder: string, launch: RunLaunch): void {
  replaceFile(path.join(folder, fileName), `${JSON.stringify(launch)}\n`);
}
