import { seedKey, variantKey, withoutKey, namesOf } from '../../../src/base/index.ts';
import type { CurveGroup, CurvesData, Line, RunView } from '../../../src/protocol/index.ts';

/** What has one line: a run, or the mean of runs whose variants differ by their seed only. */
export interface CurveSet {
  /** Of its first run. */
  readonly id: string;
  readonly name: string;
  readonly slot: number;
  readonly runs: readonly RunView[];
}

/** The runs as they are drawn, in their order. A seed that ran twice is no second sample: such runs stay apart. */
export function curveSets(runs: readonly RunView[], isSplit: boolean): CurveSet[] {
  const alike = new Map<string, RunView[]>();
  for (const run of runs) alike.set(keyOf(run), [...(alike.get(keyOf(run)) ?? []), run]);
  const isMean = (run: RunView) => {
    const group = alike.get(keyOf(run)) ?? [];
    return (
      !isSplit && group.length > 1 && new Set(group.map(r => r.variant.seed)).size === group.length
    );
  };
  const sets = runs.flatMap((run): (readonly RunView[])[] => {
    const group = alike.get(keyOf(run)) ?? [run];
    if (!isMean(run)) return [[run]];
    return group[0] === run ? [group] : [];
  });
  const firsts = sets.flatMap(([first]) => first ?? []);
  const seeds = new Map(sets.map(set => [set[0]?.id, `${set.length} seeds`]));
  const names = namesOf(firsts, run =>
    isMean(run) ? (seeds.get(run.id) ?? '') : `seed ${run.variant.seed}`,
  );
  return sets.flatMap((set): CurveSet[] => {
    const [first] = set;
    if (first === undefined) return [];
    const name = names.get(first.id) ?? first.cell;
    const count = seeds.get(first.id) ?? '';
    const isNamed = set.length === 1 || name.includes(count);
    const whole = isNamed ? name : `${name}, ${count}`;
    return [{ id: first.id, name: whole, slot: first.slot, runs: set }];
  });
}

/** Of one cell of one notebook, and of what it asked then but for the seed. */
function keyOf({ notebookFolder, notebook, cell, digest, variant }: RunView): string {
  const set = variantKey(withoutKey(variant, seedKey));
  return [notebookFolder, notebook, cell, digest, set].join('\n');
}

/** Some runs could be drawn as a mean, or are. */
export function hasSeeds(runs: readonly RunView[]): boolean {
  return curveSets(runs, false).length < runs.length;
}

/** The line by which a set is read: as evaluated, else of training; null: nothing is recorded. */
export function mainLine(data: CurvesData, { id }: CurveSet): Line | null {
  const group = data.groups.find(each => each.id === id);
  return group === undefined ? null : (linesOfGroup(group).find(l => l.x.length > 0) ?? null);
}

function linesOfGroup({ mean, runs }: CurveGroup): readonly Line[] {
  return mean?.map(each => each.mean) ?? runs[0]?.lines ?? [];
}
