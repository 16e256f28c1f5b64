import type { Figure, NumberFormat, Table } from '../../figures/index.ts';
import { differenceOf } from '../difference.ts';
import { endsBadly } from '../diverged.ts';
import { formatOf, groupLine, mainOf, tableName, type Drawing, type GroupLine } from '../draw.ts';
import { eventMarks } from '../events.ts';
import { nameWithSeeds, type RunGroup } from '../groups.ts';
import { hasPoints, type Line, type LineRequest } from '../line.ts';
import { meanLine } from '../mean.ts';
import { panelOf, type PanelLine, type PanelSpec } from '../panel.ts';
import { axisWord } from '../place.ts';
import { failureMarks, linesOfGroup } from '../training/lines.ts';
import { lossPanel, qualityPanel, type TrainPanel } from '../training/panels.ts';
import { baselineOf } from './ends.ts';
import type { Question } from './question.ts';
import { differenceFormat } from './endsTable.ts';

export interface DrawnComparison {
  readonly figures: readonly Figure[];
  readonly tables: Readonly<Record<string, Table>>;
  /** What the legend reads off: the metric, and what stands beside it. */
  readonly lines: readonly GroupLine[];
}

/** The metric over each other, its differences below; beside it the loss, else the accuracy. */
export function comparisonPanels(
  groups: readonly RunGroup[],
  question: Question,
  drawing: Drawing,
  end: number,
): DrawnComparison {
  const tables: Record<string, Table> = {};
  const figures: Figure[] = [];
  const lines: GroupLine[] = [];
  for (const [i, panel] of panelsOf(groups, question, drawing).entries()) {
    const found = groups.map(group => groupLine(drawing, group, panel.request));
    lines.push(...found);
    const drawn = [
      overlay(panel, found, drawing, end, i === 0),
      difference(panel, found, question, drawing, end),
    ];
    for (const each of drawn)
      if (each !== null) {
        figures.push(each.figure);
        Object.assign(tables, each.tables);
      }
  }
  return { figures, tables, lines };
}

interface ComparedPanel extends TrainPanel {
  readonly request: LineRequest;
  readonly name: string;
  readonly differs: NumberFormat;
}

function panelsOf(
  groups: readonly RunGroup[],
  question: Question,
  drawing: Drawing,
): ComparedPanel[] {
  const { metric, on } = question;
  const options = { isLog: false, isError: metric === 'error', smooth: drawing.smooth };
  const runs = groups.flatMap(group => group.runs);
  // Where the examples were evaluated in no run yet, training tells what there is.
  const isThere = on === 'train' || runs.some(run => run.metrics[on].rows > 0);
  const split = isThere ? on : 'train';
  const smooth = split === 'train' ? drawing.smooth : null;
  const smoothed = smooth === null ? '' : `smoothed ${drawing.smooth}`;
  const of = { test: 'Test ', validation: 'Validation ', train: '' }[split];
  const named = (name: string) => (of === '' ? name : of + name.toLowerCase());
  const unit = (words: string, more: string) =>
    [words, more].filter(word => word !== '').join(', ');
  const quality = (): ComparedPanel => {
    const panel = qualityPanel(options);
    return {
      ...panel,
      title: named(panel.title),
      unit: unit('%', smoothed),
      name: named(panel.title),
      request: { quantity: panel.quantity, split, smooth },
      differs: 'points',
    };
  };
  const loss = (isMetric: boolean): ComparedPanel => ({
    ...lossPanel(options),
    title: isMetric ? named('Loss') : 'Loss',
    unit: unit('cross-entropy', isMetric ? smoothed : `smoothed ${drawing.smooth}`),
    name: isMetric ? named('Loss') : 'Loss',
    request: isMetric
      ? { quantity: 'loss', split, smooth }
      : { quantity: 'loss', split: 'train', smooth: drawing.smooth },
    differs: 'difference',
  });
  const cost = (quantity: 'seconds' | 'work'): ComparedPanel => ({
    id: quantity,
    title: quantity === 'seconds' ? 'Time' : 'Multiply-adds',
    unit: quantity === 'seconds' ? '' : 'of all updates so far',
    height: 150,
    format: formatOf[quantity],
    quantity,
    requests: [],
    fromZero: true,
    bounds: [0, Number.MAX_VALUE],
    scales: ['linear', 'log'],
    isBare: true,
    isHeaded: true,
    name: quantity === 'seconds' ? 'Time' : 'Multiply-adds',
    request: { quantity, split: 'train', smooth: null },
    differs: differenceFormat(quantity),
  });
  switch (metric) {
    case 'accuracy':
    case 'error':
      return [quality(), loss(false)];
    case 'loss':
      return [loss(true), quality()];
    case 'seconds':
    case 'work':
      return [cost(metric), quality()];
  }
}

