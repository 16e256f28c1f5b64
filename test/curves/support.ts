import type { Variant } from '../../src/base/index.ts';
import {
  metricColumns,
  type MetricTable,
  type TrainedRun,
  wholeView,
  type CurvesView,
} from '../../src/curves/index.ts';
import { readingOf, type LegendRow, type Presented } from '../../src/figures/index.ts';
import { parseNotebook, type TrainValue } from '../../src/language/index.ts';

const text = `network: net
input: [32, 32, 3]
classes: 10
preset: {resnet, depth: 20}
---
train: base
network: net
data: cifar10
epochs: 4
batch: 50
rate: {cosine: [0.5, 0.1]}
`;

/** The checked value of a train cell with these lines more, which take the place of the usual ones. */
export function recipe(more = ''): TrainValue {
  const keys = more.split('\n').map(line => line.split(':')[0] ?? '');
  const kept = text
    .split('\n')
    .filter(
      line =>
        line === '---' || !keys.includes(line.split(':')[0] ?? '') || line.startsWith('network'),
    );
  const notebook = parseNotebook(`${kept.join('\n')}${more}\n`);
  const value = notebook.cells[1]?.value;
  if (value?.kind !== 'train') throw new Error(JSON.stringify(notebook.diagnostics));
  return value.value;
}

export type MetricRow = Partial<Record<(typeof metricColumns)[number], number>>;

export function metricTable(rows: readonly MetricRow[]): MetricTable {
  const column = (name: (typeof metricColumns)[number]) =>
    Float64Array.from(rows, row => row[name] ?? NaN);
  const columns = Object.fromEntries(metricColumns.map(name => [name, column(name)]));
  return { rows: rows.length, columns: columns as unknown as MetricTable['columns'] };
}

export interface RunFields extends Partial<Omit<TrainedRun, 'metrics'>> {
  readonly train?: readonly MetricRow[];
  readonly test?: readonly MetricRow[];
  readonly validation?: readonly MetricRow[];
}

const none: readonly MetricRow[] = [];

/** A finished training of the recipe above: 10 steps an epoch, 4 epochs. */
export function trainedRun({
  train = none,
  test = none,
  validation = none,
  ...fields
}: RunFields = {}): TrainedRun {
  const seed = fields.seed ?? 1;
  const cell = fields.cell ?? 'base';
  return {
    id: `${cell}-${seed}`,
    label: `${cell}, seed ${seed}`,
    slot: 0,
    isLive: false,
    cell,
    recipeKey: cell,
    recipe: recipe(),
    variant: { seed } satisfies Variant,
    seed,
    dataSet: 'cifar10',
    classes: 10,
    stepsPerEpoch: 10,
    standing: { life: { state: 'finished' }, step: 40, steps: 40, secondsElapsed: 8 },
    events: [],
    levels: [{ from: 0, multiplyAdds: 1000 }],
    asked: new Map(),
    ...fields,
    metrics: {
      train: metricTable(train),
      test: metricTable(test),
      validation: metricTable(validation),
    },
  };
}

/** Steps of training, five a second, with the values of a function. */
export function steps(from: number, to: number, values: (step: number) => MetricRow): MetricRow[] {
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const step = from + i;
    return { step, epoch: step / 10, seconds: step / 5, blocks: 4, ...values(step) };
  });
}

export const viewOf = (fields: Partial<CurvesView> = {}): CurvesView => ({
  ...wholeView,
  ...fields,
});

export function figureOf(presented: Presented, id: string) {
  const figure = presented.figures.find(each => each.id === id);
  if (figure === undefined)
    throw new Error(`no figure ${id} among ${presented.figures.map(f => f.id).join()}`);
  return figure;
}

/** `look label` of each series, from back to front. */
export function seriesOf(presented: Presented, id: string): string[] {
  return figureOf(presented, id).series.map(({ look, label }) => `${look} ${label}`);
}

/** Points of the line of a series, by its label. */
export function pointsOf(presented: Presented, id: string, label: string): [number, number][] {
  const figure = figureOf(presented, id);
  const series = figure.series.find(each => each.label === label);
  const mark = figure.marks.find(each => each.mark === 'line' && each.series === series?.id);
  if (mark?.mark !== 'line')
    throw new Error(`no line ${label} among ${seriesOf(presented, id).join('; ')}`);
  const { x, y } = presented.tables[mark.data]?.columns ?? {};
  return Array.from(x as Float64Array, (at, i) => [at, (y as Float64Array)[i] ?? NaN]);
}

/** As the reader sees a row of the legend. */
export function legendText(
  { tables }: Presented,
  row: LegendRow,
  at: number | null = null,
): string {
  const values = row.values.flatMap(value => readingOf(tables, value, at) ?? []);
  return [row.label, ...values.map(({ text }) => text)].join(' · ');
}

export const sentencesOf = ({ sentences }: Presented): string[] =>
  sentences.map(({ text }) =>
    text.map(part => (typeof part === 'string' ? part : part.strong)).join(''),
  );
