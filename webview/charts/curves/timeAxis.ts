import type { CurveAxis } from '../../../src/protocol/index.ts';
import { formatCount, formatValue } from '../../../src/base/index.ts';
import type { XAxis } from '../core/axes.ts';
import { niceTicks, tickLabels } from '../core/ticks.ts';

/** The x axis of curves. Time is named in the unit that reads best: s, min or h. */
export function timeAxis(axis: CurveAxis, min: number, max: number): XAxis {
  if (axis !== 'seconds') return { min, max, name: axis };
  const [name, unit] = max < 300 ? ['s', 1] : max < 3 * 3600 ? ['min', 60] : ['h', 3600];
  const ticks = niceTicks(min / unit, max / unit, 6);
  const labels = tickLabels(ticks);
  return {
    min,
    max,
    name,
    ticks: ticks.map((tick, i) => ({ value: tick * unit, label: labels[i] ?? '' })),
  };
}

/** `step 400`, `epoch 1.25`, `67.1 s`. */
export function placeText(axis: CurveAxis, x: number): string {
  if (axis === 'step') return `step ${formatCount(x)}`;
  return axis === 'epoch' ? `epoch ${formatValue(x)}` : `${formatValue(x)} s`;
}
