import {
  compareVariants,
  differingKeys,
  formatClock,
  formatPlural,
  oneLine,
  shortPlaces,
  variantLabel,
} from '../../../base/index.ts';
import type { RunView } from '../../../protocol/index.ts';

import { describe } from './describe.ts';
import { matches } from './filter.ts';

export const sortings = ['newest', 'name', 'accuracy', 'state'] as const;
export type Sorting = (typeof sortings)[number];

export interface RunRow {
  readonly run: RunView;
  readonly label: string;
  readonly description: string;
}

/** The runs of one notebook. */
export interface RunGroup {
  /** Its path; empty for runs without one. */
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly rows: readonly RunRow[];
}

/** The groups of the tree, the one with the newest run first, with the runs that match the filter. */
export function groupRuns(
  runs: readonly RunView[],
  filter: string,
  sorting: Sorting,
  now = new Date(),
): RunGroup[] {
  const all = groupBy(runs, pathOf);
  const places = placesOf([...all.values()]);
  const newest = (group: readonly RunView[]) =>
    group.reduce((best, run) => Math.max(best, timeOf(run)), -Infinity);
  return [...all]
    .map(([key, group]) => ({ key, group, newest: newest(group) }))
    .sort((a, b) => b.newest - a.newest)
    .map(({ key, group }) => {
      const place = places.get(key);
      const found = group.filter(run => matches(run, filter));
      const count = formatPlural(group.length, 'run');
      return {
        key,
        label: oneLine(group[0]?.notebook ?? 'Without a notebook'),
        description: [
          ...(place === undefined ? [] : [oneLine(place)]),
          found.length === group.length ? count : `${found.length} of ${count}`,
        ].join(' · '),
        rows: name(found.sort(orders[sorting]), now),
      };
    })
    .filter(group => group.rows.length > 0);
}

/** By path, the folders of those notebooks whose name another one has, too. */
function placesOf(groups: readonly (readonly RunView[])[]): ReadonlyMap<string, string> {
  const notebooks = groups.flatMap(([run]) => (run === undefined ? [] : [run]));
  const named = groupBy(notebooks, run => run.notebook ?? '');
  const places = new Map<string, string>();
  for (const alike of named.values()) {
    const short = shortPlaces(alike.map(run => run.notebookFolder ?? ''));
    for (const run of alike)
      if (alike.length > 1) places.set(pathOf(run), short.get(run.notebookFolder ?? '') ?? '');
  }
  return places;
}

/**
 * Rows with what tells runs apart that have the same name: in what their variants differ, and where those are
 * the same, too, when they began.
 */
function name(runs: readonly RunView[], now: Date): RunRow[] {
  const cells = groupBy(runs, run => run.cell);
  const keys = new Map(
    [...cells].map(([cell, group]) => [cell, differingKeys(group.map(run => run.variant))]),
  );
  const labelOf = (run: RunView) =>
    oneLine(`${run.cell || 'unnamed'} ${variantLabel(run.variant, keys.get(run.cell))}`);
  const times = groupBy(runs, labelOf);
  return runs.map(run => {
    const label = labelOf(run);
    const isAlone = (times.get(label)?.length ?? 0) < 2;
    const description = isAlone
      ? describe(run)
      : `${describe(run)} · from ${formatClock(run.created, now)}`;
    return { run, label, description };
  });
}

type Order = (a: RunView, b: RunView) => number;

const byTime: Order = (a, b) => timeOf(b) - timeOf(a);
const byName: Order = (a, b) =>
  a.cell.localeCompare(b.cell, 'en', { numeric: true }) ||
  compareVariants(a.variant, b.variant) ||
  byTime(a, b);
const byAccuracy: Order = (a, b) => (b.accuracy ?? -1) - (a.accuracy ?? -1) || byTime(a, b);

/** What asks for attention first. */
const states: readonly RunView['life']['state'][] = [
  ...(['running', 'starting', 'queued', 'silent'] as const),
  ...(['failed', 'crashed', 'refused', 'stopped', 'finished'] as const),
];
const byState: Order = (a, b) =>
  states.indexOf(a.life.state) - states.indexOf(b.life.state) || byTime(a, b);

const orders: Readonly<Record<Sorting, Order>> = {
  newest: byTime,
  name: byName,
  accuracy: byAccuracy,
  state: byState,
};

function groupBy(
  runs: readonly RunView[],
  keyOf: (run: RunView) => string,
): Map<string, RunView[]> {
  const groups = new Map<string, RunView[]>();
  for (const run of runs) {
    const key = keyOf(run);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [run]);
    else group.push(run);
  }
  return groups;
}

function pathOf({ notebook, notebookFolder }: RunView): string {
  return notebook === null ? '' : `${notebookFolder ?? ''}/${notebook}`;
}

function timeOf(run: RunView): number {
  const time = Date.parse(run.created);
  return Number.isNaN(time) ? 0 : time;
}
