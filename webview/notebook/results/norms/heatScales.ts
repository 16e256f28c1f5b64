import type { HeatData } from '../../../../src/protocol/index.ts';
import {
  type Extent,
  innerExtent,
  positiveExtent,
  ratioReach,
} from '../../../../src/figures/index.ts';
import type { NormsView } from './normsView.ts';
import { heatScale, type HeatScale } from '../../../charts/blocks/heatScale.ts';

/** All values of a heat map, kept while the map is: sorting them for each frame would be slow. */
const known = new WeakMap<HeatData, Float32Array>();

/** All finite values of a heat map, ascending. */
function heatValues(heat: HeatData): Float32Array {
  const before = known.get(heat);
  if (before !== undefined) return before;
  const all = new Float32Array(heat.bands.reduce((n, band) => n + band.values.length, 0));
  let at = 0;
  for (const { values } of heat.bands) {
    all.set(values, at);
    at += values.length;
  }
  const sorted = all.filter(Number.isFinite).sort();
  known.set(heat, sorted);
  return sorted;
}

/** From the smallest to the largest residual, without a hundredth at the ends that would pale the rest. */
export function residualScale(heat: HeatData): HeatScale | null {
  const values = heatValues(heat);
  const shown: Extent | null = innerExtent(values, 0.01);
  return shown && heatScale(shown, positiveExtent(values));
}

/**
 * How far the axis of ratios goes from 1, as a factor. Few blocks are all shown, but for a step in
 * two hundred that is far off; of many blocks 95 %, so that transitions do not flatten the rest.
 */
export function reachOf(heat: HeatData | null, view: NormsView, delta: number): number {
  const values = heat === null ? view.record.ratio : heatValues(heat);
  return ratioReach(values, delta, view.own.count > 40 ? 0.95 : 0.995);
}

/** As far above as below 1. */
export function ratioScale(heat: HeatData, reach: number): HeatScale {
  return heatScale([1 / reach, reach], positiveExtent(heatValues(heat)));
}
