import fs from 'node:fs';
import path from 'node:path';
import { runIdPattern } from '../../record/index.ts';
import { find, gather } from './evidence.ts';
import { judge } from './judge.ts';
import type { Launcher } from './types.ts';

/** The machine itself: a run is a process of its own, detached from who started it. */
export const local: Launcher = {
  name: 'local',
  look: (mark, scene) => judge(gather(mark, scene)),
  signal: (mark, scene, signal) => {
    const found = find(mark, scene.command);
    if (found.process !== 'itself' || !isEngineOf(scene.folder, found)) return false;
    try {
      return found.pid > 0 && process.kill(found.pid, signal);
    } catch {
      return false;
    }
  },
};

/**
 * Pid and start time could be forged in a folder, so that nothing is signalled but an engine of that folder: its
 * command line ends with it. Words may hold spaces: every end of the line that is a path is held against the folder.
 */
function isEngineOf(
  folder: string,
  found: { readonly pid: number; readonly command: string },
): boolean {
  const id = path.basename(folder);
  if (!runIdPattern.test(id)) return false;
  const { command, pid } = found;
  for (let at = command.indexOf(' '); at !== -1; at = command.indexOf(' ', at + 1)) {
    // Windows puts quotes around a path with spaces.
    const word = command.slice(at + 1).replace(/^"|"$/g, '');
    if (!path.isAbsolute(word) || path.basename(word) !== id) continue;
    // A container may know the folder by another path: it is then looked at as the process sees it.
    if (isSame(word, folder) || isSame(`/proc/${pid}/root${word}`, folder)) return true;
  }
  return false;
}

function isSame(one: string, other: string): boolean {
  try {
    const [a, b] = [one, other].map(folder => fs.statSync(folder, { bigint: true }));
    return a !== undefined && a.isDirectory() && a.dev === b?.dev && a.ino === b.ino;
  } catch {
    return false;
  }
}
