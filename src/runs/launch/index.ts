import type { Scene } from './evidence.ts';
import type { Verdict } from './judge.ts';
import { local } from './local.ts';
import type { Launcher } from './types.ts';
import type { ProcessMark } from '../../record/index.ts';

export { lookForNamed } from './named.ts';
export { silentSeconds, type Scene } from './evidence.ts';
export { freshSeconds, judge, type Evidence, type Verdict } from './judge.ts';
export { markChild, markOurselves } from './mark.ts';
export type { Launcher } from './types.ts';

const launchers: ReadonlyMap<string, Launcher> = new Map([[local.name, local]]);

/** The launcher of this name; undefined: this version does not know it. */
export function launcherNamed(name: string): Launcher | undefined {
  return launchers.get(name);
}

/** Whether the process that left this mark lives, by the word of its launcher. */
export function lookFor(mark: ProcessMark & { readonly launcher: string }, scene: Scene): Verdict {
  const launcher = launcherNamed(mark.launcher);
  if (launcher !== undefined) return launcher.look(mark, scene);
  return { fate: 'unknown', why: 'this version does not know how it was started', certain: false };
}
