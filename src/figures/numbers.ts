import {
  formatCount,
  formatDifference,
  formatDuration,
  formatPoints,
  formatShare,
  formatSpread,
  formatValue,
} from '../base/index.ts';
import type { NumberFormat } from './spec.ts';

/** A number as readouts, legends and listed tables have it; a dash where there is none. */
export function numberText(value: number, format: NumberFormat = 'value'): string {
  if (Number.isNaN(value)) return formatValue(null);
  switch (format) {
    case 'value':
      return formatValue(value);
    case 'share':
      return formatShare(value);
    case 'points':
      return formatPoints(value);
    case 'difference':
      return formatDifference(value);
    case 'count':
    case 'step':
      return formatCount(value);
    case 'seconds':
      return formatDuration(value);
  }
}

/** A mean with half of its interval: `93.4 ± 0.2 %`, `0.412 ± 0.031`. */
export function spreadText(mean: number, spread: number, format: NumberFormat = 'value'): string {
  if (Number.isNaN(spread)) return numberText(mean, format);
  if (format === 'share') return formatSpread(mean, spread);
  const half = format === 'points' ? 100 * spread : spread;
  const text = format === 'seconds' ? formatDuration(spread) : formatValue(half, 2);
  return `${numberText(mean, format)} ± ${text}`;
}

/** Where a value of an axis is, in words: `step 400`, `epoch 1.25`, `67.1 s`, `τ 0.905`. */
export function placeText(title: string, format: NumberFormat, x: number): string {
  // Of time the axis says its unit, which the number has too.
  if (format === 'seconds') return `${formatValue(x)} s`;
  return `${title} ${numberText(x, format)}`;
}
