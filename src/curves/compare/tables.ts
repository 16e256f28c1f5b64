import type { ListedTable, NumberFormat, Table, Values } from '../../figures/index.ts';
import { formatOf } from '../draw.ts';
import type { RunGroup } from '../groups.ts';
import type { AskedDifferences } from './asked.ts';
import { crossed } from './cross.ts';
import { isShown, type Against, type GroupEnd } from './ends.ts';
import { isGood, isMeasured, type Metric, type Question } from './question.ts';
import type { RunValue } from './values.ts';

export interface NamedTable {
  readonly listed: ListedTable;
  readonly table: Table;
}

/** How a difference of this metric reads. */
export function differenceFormat(metric: Metric): NumberFormat {
  return metric === 'accuracy' || metric === 'error' ? 'points' : 'difference';
}

type Column = ListedTable['columns'][number] & {
  readonly values: Values;
  /** Shown only where one of the rows has something there. */
  readonly isRare?: boolean;
};

function tableOf(
  title: string,
  data: string,
  columns: readonly Column[],
  slots?: readonly number[],
): NamedTable {
  const shown = columns.filter(({ values, isRare }) => isRare !== true || hasSome(values));
  const rows = columns[0]?.values.length ?? 0;
  return {
    listed: { title, data, columns: shown.map(({ values: _, isRare: __, ...column }) => column) },
    table: {
      rows,
      columns: {
        ...Object.fromEntries(columns.map(({ column, values }) => [column, values])),
        ...(slots === undefined ? {} : { slot: Int32Array.from(slots) }),
      },
    },
  };
}

function hasSome(values: Values): boolean {
  return Array.from<string | number>(values).some(value =>
    typeof value === 'string' ? value !== '' : !Number.isNaN(value),
  );
}

/** A row for each group: where it ends, what that took, and how it differs from what it is compared with. */
export function endsTable(
  ends: readonly GroupEnd[],
  question: Question,
  title: string,
): NamedTable {
  const { metric, reach } = question;
  const format = formatOf[metric];
  const signed = differenceFormat(metric);
  const numbers = (of: (end: GroupEnd) => number) => Float64Array.from(ends, of);
  const texts = (of: (end: GroupEnd) => string) => ends.map(of);
  const others = new Set(ends.flatMap(({ against }) => against?.other.name ?? []));
  const minus = others.size === 1 ? `minus ${[...others].join('')}` : 'minus the first';
  const columns: Column[] = [
    {
      column: 'training',
      head: 'training',
      slots: 'slot',
      values: texts(({ group }) => group.name),
    },
    {
      column: 'data',
      head: 'data',
      values: texts(({ group }) =>
        question.data === 'each' ? (group.runs[0]?.dataSet ?? '') : '',
      ),
      isRare: true,
    },
    {
      column: 'seeds',
      head: 'seeds',
      format: 'count',
      values: numbers(({ values }) => values.length),
    },
    {
      column: 'mean',
      head: metricHead(metric),
      format,
      values: numbers(({ interval }) => interval.mean),
    },
    {
      column: 'low',
      head: 'low',
      format,
      values: numbers(({ interval }) => interval.low),
      isRare: true,
    },
    {
      column: 'high',
      head: 'high',
      format,
      values: numbers(({ interval }) => interval.high),
      isRare: true,
    },
    { column: 'best', head: 'best', format, values: numbers(({ best }) => best), isRare: true },
    ...costColumns(metric, numbers),
    {
      column: 'difference',
      head: minus,
      format: signed,
      values: numbers(({ against }) => against?.difference.mean ?? NaN),
      isRare: true,
    },
    {
      column: 'difference_low',
      head: 'low',
      format: signed,
      values: numbers(({ against }) => against?.difference.low ?? NaN),
      isRare: true,
    },
    {
      column: 'difference_high',
      head: 'high',
      format: signed,
      values: numbers(({ against }) => against?.difference.high ?? NaN),
      isRare: true,
    },
    {
      column: 'pairs',
      head: 'common seeds',
      format: 'count',
      values: numbers(({ against }) =>
        against === null ? NaN : against.isPaired ? against.difference.n : 0,
      ),
      isRare: true,
    },
    {
      column: 'verdict',
      head: 'is',
      values: texts(({ against }) => verdict(against, metric)),
      isRare: true,
    },
    ...(reach === null ? [] : reachColumns(numbers)),
    { column: 'note', head: 'note', values: texts(noteOf), isRare: true },
  ];
  return tableOf(
    title,
    'ends',
    columns,
    ends.map(({ group }) => group.slot),
  );
}

function costColumns(
  metric: Metric,
  numbers: (of: (end: GroupEnd) => number) => Float64Array,
): Column[] {
  const time: Column = {
    column: 'seconds',
    head: 'time',
    format: 'seconds',
    values: numbers(({ seconds }) => seconds),
    isRare: true,
  };
  const work: Column = {
    column: 'work',
    head: 'multiply-adds',
    format: 'value',
    values: numbers(({ work: own }) => own),
    isRare: true,
  };
  return [...(metric === 'seconds' ? [] : [time]), ...(metric === 'work' ? [] : [work])];
}

function reachColumns(numbers: (of: (end: GroupEnd) => number) => Float64Array): Column[] {
  const of = (key: 'epoch' | 'seconds' | 'work') =>
    numbers(({ reach }) => reach?.[key].mean ?? NaN);
  return [
    {
      column: 'reached',
      head: 'reached it',
      format: 'count',
      values: numbers(({ reach }) => reach?.runs ?? 0),
    },
    { column: 'reach_epoch', head: 'at epoch', format: 'value', values: of('epoch'), isRare: true },
    {
      column: 'reach_seconds',
      head: 'after',
      format: 'seconds',
      values: of('seconds'),
      isRare: true,
    },
    {
      column: 'reach_work',
      head: 'with multiply-adds',
      format: 'value',
      values: of('work'),
      isRare: true,
    },
  ];
}

export function metricHead(metric: Metric): string {
  return {
    accuracy: 'accuracy',
    error: 'error',
    loss: 'loss',
    seconds: 'time',
    work: 'multiply-adds',
  }[metric];
}

function verdict(against: Against | null, metric: Metric): string {
  if (against === null || Number.isNaN(against.difference.mean)) return '';
  if (Number.isNaN(against.difference.half)) return 'one pair shows no spread';
  if (!isShown(against)) return 'no difference shown';
  const isMore = against.difference.mean > 0;
  if (!isMeasured(metric)) return isMore ? 'more' : 'less';
  return isMore === isGood(metric) ? 'better' : 'worse';
}

/** What must be known beside the numbers. */
export function noteOf({ diverged }: GroupEnd): string {
  return diverged.map(({ how, run, step }) => `seed ${run.seed} ${how} at step ${step}`).join(', ');
}

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
      format: formatOf[metric],
      values: numbers(set, ({ interval }) => interval.mean),
    },
    {
      column: `half ${i}`,
      head: '±',
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
