import type { Extent } from './extents.ts';
import type { Ramp } from './spec.ts';

/** A logarithmic ramp over `shown` that says at which end it is clipped of `all` values. */
export function logRamp(kind: Ramp['kind'], shown: Extent, all: Extent | null): Ramp {
  const [low, high] = shown;
  // One percent: what rounds to the number at the end of the ramp is not said to be clipped.
  const clipsLow = all !== null && all[0] < low / 1.01;
  const clipsHigh = all !== null && all[1] > high * 1.01;
  return { kind, scale: 'log', domain: [low, high], clips: [clipsLow, clipsHigh] };
}
