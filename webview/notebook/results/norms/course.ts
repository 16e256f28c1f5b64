import type { CourseData } from '../../../../src/protocol/index.ts';
import { formatCount, formatValue } from '../../../../src/base/index.ts';
import { logAxis, positiveExtent } from '../../../../src/figures/index.ts';
import { nearestIndex } from '../../../charts/core/lines.ts';
import type { CurvesModel } from '../../../charts/curves/model.ts';

/** Residual norm of one block through the steps. */
export function courseModel(
  { line, events }: CourseData,
  slot: number,
  end: number,
  range: readonly [number, number] | null,
): CurvesModel | null {
  const y = logAxis(positiveExtent(line.y));
  if (y === null) return null;
  const [min, max] = range ?? [0, Math.max(1, end)];
  return {
    axes: {
      x: { min, max, name: 'step' },
      y: { min: y[0], max: y[1], scale: 'log', most: 3 },
      top: 18,
    },
    series: [{ id: 'course', label: 'residual norm', slot, kind: 'line', line, isMain: true }],
    bands: [],
    events: events.flatMap(e => (e.event === 'growth' ? [{ x: e.x, label: 'grow' }] : [])),
    failures: [],
    references: [],
  };
}

/** `‖G‖₂, until step 300 as block 2.2`. */
export function courseUnit({ events, formerly }: CourseData): string {
  const growth = events.findLast(e => e.event === 'growth');
  if (formerly === null || growth === undefined) return '‖G‖₂';
  return `‖G‖₂, until step ${growth.step} as block ${formerly}`;
}

/** At the crosshair; empty without one. */
export function courseReadout({ line }: CourseData, at: number | null): readonly string[] {
  if (at === null) return [];
  const i = nearestIndex(line, at);
  const step = line.x[i];
  return step === undefined ? [] : [`step ${formatCount(step)} `, formatValue(line.y[i])];
}
