import type { NumberFormat, ReadValue } from '../figures/index.ts';
import { endOf } from './events.ts';
import type { RunGroup } from './groups.ts';
import { lastIndex, lineOf, type Line, type LineRequest, type Quantity } from './line.ts';
import { meanLine, type MeanLine } from './mean.ts';
import { placesOf, type Abscissa } from './place.ts';
import { planOf } from './plan.ts';
import { splits, type TrainedRun } from './types.ts';
import type { CurvesView } from './view.ts';

/** What all panels of one presentation are drawn with: they share an axis and its part that is shown. */
export interface Drawing {
  readonly axis: Abscissa;
  readonly range: readonly [number, number] | undefined;
  readonly width: number;
  /** Factor of smoothed lines. */
  readonly smooth: number;
  /** Of intervals around means. */
  readonly confidence: number;
  readonly hidden: ReadonlySet<string>;
}

/** Panels of curves share crosshair and range. */
export const curvesGroup = 'curves';

const usualSmoothing = 0.9;
const greatestSmoothing = 0.99;

export function drawingOf(view: CurvesView, usualAxis: Abscissa, confidence = 0.95): Drawing {
  return {
    axis: view.axis ?? usualAxis,
    range: view.ranges[curvesGroup],
    width: view.width,
    smooth: Math.min(greatestSmoothing, Math.max(0, view.smooth ?? usualSmoothing)),
    confidence,
    hidden: new Set(view.hidden),
  };
}

/** One quantity of a group: of each run, and of several their mean. */
export interface GroupLine {
  readonly group: RunGroup;
  readonly request: LineRequest;
  /** In the order of the runs. */
  readonly runs: readonly Line[];
  /** Null: of one run, and of each batch. */
  readonly mean: MeanLine | null;
}

export function groupLine(drawing: Drawing, group: RunGroup, request: LineRequest): GroupLine {
  const runs = group.runs.map(run => lineOf(run, request, drawing.axis));
  const hasMean = runs.length > 1 && !isRaw(request);
  return { group, request, runs, mean: hasMean ? meanLine(runs, drawing.axis, drawing) : null };
}

/** Each batch, which of several seeds would bury their mean. */
export function isRaw({ quantity, split, smooth }: LineRequest): boolean {
  const isNoisy = ['loss', 'accuracy', 'error', 'images_per_second'].includes(quantity);
  return split === 'train' && smooth === null && isNoisy;
}

/** The line that stands for the group. */
export function mainOf({ mean, runs }: GroupLine): Line | undefined {
  return mean ?? runs[0];
}

export const formatOf: Readonly<Record<Quantity, NumberFormat>> = {
  step: 'step',
  epoch: 'value',
  seconds: 'seconds',
  loss: 'value',
  accuracy: 'share',
  error: 'share',
  rate: 'value',
  images_per_second: 'value',
  gradient_norm: 'value',
  blocks: 'count',
  work: 'value',
};

/** What is read off the line of a group; null: it has no value. */
export function readingOf(line: GroupLine): ReadValue | null {
  const main = mainOf(line);
  const at = main === undefined ? -1 : lastIndex(main);
  if (main === undefined || at < 0) return null;
  const { low, high } = main;
  const hasSpread = low !== undefined && high !== undefined;
  return {
    data: tableName(line, null),
    x: 'x',
    y: 'y',
    ...(hasSpread ? { low: 'low', high: 'high' } : {}),
    format: formatOf[line.request.quantity],
    last: [
      main.x[at] ?? NaN,
      main.y[at] ?? NaN,
      ...(hasSpread ? [low[at] ?? NaN, high[at] ?? NaN] : []),
    ],
  };
}

/** Of the line that stands for the group, or of one of its runs. */
export function tableName({ group, request }: GroupLine, run: TrainedRun | null): string {
  const { quantity, split, smooth } = request;
  const what = `${quantity} ${split}${smooth === null ? '' : ' smoothed'}`;
  return `${what} ${run === null ? group.id : `seed ${run.id}`}`;
}

/** x from 0 to the end of the longest plan, else to the last record. A run that has ended does not come to the rest of its plan where `isOpen` says no. */
export function endOfRuns(
  runs: readonly TrainedRun[],
  { axis, width }: Pick<Drawing, 'axis' | 'width'>,
  isOpen: (run: TrainedRun) => boolean = () => true,
): number {
  const ends = runs.map(run => {
    const plan = isOpen(run) ? planOf(run, axis, Math.min(width, 2)) : null;
    return endOf(run, plan?.end ?? 0, lastPlace(run, axis), axis);
  });
  return Math.max(0, ...ends) || 1;
}

function lastPlace(run: TrainedRun, axis: Abscissa): number {
  const ends = splits.map(split => placesOf(run, run.metrics[split], axis).at(-1) ?? 0);
  return Math.max(0, ...ends.filter(Number.isFinite));
}
