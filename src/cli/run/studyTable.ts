import {
  formatCount,
  formatPlural,
  formatPoints,
  formatShare,
  largestOf,
  left,
  mean,
  quantile,
  renderTable,
  right,
  shortenRows,
  type Row,
  type TableColumn,
} from '../../base/index.ts';
import type { RunRequest } from '../../record/index.ts';
import { renderBar } from '../../figures/index.ts';
import { measuredText } from '../output/measured.ts';

/** More rows than these are shortened in the middle; `reslab export` has them all. */
const mostRows = 60;
const barWidth = 24;

/** Names of this many blocks by index, or an empty list. */
type BlockNames = (blocks: number) => readonly string[];

/** A study's results as a table; nothing for a training. */
export function studyTable(
  { kind, value }: Pick<RunRequest, 'kind' | 'value'>,
  rows: readonly Row[],
  names: BlockNames,
): string[] {
  if (rows.length === 0) return [];
  if (kind === 'norms') return normsTable(rows);
  const each = (value as { readonly remove?: unknown } | null)?.remove === 'each';
  return kind === 'lesion' ? lesionTable(rows, each ? names : null) : [];
}

function normsTable(rows: readonly Row[]): string[] {
  const largest = largestOf(rows.map(row => number(row, 'residual') ?? 0));
  const table = render(
    [
      left('block'),
      right('state'),
      right('residual'),
      right('gradient'),
      right('ratio'),
      left('residual'),
    ],
    rows.map(row => [
      text(row, 'name'),
      measuredText(number(row, 'state')),
      measuredText(number(row, 'residual')),
      measuredText(number(row, 'gradient')),
      measuredText(number(row, 'ratio')),
      renderBar(number(row, 'residual') ?? NaN, largest, barWidth),
    ]),
  );
  return [...table, ...unreached(rows)];
}

/** Why ratios are missing. */
function unreached(rows: readonly Row[]): string[] {
  const without = rows.filter(row => row['h'] !== null && number(row, 'ratio') === null).length;
  if (without === 0) return [];
  return [
    `  ${formatPlural(without, 'block')} without a ratio: the gradient at the output is zero.`,
  ];
}

/** One row per removed block; of random choices (`namesOf` null) one row per number, over the repeats. */
function lesionTable(rows: readonly Row[], namesOf: BlockNames | null): string[] {
  const intact = rows.find(row => row['lesion'] === 'none');
  const base = number(intact, 'error') ?? 0;
  const single = rows.filter(row => number(row, 'block') !== null);
  const names = namesOf?.(new Set(single.map(row => row['block'])).size) ?? null;
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    if (row === intact) continue;
    const key = what(row, names);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const summaries = [...groups].map(([key, group]) => {
    const errors = group.flatMap(row => number(row, 'error') ?? []).sort((a, b) => a - b);
    const taus = group.flatMap(row => number(row, 'tau') ?? []);
    const tau = mean(taus);
    return { key, errors, error: quantile(errors, 0.5), tau: tau < 1 ? tau : null };
  });
  const spread = summaries.some(s => s.errors.length > 1);
  const swaps = summaries.some(s => s.tau !== null);
  const largest = largestOf(summaries.map(s => s.error - base));
  const columns: TableColumn[] = [left('changed'), right(spread ? 'median error' : 'error')];
  if (spread) columns.push(right('lowest'), right('highest'));
  if (swaps) columns.push(right('mean tau'));
  columns.push(right('cost'), left(''));
  const table = render(
    columns,
    summaries.map(({ key, errors, error, tau }) => [
      key,
      formatShare(error),
      ...(spread ? [formatShare(errors[0]), formatShare(errors.at(-1))] : []),
      ...(swaps ? [measuredText(tau)] : []),
      formatPoints(error - base),
      renderBar(error - base, largest, barWidth),
    ]),
  );
  const examples = formatCount(number(intact, 'examples') ?? 0);
  return [`  whole network: error ${formatShare(base)} on ${examples} examples`, ...table];
}

function what(row: Row, names: readonly string[] | null): string {
  const count = number(row, 'count') ?? 0;
  if (row['lesion'] === 'swap') return `${formatPlural(count, 'pair')} swapped`;
  const block = number(row, 'block');
  if (block !== null && names !== null) return `${names[block] ?? `block ${block}`} removed`;
  return `${formatPlural(count, 'block')} removed`;
}

function render(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string[] {
  const { head, left: hidden, tail } = shortenRows(rows, mostRows);
  const shown = hidden === 0 ? head : [...head, [`(${hidden} more)`], ...tail];
  return renderTable(columns, shown).map(line => `  ${line}`);
}

function number(row: Row | undefined, column: string): number | null {
  const value = row?.[column];
  return typeof value === 'number' ? value : null;
}

function text(row: Row, column: string): string {
  return String(row[column] ?? '');
}
