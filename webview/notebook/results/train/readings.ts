import type {
  CurveGroup,
  CurveRequest,
  CurvesData,
  Line,
  MetricColumn,
  RunCurves,
} from '../../../../src/protocol/index.ts';
import { formatShare, formatSpread, formatValue } from '../../../../src/base/index.ts';
import { nearestIndices } from '../../../charts/core/lines.ts';
import { requestIndex } from './requests.ts';

export interface ReadValue {
  readonly y: number;
  /** Half of the interval of a mean; null for one run. */
  readonly spread: number | null;
}

export interface Reading extends ReadValue {
  readonly x: number;
  /** The value right before, where the line jumps there; null: it does not. */
  readonly before: ReadValue | null;
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
    const spread = (i: number) => ((mean.high[i] ?? NaN) - (mean.low[i] ?? NaN)) / 2;
    const reading = readingIn(mean.mean, at ?? Infinity, spread);
    return at === null && reading !== null ? { ...reading, before: null } : reading;
  }
  const run = group.runs[0];
  const line = run?.lines[index];
  if (run === undefined || line === undefined) return null;
  if (at === null) {
    const last = run.last[index];
    return last ? { ...last, spread: null, before: null } : null;
  }
  return readingIn(line, at, () => null);
}

function readingIn(line: Line, at: number, spread: (i: number) => number | null): Reading | null {
  const indices = nearestIndices(line, at);
  const value = (i: number) => ({ y: line.y[i] ?? NaN, spread: spread(i) });
  const [first, last] = [indices[0], indices.at(-1)];
  if (first === undefined || last === undefined) return null;
  const before = first === last ? null : value(first);
  return { x: line.x[last] ?? NaN, ...value(last), before };
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
    ...(loss ? [jumpText(loss, lossOf)] : []),
    ...(accuracy ? [jumpText(accuracy, percentOf)] : []),
  ];
}

/** `46.1 % → 28.8 %` where a line jumps. */
function jumpText(reading: Reading, text: (value: ReadValue) => string): string {
  return [...(reading.before === null ? [] : [reading.before]), reading].map(text).join(' → ');
}

const lossOf = ({ y, spread }: ReadValue) =>
  withSpread(formatValue(y), spread, s => formatValue(s, 2));

export function percentOf({ y, spread }: ReadValue): string {
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
