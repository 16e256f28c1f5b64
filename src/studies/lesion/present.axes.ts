import type { Axis } from '../../figures/index.ts';
import type { LesionFacts } from './present.facts.ts';

/** One axis of errors for all figures of a lesion: from below the intact error to above chance, in tens. */
export function errorAxis({ intact, chance, each, sets, swaps }: LesionFacts): Axis {
  const errors = [
    ...each.flatMap(e => e.errors),
    ...sets.flatMap(s => s.errors),
    ...swaps.map(s => s.error),
    intact,
  ].filter(Number.isFinite);
  const axis = { title: 'error', scale: 'linear', format: 'share', most: 7 } as const;
  if (errors.length === 0) return { ...axis, domain: [0, 1] };
  let [low, high] = [Infinity, chance ?? 0];
  for (const error of errors) {
    low = Math.min(low, error);
    high = Math.max(high, error);
  }
  const min = Math.max(0, Math.floor((low - 0.06) * 10) / 10);
  return { ...axis, domain: [min, Math.max(min + 0.1, Math.min(1.02, high + 0.04))] };
}

/** From a round τ below all to a little above 1. */
export function tauAxis(swaps: LesionFacts['swaps']): Axis {
  const least = swaps.reduce((low, { tau }) => (tau < low ? tau : low), 0.9);
  const min = Math.max(-1, Math.floor(least * 10 - 1e-9) / 10);
  return { title: 'τ', scale: 'linear', format: 'value', domain: [min - 0.01, 1.01], most: 6 };
}
