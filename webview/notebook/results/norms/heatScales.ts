import type { HeatData } from '../../../../src/protocol/index.ts';
import { type Extent, innerExtent, positiveExtent } from '../../../charts/blocks/extents.ts';
import { heatScale, type HeatScale } from '../../../charts/blocks/heatScale.ts';

/** All values of a heat map in one list. */
export function heatValues(heat: HeatData): Float32Array {
  const all = new Float32Array(heat.bands.reduce((n, band) => n + band.values.length, 0));
  let at = 0;
  for (const { values } of heat.bands) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}

/** From the smallest to the largest residual, without a hundredth at the ends that would pale the rest. */
export function residualScale(heat: HeatData): HeatScale | null {
  const values = heatValues(heat);
  const shown: Extent | null = innerExtent(values, 0.01);
  return shown && heatScale(shown, positiveExtent(values));
}

/** As far above as below 1. */
export function ratioScale(heat: HeatData, reach: number): HeatScale {
  return heatScale([1 / reach, reach], positiveExtent(heatValues(heat)));
}
