import { Random } from '../../../src/base/index.ts';

/** Draws from a stream of random numbers. */
export interface Draw {
  /** Whole, from `low` to `high`. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (share: number) => boolean;
  readonly of: <T>(items: readonly [T, ...T[]]) => T;
  readonly bytes: (count: number) => Uint8Array;
}

export function createDraw(...name: (string | number)[]): Draw {
  const random = Random.of(Number(name[0]), ...name.slice(1));
  const between = (low: number, high: number) => low + random.below(high - low + 1);
  return {
    between,
    chance: share => random.float() < share,
    of: items => items[random.below(items.length)] ?? items[0],
    bytes: count => Uint8Array.from({ length: count }, () => random.below(256)),
  };
}
