import type {
  Axis,
  Covers,
  EventMark,
  Figure,
  Look,
  Mark,
  NumberFormat,
  Readout,
  ScaleName,
  Series,
  Table,
  Tables,
} from '../figures/index.ts';
import { curvesGroup, type Drawing } from './draw.ts';
import { tableOf, type Line } from './line.ts';
import { axisOf, titles } from './place.ts';

/** What a panel is, whatever stands in it. */
export interface PanelSpec {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly height: number;
  readonly format: NumberFormat;
  /** Zero is shown. */
  readonly fromZero?: boolean;
  /** No value can lie outside. */
  readonly bounds?: readonly [number, number];
  readonly scales?: readonly ScaleName[];
  readonly isStrip?: boolean;
  readonly isBare?: boolean;
  readonly isHeaded?: boolean;
  /** More of its y axis. */
  readonly y?: Partial<Axis>;
}

/** A line as it stands in a panel. */
export interface PanelLine {
  /** Name of its table, unique in the presentation. */
  readonly data: string;
  /** In exports and heads of tables. */
  readonly label: string;
  readonly slot: number | null;
  readonly look: Look;
  readonly legend: string | null;
  readonly line: Line;
  readonly covers?: Covers;
  readonly showsBeyond?: boolean;
  /** Of a training that failed or diverged. */
  readonly endsBadly?: boolean;
}

export interface PanelParts {
  readonly lines: readonly PanelLine[];
  readonly events: readonly EventMark[];
  /** Horizontal lines, such as the zero of a difference. */
  readonly rules?: readonly number[];
  /** What the picture shows. */
  readonly label: string;
  readonly fileName: string;
  readonly readout?: Readout | undefined;
  /** Of x. */
  readonly end: number;
}

export interface DrawnPanel {
  readonly figure: Figure;
  readonly tables: Tables;
}

/** From back to front. */
const layers: readonly Look[] = [
  'raw',
  'theory',
  'thin',
  'other',
  'line',
  'main',
  'hollow',
  'marked',
];

/** One panel of curves: its tables have the part of each line that is shown, in as many points as there are pixels. */
export function panelOf(spec: PanelSpec, parts: PanelParts, drawing: Drawing): DrawnPanel {
  const apart = runawaysApart(parts.lines, drawing);
  const lines = layers.flatMap(look => apart.filter(line => line.look === look));
  const tables: Record<string, Table> = {};
  for (const { data, line } of lines) tables[data] = tableOf(line, drawing.range, drawing.width);
  const ruled = (parts.rules ?? []).map((y): Mark => ({ mark: 'rule', y, series: rules.id }));
  const figure: Figure = {
    id: spec.id,
    title: spec.title,
    unit: spec.unit,
    label: parts.label,
    height: spec.height,
    x: axisOf(drawing.axis, parts.end),
    y: yAxis(spec),
    series: [...lines.map(seriesOf), ...(ruled.length > 0 ? [rules] : [])],
    marks: [...ruled, ...lines.flatMap(bandOf), ...lines.map(lineMark)],
    events: parts.events.map(event => withSeries(event, lines)),
    group: curvesGroup,
    ...(spec.isHeaded ? { isHeaded: true } : {}),
    ...(spec.isBare ? { isBare: true } : {}),
    ...(spec.scales === undefined ? {} : { scales: spec.scales }),
    ...(parts.readout === undefined ? {} : { readout: parts.readout }),
    shown: {
      x: titles[drawing.axis],
      lines: parts.lines
        .filter(({ legend }) => legend === null || !drawing.hidden.has(legend))
        .flatMap(line => shownLines(line, spec)),
    },
    fileName: parts.fileName,
  };
  return { figure, tables };
}

/** So many times as far as all that went well, a line that ended badly would lay them flat. */
const runaway = 2;

/** Beside trainings that went well one that ended badly does not decide the axis; what it reached is marked at the edge. */
function runawaysApart(
  lines: readonly PanelLine[],
  { hidden }: Pick<Drawing, 'hidden'>,
): readonly PanelLine[] {
  if (!lines.some(line => line.endsBadly)) return lines;
  const good = lines.filter(
    ({ endsBadly, look, legend }) =>
      endsBadly !== true &&
      look !== 'theory' &&
      look !== 'raw' &&
      (legend === null || !hidden.has(legend)),
  );
  const reach = Math.max(0, ...good.map(({ line }) => reachOf(line.y)));
  if (reach === 0) return lines;
  return lines.map((one): PanelLine => {
    const { y, low = y, high = y } = one.line;
    const own = one.endsBadly ? Math.max(reachOf(y), reachOf(low), reachOf(high)) : 0;
    return own > runaway * reach ? { ...one, covers: 'none', showsBeyond: true } : one;
  });
}

function reachOf(values: Float64Array): number {
  let most = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (size > most) most = size;
  }
  return most;
}

const rules: Series = { id: 'rule', label: '', slot: null, look: 'line', legend: null };

function yAxis({ format, fromZero, bounds, scales, isStrip, y }: PanelSpec): Axis {
  return {
    title: '',
    scale: scales?.[0] ?? 'linear',
    format,
    ...(fromZero ? { include: [0] } : {}),
    ...(bounds === undefined ? {} : { bounds }),
    ...(isStrip ? { isStrip } : {}),
    ...y,
  };
}

function seriesOf({ data, label, slot, look, legend }: PanelLine): Series {
  return { id: data, label, slot, look, legend };
}

/** A run whose line is not drawn has its cross all the same, in no series. */
function withSeries(event: EventMark, lines: readonly PanelLine[]): EventMark {
  const { series } = event;
  if (series === undefined || lines.some(({ data }) => data === series)) return event;
  const { x, y, label, kind } = event;
  return { x, label, kind, ...(y === undefined ? {} : { y }) };
}

function bandOf({ data, line, covers: ofLine }: PanelLine): Mark[] {
  if (line.low === undefined) return [];
  const covers = ofLine === 'none' ? 'none' : 'mostly';
  return [{ mark: 'band', data, series: data, x: 'x', low: 'low', high: 'high', covers }];
}

function lineMark({ data, covers, showsBeyond }: PanelLine): Mark {
  return {
    mark: 'line',
    data,
    series: data,
    x: 'x',
    y: 'y',
    ...(covers === undefined ? {} : { covers }),
    ...(showsBeyond === undefined ? {} : { showsBeyond }),
  };
}

function shownLines({ data, label, line }: PanelLine, { format }: PanelSpec) {
  const unit = format === 'share' ? ' (%)' : format === 'points' ? ' (points)' : '';
  const column = (y: string, words: string) => ({
    data,
    x: 'x',
    y,
    head: `${label}${words}${unit}`,
    format,
  });
  return line.low === undefined
    ? [column('y', '')]
    : [column('y', ''), column('low', ', low'), column('high', ', high')];
}
