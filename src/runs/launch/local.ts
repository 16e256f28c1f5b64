import { find, gather, type Scene } from './evidence.ts';
import { judge } from './judge.ts';
import type { Launcher } from './types.ts';

/** The machine itself: a run is a process of its own, detached from who started it. */
export const local: Launcher = {
  name: 'local',
  look: (mark, scene) => judge(gather(mark, scene)),
  signal: (mark, scene, signal) => {
    const found = find(mark, scene.command);
    if (found.process !== 'itself' || !isNamed(found.command, scene)) return false;
    try {
      return found.pid > 0 && process.kill(found.pid, signal);
    } catch {
      return false;
    }
  },
};

/** Pid and start time could be forged in a folder; nothing is signalled whose command line does not fit, too. */
function isNamed(commandLine: string, { command }: Scene): boolean {
  return command !== '' && commandLine.includes(command);
}
