import { type MetricTable, wholeView } from '../../src/curves/index.ts';
import {
  type BlockAxis,
  type Figure,
  plainText,
  type Presented,
  tableOf,
  type Table,
} from '../../src/figures/index.ts';
import type { StudyResults, StudyRun, TrainingRun } from '../../src/studies/contract/present.ts';

export const shapes = [
  [32, 32, 16],
  [16, 16, 32],
  [8, 8, 64],
];

export const axisOf = (...blocks: number[]): BlockAxis => ({
  blocks,
  shapes: shapes.slice(0, blocks.length),
});

/** A run of a study of `base` with these rows; `id` is its label and seed, too. */
export function studyRun(
  id: number,
  results: Table | null,
  facts: Partial<StudyRun> = {},
): StudyRun {
  return {
    id: `run-${id}`,
    label: `seed ${id}`,
    slot: 0,
    seed: id,
    isLive: false,
    results,
    reason: null,
    of: { run: `trained-${id}`, cell: 'base', step: 600 },
    axis: axisOf(2, 2, 2),
    classes: 10,
    ...facts,
  };
}

export function resultsOf(
  runs: readonly StudyRun[],
  facts: Partial<StudyResults<never>> = {},
): StudyResults<never> {
  return {
    value: null,
    name: 'cell',
    runs,
    trainings: [],
    frame: null,
    selected: null,
    view: wholeView,
    bandFactor: 1,
    ...facts,
  };
}

/** Columns of rows; a column of texts where the first value is one. */
export function tableFrom(rows: readonly Readonly<Record<string, string | number>>[]): Table {
  const names = Object.keys(rows[0] ?? {});
  return tableOf(
    Object.fromEntries(
      names.map(name => [
        name,
        typeof rows[0]?.[name] === 'string'
          ? rows.map(row => String(row[name]))
          : Float64Array.from(rows, row => Number(row[name])),
      ]),
    ),
  );
}

export function figureOf({ figures }: Presented, id: string): Figure {
  const found = figures.find(f => f.id === id);
  if (found === undefined)
    throw new Error(`no figure ${id} among ${figures.map(f => f.id).join()}`);
  return found;
}

/** Values of a column, numbers or texts. */
export function columnOf(
  { tables }: Presented,
  table: string,
  column: string,
): (string | number)[] {
  return [...(tables[table]?.columns[column] ?? [])];
}

export const saidBy = ({ sentences }: Presented, tone: string): string[] =>
  sentences.filter(s => s.tone === tone).map(s => plainText(s.text));

/** A training whose metrics nobody asks for. */
export function trainingRun(id: number, facts: Partial<TrainingRun> = {}): TrainingRun {
  const none = { rows: 0, columns: {} } as unknown as MetricTable;
  return {
    id: `trained-${id}`,
    label: `base, seed ${id}`,
    slot: 1,
    seed: id,
    isLive: false,
    cell: 'base',
    recipeKey: 'base',
    recipe: null,
    variant: { seed: id },
    dataSet: 'cifar10',
    classes: 10,
    stepsPerEpoch: 100,
    standing: null,
    metrics: { train: none, validation: none, test: none },
    events: [],
    levels: [],
    asked: new Map(),
    blocks: () => ({ reason: 'No norms by block are recorded yet.' }),
    heat: () => [],
    course: () => null,
    byBlock: () => [],
    ...facts,
  };
}
