import type { Random } from '../../src/base/index.ts';
import type { World } from './world.ts';

/** What a trial is given: one way to torture runs, in a world of its own. */
export interface Trial {
  /** A project with a finished training, to begin from. */
  readonly ready: World;
  /** The library of `shim.c`. */
  readonly shim: string;
  readonly random: Random;
  /** Says what is going to be done, for who reads of a failure. */
  readonly tell: (what: string) => void;
}
