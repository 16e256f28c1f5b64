import type { CurveAxis, CurveGroup } from '../../../../src/protocol/index.ts';
import { formatValue } from '../../../../src/base/index.ts';
import { placeText } from '../../../charts/curves/timeAxis.ts';
import { percentOf, readingOf, type Reading } from './readings.ts';
import type { TrainPanel } from './requests.ts';

/** The readout of a caption: loss and accuracy speak at the crosshair only, the strips always. */
export function panelReadout(
  panel: TrainPanel,
  group: CurveGroup,
  axis: CurveAxis,
  at: number | null,
): string[] {
  const reading = mainReading(panel, group, at);
  if (reading === null) return [];
  const value = valueText(panel, reading);
  if (panel.column === 'rate' || panel.column === 'images_per_second') return ['', value];
  if (at === null) return [];
  return panel.column === 'loss' ? [`${placeText(axis, reading.x)} `, value] : ['', value];
}

/** What the panel shows, with its last value. */
export function panelLabel(panel: TrainPanel, group: CurveGroup, axis: CurveAxis): string {
  const reading = mainReading(panel, group, null);
  const name = `${panel.heading} by ${axis === 'seconds' ? 'time' : axis}`;
  if (reading === null) return panel.plan === undefined ? name : `${name}, as planned`;
  return `${name}, ${valueText(panel, reading)} at ${placeText(axis, reading.x)}`;
}

function mainReading({ column }: TrainPanel, group: CurveGroup, at: number | null) {
  if (column === 'work') return null;
  return readingOf(group, column, 'train', column !== 'rate', at);
}

function valueText({ column }: TrainPanel, reading: Reading): string {
  return column === 'accuracy' ? percentOf(reading) : formatValue(reading.y);
}
