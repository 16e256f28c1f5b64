import type { Extent } from './extents.ts';

/** From a value to its place in a ramp, 0 to 1; NaN stays NaN. Logarithmic. */
export interface HeatScale {
  readonly low: number;
  readonly high: number;
  /** Values lie beyond the ends of the ramp. */
  readonly clipsLow: boolean;
  readonly clipsHigh: boolean;
}

/** Where a value stands in the ramp: 0 at `low`, 1 at `high`, clipped outside. */
export function rampPlace(scale: HeatScale, value: number): number {
  if (!(value > 0)) return NaN;
  const span = Math.log(scale.high / scale.low);
  if (!(span > 0)) return 0.5;
  return Math.min(1, Math.max(0, Math.log(value / scale.low) / span));
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
