import type { Extent } from '../../../src/figures/index.ts';

/** A logarithmic scale of colours. */
export interface HeatScale {
  readonly low: number;
  readonly high: number;
  /** Values lie beyond the ends of the ramp. */
  readonly clipsLow: boolean;
  readonly clipsHigh: boolean;
}

/**
 * Where a value stands in the ramp: 0 at `low`, 1 at `high`, and beyond outside, so that of two values
 * that are both clipped the farther one is known.
 */
export function rampPlace(scale: HeatScale, value: number): number {
  if (!(value >= 0)) return NaN;
  const span = Math.log(scale.high / scale.low);
  return span > 0 ? Math.log(value / scale.low) / span : 0.5;
}

export function heatScale(shown: Extent, all: Extent | null): HeatScale {
  const [low, high] = shown;
  // One percent: what rounds to the number at the end of the ramp is not said to be clipped.
  return {
    low,
    high,
    clipsLow: all !== null && all[0] < low / 1.01,
    clipsHigh: all !== null && all[1] > high * 1.01,
  };
}
