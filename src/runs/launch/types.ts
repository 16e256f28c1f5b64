import type { ProcessMark } from '../../record/index.ts';
import type { Scene } from './evidence.ts';
import type { Verdict } from './judge.ts';

/**
 * Where runs live: on the machine itself, later also under a cluster's scheduler. Its name stands in
 * process.json, and whoever finds the run asks it. A request to stop is the same file for all.
 */
export interface Launcher {
  readonly name: string;
  /** Whether the process that left this mark lives. Reads only. */
  look(mark: ProcessMark, scene: Scene): Verdict;
  /**
   * Sends a signal to the process of a mark and to no other. False: it is not there, cannot be
   * reached from here, or may not be signalled.
   */
  signal(mark: ProcessMark, scene: Scene, signal: NodeJS.Signals): boolean;
}
