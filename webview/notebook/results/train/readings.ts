import type {
  CurveGroup,
  CurveRequest,
  CurvesData,
  MetricColumn,
  RunCurves,
} from '../../../../src/protocol/index.ts';
import { formatShare, formatSpread, formatValue } from '../../../../src/base/index.ts';
import { nearestIndex } from '../../../charts/core/lines.ts';
import { requestIndex } from './requests.ts';

export interface Reading {
  readonly x: number;
  readonly y: number;
  /** Half of the interval of a mean; null for one run. */
  readonly spread: number | null;
}

/** The value of a line at the crosshair, else the last one; null where there is none. */
export function readingOf(
  group: CurveGroup,
  column: MetricColumn,
  split: CurveRequest['split'],
  isSmooth: boolean,
  at: number | null,
): Reading | null {
  const index = requestIndex(column, split, isSmooth);
  const mean = group.mean?.[index];
  if (mean !== undefined) {
    const i = nearestIndex(mean.mean, at ?? Infinity);
    const [x, y] = [mean.mean.x[i], mean.mean.y[i]];
    if (x === undefined || y === undefined) return null;
    return { x, y, spread: ((mean.high[i] ?? NaN) - (mean.low[i] ?? NaN)) / 2 };
  }
  const run = group.runs[0];
  const line = run?.lines[index];
  if (run === undefined || line === undefined) return null;
  if (at === null) {
    const last = run.last[index];
    return last ? { ...last, spread: null } : null;
  }
  const i = nearestIndex(line, at);
  const [x, y] = [line.x[i], line.y[i]];
  return x === undefined || y === undefined ? null : { x, y, spread: null };
}

/** Loss and accuracy of one kind of line, as the legend shows them. */
export function readingTexts(
  group: CurveGroup,
  split: CurveRequest['split'],
  isSmooth: boolean,
  at: number | null,
): string[] {
  const loss = readingOf(group, 'loss', split, isSmooth, at);
  const accuracy = readingOf(group, 'accuracy', split, isSmooth, at);
  return [
    ...(loss ? [withSpread(formatValue(loss.y), loss.spread, s => formatValue(s, 2))] : []),
    ...(accuracy ? [percentOf(accuracy)] : []),
  ];
}

export function percentOf({ y, spread }: Reading): string {
  if (spread === null || Number.isNaN(spread)) return formatShare(y);
  return formatSpread(y, spread);
}

function withSpread(text: string, spread: number | null, format: (s: number) => string): string {
  return spread === null || Number.isNaN(spread) ? text : `${text} ± ${format(spread)}`;
}

/** Seeds run one after another: so many have a record. */
export function begunSeeds({ runs }: CurveGroup): number {
  return runs.filter(hasRecord).length;
}

/** While one seed has a record it is shown as the only run. */
export function asBegun(data: CurvesData | null): CurvesData | null {
  if (data === null) return null;
  const groups = data.groups.map(group => {
    const [first, ...more] = group.runs.filter(hasRecord);
    return first === undefined || more.length > 0 ? group : { ...group, runs: [first], mean: null };
  });
  return { ...data, groups };
}

/** Something was recorded. */
export function hasRecords(groups: readonly CurveGroup[]): boolean {
  return groups.some(group => begunSeeds(group) > 0);
}

function hasRecord({ lines }: RunCurves): boolean {
  return lines.some(line => line.x.length > 0);
}
