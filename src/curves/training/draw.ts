import {
  numberText,
  spreadText,
  type Figure,
  type Readout,
  type Table,
} from '../../figures/index.ts';
import {
  endOfRuns,
  groupLine,
  readingOf,
  tableName,
  type Drawing,
  type GroupLine,
} from '../draw.ts';
import { eventMarks } from '../events.ts';
import { nameWithSeeds, type RunGroup } from '../groups.ts';
import { hasPoints, type LineRequest } from '../line.ts';
import { panelOf } from '../panel.ts';
import { axisWord, placeWords } from '../place.ts';
import { failureMarks, kindIdOf, linesOfGroup, type KindId, type LegendRule } from './lines.ts';
import type { TrainedRun } from '../types.ts';
import type { TrainPanel } from './panels.ts';

export interface DrawnTraining {
  readonly figures: readonly Figure[];
  readonly tables: Readonly<Record<string, Table>>;
  /** Of each panel, in their order. */
  readonly lines: readonly GroupLine[];
}

/**
 * The panels of one or several groups. Of several one line each is drawn, else no one sees any. The rows of the legend are the
 * kinds of lines of one group, or the groups.
 */
export function drawPanels(
  groups: readonly RunGroup[],
  panels: readonly TrainPanel[],
  drawing: Drawing,
  rows: 'kinds' | 'groups',
): DrawnTraining {
  const runs = groups.flatMap(group => group.runs);
  const end = endOfRuns(runs, drawing);
  const isOne = groups.length === 1;
  const rule: LegendRule = {
    idOf: ({ group, request: { quantity, ...request } }) => {
      if (rows === 'groups') return group.id;
      return quantity === 'rate' ? null : kindIdOf({ quantity, ...request });
    },
    nameOf: group => (isOne ? group.name : nameWithSeeds(group)),
  };
  const groupOf = new Map(groups.flatMap(group => group.runs.map(run => [run, group.name])));
  const nameOf = (run: TrainedRun) => (isOne ? run.label : (groupOf.get(run) ?? run.label));
  const shownRuns = groups.filter(({ id }) => !drawing.hidden.has(id)).flatMap(g => g.runs);
  const tables: Record<string, Table> = {};
  const all: GroupLine[] = [];
  const figures = panels.map((panel): Figure => {
    const byGroup = groups.map(group =>
      panel.requests.map(request => groupLine(drawing, group, request)),
    );
    const used = isOne ? null : firstUsed(panel.requests, byGroup);
    const shown = byGroup.map(lines =>
      used === null ? lines : lines.filter(({ request }) => request === used),
    );
    all.push(...shown.flat());
    const canFail = ['loss', 'accuracy', 'error'].includes(panel.quantity);
    const { figure, tables: own } = panelOf(
      panel,
      {
        lines: shown.flatMap(lines => linesOfGroup(lines, panel, drawing, rule)),
        events: [
          ...eventMarks(shownRuns, nameOf, drawing.axis, panel.hasFlags === true),
          ...(canFail ? failures(shownRuns, byGroup.flat(), drawing, panel.hasFlags === true) : []),
        ],
        label: labelOf(panel, shown[0]?.[0], drawing),
        fileName: `${runs[0]?.cell ?? ''} ${panel.title.toLowerCase()}`,
        readout: isOne ? readoutOf(panel, shown[0]?.[0]) : undefined,
        end,
      },
      drawing,
    );
    Object.assign(tables, own);
    return figure;
  });
  return { figures, tables, lines: all };
}

/** The first kind that some group has: as evaluated, else of training. */
function firstUsed(
  requests: readonly LineRequest[],
  byGroup: readonly (readonly GroupLine[])[],
): LineRequest | null {
  const order: readonly KindId[] = ['test', 'validation', 'smooth', 'raw'];
  const sorted = [...requests].sort(
    (a, b) => order.indexOf(kindIdOf(a)) - order.indexOf(kindIdOf(b)),
  );
  const isUsed = (request: LineRequest) =>
    byGroup.some(lines =>
      lines.some(line => line.request === request && line.runs.some(hasPoints)),
    );
  return sorted.find(isUsed) ?? sorted[0] ?? null;
}

function failures(
  runs: Parameters<typeof failureMarks>[0],
  lines: readonly GroupLine[],
  { axis }: Drawing,
  hasWords: boolean,
) {
  return failureMarks(
    runs,
    run => {
      // Of training each batch is the last that is known, else what there is.
      const own = lines.filter(({ group }) => group.runs.includes(run));
      const found = own.find(({ request }) => kindIdOf(request) === 'raw') ?? own[0];
      const line = found?.runs[found.group.runs.indexOf(run)];
      if (found === undefined || line === undefined) return null;
      return { line, series: tableName(found, found.mean === null ? null : run) };
    },
    axis,
    hasWords,
  );
}

/** The readout of a caption: loss and accuracy speak at the crosshair only, the strips always. */
function readoutOf({ id, isStrip }: TrainPanel, line: GroupLine | undefined): Readout | undefined {
  const value = line === undefined ? null : readingOf(line);
  if (value === null) return undefined;
  return {
    values: [value],
    ...(isStrip ? { showsLast: true } : {}),
    ...(id === 'loss' ? { saysPlace: true } : {}),
  };
}

/** What the panel shows, with its last value. */
function labelOf(panel: TrainPanel, line: GroupLine | undefined, { axis }: Drawing): string {
  const name = `${panel.title} by ${axisWord(axis)}`;
  const value = line === undefined ? null : readingOf(line);
  const [x = NaN, y = NaN, low, high] = value?.last ?? [];
  if (line === undefined || value === null)
    return panel.plan === undefined ? name : `${name}, as planned`;
  const text =
    low === undefined || high === undefined
      ? numberText(y, value.format)
      : spreadText(y, (high - low) / 2, value.format);
  return `${name}, ${text} at ${placeWords(axis, x)}`;
}
