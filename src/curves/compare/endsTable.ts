import { numberText, type NumberFormat } from '../../figures/index.ts';
import { formatOf } from '../draw.ts';
import { isShown, type Against, type GroupEnd } from './ends.ts';
import { isGood, isMeasured, type Metric, type Question } from './question.ts';
import { tableOf, type Column, type NamedTable } from './table.ts';

/** How a difference of this metric reads. */
export function differenceFormat(metric: Metric): NumberFormat {
  return metric === 'accuracy' || metric === 'error' ? 'points' : 'difference';
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
      head: 'from',
      format: signed,
      values: numbers(({ against }) => against?.difference.low ?? NaN),
      isRare: true,
    },
    {
      column: 'difference_high',
      head: 'to',
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
    ...(reach === null ? [] : reachColumns(numbers, reach)),
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

function reachColumns(
  numbers: (of: (end: GroupEnd) => number) => Float64Array,
  accuracy: number,
): Column[] {
  const of = (key: 'epoch' | 'seconds' | 'work') =>
    numbers(({ reach }) => reach?.[key].mean ?? NaN);
  return [
    {
      column: 'reached',
      head: `reached ${numberText(accuracy, 'share')}`,
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
