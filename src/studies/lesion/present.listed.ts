import { formatPlural, mean, quantile } from '../../base/index.ts';
import { type BlockRow, type ListedTable, type Table, tableOf } from '../../figures/index.ts';
import type { LesionFacts } from './present.facts.ts';

interface Change {
  readonly changed: string;
  /** Ascending. */
  readonly errors: readonly number[];
  readonly tau: number;
  /** Mean over repeats and runs of the error above that of the whole network. */
  readonly cost: number;
  /** Repeated with random choices, of which the figures show the median. */
  readonly isRandom: boolean;
}

/** What was done, its error over repeats and runs, and what it costs: the figures in rows. Means, as blocks removed in turn have in the figure. */
export function lesionTable(
  facts: LesionFacts,
  row: BlockRow | null,
): { readonly listed: ListedTable; readonly table: Table } {
  const { intact } = facts;
  const changes = changesOf(facts, row);
  const isSpread = changes.some(({ errors }) => errors.length > 1);
  const isReordered = changes.some(({ tau }) => tau < 1);
  const of = (value: (change: Change) => number) => [NaN, ...changes.map(value)];
  const hasMedian = ({ errors, isRandom }: Change) => isRandom && errors.length > 1;
  const share = (column: string, head: string) => ({ column, head, format: 'share' as const });
  return {
    table: tableOf({
      changed: ['whole network', ...changes.map(c => c.changed)],
      error: [intact, ...changes.map(({ errors }) => mean(errors))],
      median: of(change => (hasMedian(change) ? quantile(change.errors, 0.5) : NaN)),
      lowest: of(({ errors }) => (errors.length > 1 ? (errors[0] ?? NaN) : NaN)),
      highest: of(({ errors }) => (errors.length > 1 ? (errors.at(-1) ?? NaN) : NaN)),
      tau: of(({ tau }) => (tau < 1 ? tau : NaN)),
      cost: of(({ cost }) => cost),
    }),
    listed: {
      title: '',
      data: 'changes',
      repeatsFigures: true,
      columns: [
        { column: 'changed', head: 'changed' },
        share('error', isSpread ? 'mean error' : 'error'),
        ...(changes.some(hasMedian) ? [share('median', 'median')] : []),
        ...(isSpread ? [share('lowest', 'lowest'), share('highest', 'highest')] : []),
        ...(isReordered ? [{ column: 'tau', head: 'mean tau', format: 'value' as const }] : []),
        {
          column: 'cost',
          head: isSpread ? 'mean cost' : 'cost',
          format: 'points',
          hasBar: true,
        },
      ],
    },
  };
}

function changesOf({ intact, each, sets, swaps }: LesionFacts, row: BlockRow | null): Change[] {
  const ascending = (values: readonly number[]) =>
    values.filter(Number.isFinite).sort((a, b) => a - b);
  const byPairs = new Map<number, (typeof swaps)[number][]>();
  for (const swap of swaps) byPairs.set(swap.count, [...(byPairs.get(swap.count) ?? []), swap]);
  return [
    ...each.map(({ block, errors, cost }) => ({
      changed: `${row?.nameOf(block) ?? `block ${block + 1}`} removed`,
      errors: ascending(errors),
      tau: 1,
      cost,
      isRandom: false,
    })),
    ...sets.map(({ count, errors }) => ({
      changed: `${formatPlural(count, 'block')} removed`,
      errors: ascending(errors),
      tau: 1,
      cost: mean(errors.filter(Number.isFinite)) - intact,
      isRandom: true,
    })),
    ...[...byPairs].map(([pairs, of]) => ({
      changed: `${formatPlural(pairs, 'pair')} swapped`,
      errors: ascending(of.map(s => s.error)),
      tau: mean(of.map(s => s.tau)),
      cost: mean(of.map(s => s.error).filter(Number.isFinite)) - intact,
      isRandom: true,
    })),
  ];
}