function overlay(
  panel: ComparedPanel,
  found: readonly GroupLine[],
  drawing: Drawing,
  end: number,
  isFirst: boolean,
) {
  const shown = found.filter(({ group }) => !drawing.hidden.has(group.id));
  const runs = shown.flatMap(({ group }) => group.runs);
  const names = new Map(shown.flatMap(({ group }) => group.runs.map(run => [run, group.name])));
  const rule = { idOf: ({ group }: GroupLine) => group.id, nameOf: nameWithSeeds };
  const canFail = panel.quantity !== 'seconds' && panel.quantity !== 'work';
  const trained = (run: (typeof runs)[number]) => {
    const own = shown.find(({ group }) => group.runs.includes(run));
    const line = own?.runs[own.group.runs.indexOf(run)];
    if (own === undefined || line === undefined) return null;
    return { line, series: tableName(own, own.mean === null ? null : run) };
  };
  return panelOf(
    { ...panel, isHeaded: true },
    {
      lines: found.flatMap(line => linesOfGroup([line], panel, drawing, rule)),
      events: [
        ...eventMarks(runs, run => names.get(run) ?? run.label, drawing.axis, isFirst),
        ...(canFail ? failureMarks(runs, trained, drawing.axis, isFirst) : []),
      ],
      label: `${panel.title} of ${found.length} trainings by ${axisWord(drawing.axis)}`,
      fileName: `comparison ${panel.name.toLowerCase()}`,
      end,
    },
    drawing,
  );
}

/** What the others are above or below the one that they are compared with, around a zero of its own; over seeds in pairs. */
function difference(
  panel: ComparedPanel,
  found: readonly GroupLine[],
  question: Question,
  drawing: Drawing,
  end: number,
) {
  const shown = found.filter(({ group }) => !drawing.hidden.has(group.id));
  const groups = shown.map(({ group }) => group);
  const pairs = shown.flatMap(line => {
    const base = baselineOf(line.group, groups, question);
    const other = shown.find(({ group }) => group === base);
    return other === undefined || other === line ? [] : [{ line, other }];
  });
  const [first] = pairs;
  if (first === undefined) return null;
  const names = new Set(pairs.map(({ other }) => other.group.name));
  const against = names.size === 1 ? first.other.group.name : 'the first';
  const what = pairs.length === 1 ? `, ${first.line.group.name} − ${against}` : ` minus ${against}`;
  const lines = pairs.flatMap(({ line, other }): PanelLine[] => {
    const own = pairedLine(line, other, drawing);
    if (!hasPoints(own)) return [];
    return [
      {
        data: `minus ${tableName(line, null)}`,
        label: `${line.group.name} − ${other.group.name}`,
        slot: line.group.slot,
        look: line.request.split === 'train' ? 'line' : 'marked',
        legend: line.group.id,
        line: own,
        // No difference of runs that went well is left out.
        covers: 'whole',
        showsBeyond: true,
        endsBadly:
          line.request.quantity === 'loss' &&
          [line, other].some(({ group }) => group.runs.some(endsBadly)),
      },
    ];
  });
  const spec: PanelSpec = {
    id: `${panel.id} difference`,
    title: `${panel.name}${what}`,
    unit: differenceUnit(panel, drawing),
    height: 112,
    format: panel.differs,
    // Zero in the middle, so that the sign is seen at once.
    y: { isSymmetric: true, include: [0] },
  };
  const [only, ...more] = lines;
  return panelOf(
    spec,
    {
      lines,
      events: [],
      rules: [0],
      label: `${spec.title} by ${axisWord(drawing.axis)}`,
      fileName: `comparison ${spec.title.toLowerCase()}`,
      readout: only === undefined || more.length > 0 ? undefined : readoutOf(only, panel.differs),
      end,
    },
    drawing,
  );
}

function differenceUnit({ differs, unit, quantity }: ComparedPanel, { smooth }: Drawing): string {
  const smoothed = unit.includes('smoothed') ? `smoothed ${smooth}` : '';
  const own = differs === 'points' ? 'points' : quantity === 'seconds' ? 's' : '';
  return [own, smoothed].filter(word => word !== '').join(', ');
}

/** The mean of the differences of runs of one seed, with its interval; without two such pairs the difference of the means. */
function pairedLine(line: GroupLine, other: GroupLine, drawing: Drawing): Line {
  const seeds = new Map(other.group.runs.map((run, i) => [run.seed, other.runs[i]]));
  const differences = line.group.runs.flatMap((run, i) => {
    const [own, base] = [line.runs[i], seeds.get(run.seed)];
    return own === undefined || base === undefined ? [] : [differenceOf(own, base)];
  });
  if (differences.length > 1) return meanLine(differences, drawing.axis, drawing);
  const [own, base] = [mainOf(line), mainOf(other)];
  if (own === undefined || base === undefined)
    return { x: new Float64Array(), y: new Float64Array() };
  const { x, y } = differenceOf(own, base);
  return { x, y };
}

function readoutOf({ data, line }: PanelLine, format: NumberFormat) {
  const spread = line.low === undefined ? {} : { low: 'low', high: 'high' };
  return { values: [{ data, x: 'x', y: 'y', ...spread, format }], showsLast: true };
}
