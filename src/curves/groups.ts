import {
  asWritten,
  differingKeys,
  seedKey,
  variantKey,
  variantLabel,
  withoutKey,
} from '../base/index.ts';
import { splits, type TrainedRun } from './types.ts';

/** Runs that differ in nothing but their seed, which have one line: their mean. */
export interface RunGroup<Run extends TrainedRun = TrainedRun> {
  /** Of its first run. */
  readonly id: string;
  readonly name: string;
  readonly slot: number;
  /** Those of a group of several have seeds that differ. */
  readonly runs: readonly Run[];
}

/**
 * The runs as they are drawn, in the order of their first ones. A seed that ran twice is no second sample: such runs stay apart.
 */
export function groupsOf<Run extends TrainedRun>(runs: readonly Run[]): RunGroup<Run>[] {
  const alike = new Map<string, Run[]>();
  for (const run of runs) {
    const key = keyOf(run);
    alike.set(key, [...(alike.get(key) ?? []), run]);
  }
  const groups = [...alike.values()].flatMap(group =>
    new Set(group.map(run => run.seed)).size === group.length ? [group] : group.map(run => [run]),
  );
  const order = new Map(runs.map((run, i) => [run, i]));
  const places = (group: readonly Run[]) => order.get(group[0] as Run) ?? 0;
  return named(groups.sort((a, b) => places(a) - places(b)));
}

/** Each run for itself. */
export function singleGroups<Run extends TrainedRun>(runs: readonly Run[]): RunGroup<Run>[] {
  return runs.map(run => ({ id: run.id, name: run.label, slot: run.slot, runs: [run] }));
}

function keyOf({ recipeKey, variant }: TrainedRun): string {
  return `${recipeKey}\n${variantKey(withoutKey(variant, seedKey))}`;
}

/**
 * A cell by its name; several groups of one cell by what was set for them; what is still alike by the labels of its runs.
 */
function named<Run extends TrainedRun>(groups: readonly (readonly Run[])[]): RunGroup<Run>[] {
  const firsts = groups.map(([first]) => first as Run);
  const names = firsts.map(first => {
    const same = firsts.filter(other => other.cell === first.cell);
    const keys = differingKeys(same.map(({ variant }) => withoutKey(variant, seedKey)));
    const words = keys.length === 0 ? '' : variantLabel(first.variant, keys) || asWritten;
    return words === '' ? first.cell : `${first.cell}, ${words}`;
  });
  return groups.map((runs, i) => {
    const first = firsts[i] as Run;
    const own = names[i] ?? first.cell;
    const isClear = names.filter(name => name === own).length === 1;
    return { id: first.id, name: isClear ? own : sharedLabel(runs), slot: first.slot, runs };
  });
}

/** What the labels of all have in common from their beginning: `base, epochs 1` of `base, epochs 1, seed 2`. */
function sharedLabel(runs: readonly TrainedRun[]): string {
  const [first = [], ...others] = runs.map(run => run.label.split(', '));
  const differs = first.findIndex((part, i) => others.some(other => other[i] !== part));
  const shared = differs < 0 ? first : first.slice(0, differs);
  return shared.join(', ') || (runs[0]?.label ?? '');
}

/** Something was recorded. */
export function hasBegun({ metrics }: TrainedRun): boolean {
  return splits.some(split => metrics[split].rows > 0);
}

/** Those of its runs of which something is recorded; a group of which none is has none. */
export function begunOf({ runs }: RunGroup): readonly TrainedRun[] {
  return runs.filter(hasBegun);
}

/** While one seed has a record the group is shown as that run. */
export function asBegun(group: RunGroup): RunGroup {
  const begun = begunOf(group);
  return begun.length === 1 && group.runs.length > 1 ? { ...group, runs: begun } : group;
}

/** `base`, or `base, 3 seeds`. */
export function nameWithSeeds({ name, runs }: RunGroup): string {
  return runs.length > 1 ? `${name}, ${runs.length} seeds` : name;
}
