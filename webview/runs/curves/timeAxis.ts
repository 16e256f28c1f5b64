import type { CurveAxis } from '../../../src/protocol/index.ts';
import { formatTick } from '../../base/format.ts';
import type { XAxis } from '../../charts/core/axes.ts';
import { niceTicks } from '../../charts/core/ticks.ts';

/** The x axis of curves; time is counted in the unit that gives small numbers. */
export function xAxis(axis: CurveAxis, [min, max]: readonly [number, number]): XAxis {
  if (axis !== 'seconds') return { min, max, name: axis };
  const [name, seconds] = unitOf(max - min);
  const ticks = niceTicks(min / seconds, max / seconds).map(value => ({
    value: value * seconds,
    label: formatTick(value),
  }));
  return { min, max, name, ticks };
}

function unitOf(seconds: number): [string, number] {
  if (seconds < 180) return ['s', 1];
  return seconds < 10_800 ? ['min', 60] : ['h', 3600];
}
