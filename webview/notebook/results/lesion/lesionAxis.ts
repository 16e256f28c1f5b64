import type { AxisTick, XAxis, YAxis } from '../../../charts/core/axes.ts';
import type { LesionFacts } from './lesionFacts.ts';

/** One axis of errors for all figures of a lesion: from below the intact error to above chance, in tens. */
export function lesionAxis({ intact, chance, each, sets, swaps }: LesionFacts): YAxis {
  const errors = [
    ...each.flatMap(e => e.errors),
    ...sets.flatMap(s => s.errors),
    ...swaps.map(s => s.error),
  ].filter(Number.isFinite);
  const known = Number.isFinite(intact) ? [intact, ...errors] : errors;
  if (known.length === 0) return { min: 0, max: 1, times: 100 };
  const low = Math.min(...known) - 0.06;
  const high = Math.max(...known, chance ?? 0);
  const min = Math.max(0, Math.floor(low * 10) / 10);
  return { min, max: Math.max(min + 0.1, Math.min(1.02, high + 0.04)), times: 100, most: 7 };
}

/** From a round τ below all to a little above 1. */
export function tauAxis(swaps: LesionFacts['swaps']): XAxis {
  const least = Math.min(0.9, ...swaps.map(s => s.tau).filter(Number.isFinite));
  const min = Math.max(-1, Math.floor(least * 10 - 1e-9) / 10);
  const tenths = 1 - min > 0.8 ? 5 : 1 - min > 0.3 ? 2 : 1;
  const ticks: AxisTick[] = [];
  for (let t = 10; t >= 10 * min - 1e-6; t -= tenths)
    ticks.push({ value: t / 10, label: (t / 10).toFixed(1).replace('-', '−') });
  return { min: min - 0.01, max: 1.01, ticks, name: 'τ' };
}
