import type { CurveAxis, CurveGroup } from '../../../../src/protocol/index.ts';
import type { LegendId } from '../../../charts/curves/build.ts';
import type { LegendRow } from '../../../charts/curves/legend.ts';
import { placeText } from '../../../charts/curves/timeAxis.ts';
import { begunSeeds, readingOf, readingTexts } from './readings.ts';
import { smoothing } from './requests.ts';

/** The legend of a training: values at the crosshair, else the last ones. */
export function legendRows(
  group: CurveGroup,
  slot: number,
  axis: CurveAxis,
  at: number | null,
): LegendRow<LegendId>[] {
  const rows: LegendRow<LegendId>[] = [];
  const seeds = group.mean === null ? 1 : group.runs.length;
  const of = seeds > 1 ? `mean of ${begunSeeds(group)}, ` : '';
  const add = (id: LegendId, label: string, kind: LegendRow<LegendId>['kind'], values: string[]) =>
    values.length > 0 && rows.push({ id, slot, kind, label, values });
  add(
    'smooth',
    `${of}train, smoothed ${smoothing}`,
    'plain',
    readingTexts(group, 'train', true, at),
  );
  if (seeds === 1) add('raw', 'each batch', 'thin', readingTexts(group, 'train', false, at));
  for (const split of ['test', 'validation'] as const) {
    const point =
      readingOf(group, 'accuracy', split, false, at) ?? readingOf(group, 'loss', split, false, at);
    if (point === null) continue;
    add(
      split,
      `${of}${split}, at ${placeText(axis, point.x)}`,
      'line',
      readingTexts(group, split, false, at),
    );
  }
  if (seeds > 1) rows.push({ id: 'seeds', slot, kind: 'thin', label: 'single seeds', values: [] });
  return rows;
}
