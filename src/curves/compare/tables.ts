import { formatOf } from '../draw.ts';
import type { RunGroup } from '../groups.ts';
import type { AskedDifferences } from './asked.ts';
import { crossed } from './cross.ts';
import type { GroupEnd } from './ends.ts';
import { metricHead } from './endsTable.ts';
import type { Question } from './question.ts';
import { tableOf, type Column, type NamedTable } from './table.ts';
import type { RunValue } from './values.ts';

/** A row for each run, of which the numbers of groups are made. */
export function runsTable(
  ends: readonly GroupEnd[],
  values: readonly RunValue[],
  { metric }: Question,
): NamedTable {
  const nameOf = new Map(
    ends.flatMap(({ group }) => group.runs.map(run => [run, group.name] as const)),
  );
  const numbers = (of: (value: RunValue) => number) => Float64Array.from(values, of);
  const columns: Column[] = [
    {
      column: 'training',
      head: 'training',
      slots: 'slot',
      values: values.map(({ run }) => nameOf.get(run) ?? run.cell),
    },
    { column: 'seed', head: 'seed', format: 'step', values: numbers(({ run }) => run.seed) },
    {
      column: 'value',
      head: metricHead(metric),
      format: formatOf[metric],
      values: numbers(({ value }) => value),
    },
    {
      column: 'step',
      head: 'at step',
      format: 'step',
      values: numbers(({ step }) => step),
      isRare: true,
    },
    {
      column: 'epoch',
      head: 'epoch',
      format: 'value',
      values: numbers(({ epoch }) => epoch),
      isRare: true,
    },
    {
      column: 'seconds',
      head: 'time',
      format: 'seconds',
      values: numbers(({ seconds }) => seconds),
      isRare: true,
    },
    {
      column: 'work',
      head: 'multiply-adds',
      format: 'value',
      values: numbers(({ work }) => work),
      isRare: true,
    },
    { column: 'run', head: 'run', values: values.map(({ run }) => run.id) },
  ];
  return tableOf(
    'The runs',
    'runs',
    columns,
    values.map(({ run }) => run.slot),
  );
}

/** Recipes by data sets, with what each took: a row for each recipe. */
export function crossTable(ends: readonly GroupEnd[], { metric }: Question): NamedTable {
  const { rows, sets } = crossed(ends);
  const numbers = (set: string, of: (end: GroupEnd) => number) =>
    Float64Array.from(rows, ({ cells }) => {
      const end = cells.get(set);
      return end === undefined ? NaN : of(end);
    });
  const columns = sets.flatMap((set, i): Column[] => [
    {
      column: `mean ${i}`,
      head: `${set} ${metricHead(metric)}`,
      name: `${set} mean`,
      format: formatOf[metric],
      values: numbers(set, ({ interval }) => interval.mean),
    },
    {
      column: `half ${i}`,
      head: '±',
      name: `${set} half`,
      format: formatOf[metric],
      values: numbers(set, ({ interval }) => interval.half),
      isRare: true,
    },
    ...(metric === 'seconds'
      ? []
      : [
          {
            column: `seconds ${i}`,
            head: `${set} time`,
            name: `${set} seconds`,
            format: 'seconds' as const,
            values: numbers(set, ({ seconds }) => seconds),
            isRare: true,
          },
        ]),
  ]);
  const names: Column = {
    column: 'training',
    head: 'recipe',
    slots: 'slot',
    values: rows.map(({ name }) => name),
  };
  return tableOf(
    'By data set',
    'by data set',
    [names, ...columns],
    rows.map(({ slot }) => slot),
  );
}

/** More groups than this have no column each. */
const mostColumns = 3;

export function askedTable(
  { differences }: AskedDifferences,
  groups: readonly RunGroup[],
): NamedTable | null {
  if (differences.length === 0) return null;
  if (groups.length <= mostColumns)
    return tableOf('What differs', 'asked', [
      { column: 'key', head: 'what', values: differences.map(({ key }) => key) },
      ...groups.map((group, i): Column => ({
        column: `group ${i}`,
        head: group.name,
        name: group.name,
        values: differences.map(({ texts }) => texts[i] ?? ''),
      })),
    ]);
  const rows = differences.flatMap(({ key, texts }) =>
    [...new Set(texts)].map((text, i) => ({
      key: i === 0 ? key : '',
      text,
      names: groups
        .filter((_, g) => texts[g] === text)
        .map(({ name }) => name)
        .join(', '),
    })),
  );
  return tableOf('What differs', 'asked', [
    { column: 'key', head: 'what', values: rows.map(({ key }) => key) },
    { column: 'text', head: 'value', values: rows.map(({ text }) => text) },
    { column: 'trainings', head: 'of', values: rows.map(({ names }) => names) },
  ]);
}
