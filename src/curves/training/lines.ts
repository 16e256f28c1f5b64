import type { Covers, EventMark, Look } from '../../figures/index.ts';
import { isRaw, mainOf, readingOf, tableName, type Drawing, type GroupLine } from '../draw.ts';
import { endsBadly } from '../diverged.ts';
import { failureOf } from '../events.ts';
import type { RunGroup } from '../groups.ts';
import { hasPoints, lastIndex, type Line, type LineRequest } from '../line.ts';
import type { PanelLine } from '../panel.ts';
import { placeOfStep, type Abscissa } from '../place.ts';
import { plannedWork, planOf } from '../plan.ts';
import type { TrainedRun } from '../types.ts';
import type { TrainPanel } from './panels.ts';

/** Ids of rows of the legend: a kind of line of one group, or a whole group where there are several. */
export type KindId = 'smooth' | 'raw' | 'test' | 'validation';
export const seedsId = 'seeds';

/** How the lines of a panel are told apart. */
export interface LegendRule {
  /** The row that hides a line; null: nothing does. */
  readonly idOf: (line: GroupLine) => string | null;
  /** What the line of a group is called in exports. */
  readonly nameOf: (group: RunGroup) => string;
}

export function kindIdOf({ split, smooth }: LineRequest): KindId {
  if (split !== 'train') return split;
  return smooth === null ? 'raw' : 'smooth';
}

/** What the lines of one request are called. */
export function wordsOf({ quantity, split, smooth }: LineRequest): string {
  if (split !== 'train') return split;
  if (smooth !== null) return `train, smoothed ${smooth}`;
  if (quantity === 'rate') return 'rate';
  return quantity === 'seconds' || quantity === 'work' ? 'train' : 'each batch';
}

/** All that a panel draws of a group. */
export function linesOfGroup(
  found: readonly GroupLine[],
  panel: TrainPanel,
  drawing: Drawing,
  rule: LegendRule,
): PanelLine[] {
  const [first] = found;
  const planned = first === undefined ? [] : plannedLine(first.group, panel, drawing, rule);
  const hasSmooth = found.some(
    ({ request }) => request.smooth !== null || request.split === 'test',
  );
  return [
    ...planned,
    ...found.flatMap(line => {
      const look = standsBehindTest(line, found) ? 'hollow' : lookOf(line.request);
      return linesOf(line, panel, { look, hasSmooth }, drawing, rule);
    }),
  ];
}

/** Validation that is drawn beside the test of the same runs, in their colour. */
export function standsBehindTest(
  { group, request: { quantity, split } }: GroupLine,
  lines: readonly GroupLine[],
): boolean {
  const isTest = (other: GroupLine) =>
    other.group === group &&
    other.request.quantity === quantity &&
    other.request.split === 'test' &&
    readingOf(other) !== null;
  return split === 'validation' && lines.some(isTest);
}

export function plannedLine(
  group: RunGroup,
  { plan }: Pick<TrainPanel, 'plan'>,
  { axis, width }: Drawing,
  { nameOf }: LegendRule,
): PanelLine[] {
  const [run] = group.runs;
  if (plan === undefined || run === undefined) return [];
  const line = plan === 'rate' ? planOf(run, axis, width)?.rate : plannedWork(run, axis);
  if (line == null) return [];
  return [
    {
      data: `planned ${plan} ${group.id}`,
      label: `${nameOf(group)}, planned`,
      slot: null,
      look: 'theory',
      legend: null,
      line: plan === 'work' ? inMillions(line) : line,
    },
  ];
}

const inMillions = ({ x, y }: Line): Line => ({ x, y: y.map(v => v / 1e6) });

function linesOf(
  found: GroupLine,
  panel: TrainPanel,
  { look, hasSmooth }: { readonly look: Look; readonly hasSmooth: boolean },
  drawing: Drawing,
  rule: LegendRule,
): PanelLine[] {
  const { group, request, mean } = found;
  const isNoise = isRaw(request);
  if (isNoise && group.runs.length > 1) return [];
  const legend = rule.idOf(found);
  const name = rule.nameOf(group);
  const words = wordsOf(request);
  // Accuracy and error have bounds.
  const canRunAway = request.quantity === 'loss';
  const main = mainOf(found);
  const lines: PanelLine[] = [];
  if (main !== undefined && hasPoints(main))
    lines.push({
      data: tableName(found, null),
      label: mean === null ? `${name}, ${words}` : `${name}, mean ${words}`,
      slot: group.slot,
      look,
      legend,
      line: main,
      // A strip is too low for noise.
      covers: coversOf(look, panel.isStrip === true && hasSmooth),
      showsBeyond: !isNoise,
      endsBadly: canRunAway && group.runs.some(endsBadly),
    });
  if (mean === null || (legend !== null && drawing.hidden.has(legend))) return lines;
  const isPart = drawing.hidden.has(seedsId);
  group.runs.forEach((run, i) => {
    const line = found.runs[i];
    const own = line && (isPart ? beyond(line, mean.x.at(-1)) : line);
    if (own === undefined || !hasPoints(own)) return;
    lines.push({
      data: tableName(found, run),
      label: `${run.label}, ${words}`,
      slot: group.slot,
      look: 'thin',
      legend: isPart ? legend : seedsId,
      line: own,
      covers: coversOf(look, false),
      showsBeyond: false,
      endsBadly: canRunAway && endsBadly(run),
    });
  });
  return lines;
}

/** Where fewer than two seeds have come this far there is no mean, only the line of the first. */
function beyond(line: Line, end: number | undefined): Line {
  if (end === undefined) return line;
  const from = line.x.findIndex(x => x > end);
  // It goes on from the place at which the mean ends.
  const cut = from < 0 ? line.x.length : Math.max(0, from - 1);
  return { x: line.x.subarray(cut), y: line.y.subarray(cut) };
}

function lookOf(request: LineRequest): Look {
  if (request.split !== 'train') return 'marked';
  return isRaw(request) ? 'raw' : 'line';
}

function coversOf(look: Look, isQuiet: boolean): Covers {
  if (look === 'line') return 'whole';
  return look === 'raw' && isQuiet ? 'none' : 'mostly';
}

/** Loss and accuracy are what failed: a cross stands where that was, at their last value; rate and speed only end. */
export function failureMarks(
  runs: readonly TrainedRun[],
  train: (run: TrainedRun) => { readonly line: Line; readonly series: string } | null,
  axis: Abscissa,
  hasWords: boolean,
): EventMark[] {
  return runs.flatMap((run): EventMark[] => {
    const failure = failureOf(run);
    const drawn = failure === undefined ? null : train(run);
    if (failure === undefined || drawn === null) return [];
    const y = drawn.line.y[lastIndex(drawn.line)];
    // Where evaluations are rare the last one is long before.
    const x = placeOfStep(run, failure.step, axis);
    if (!Number.isFinite(x) || y === undefined) return [];
    const label = hasWords ? `failed at step ${failure.step}` : null;
    return [{ x, y, label, kind: 'failure', series: drawn.series }];
  });
}
