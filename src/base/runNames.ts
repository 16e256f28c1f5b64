import { formatDay, formatTimeOfDay } from './format.ts';
import { shortPlaces } from './places.ts';
import { differingKeys, seedKey, withoutKey, type Variant } from './variant.ts';
import { asWritten, variantLabel } from './variantText.ts';

/** What a run is told by. */
export interface NamedRun {
  readonly id: string;
  readonly cell: string;
  /** File name of its notebook; null if it has none. */
  readonly notebook: string | null;
  readonly notebookFolder: string | null;
  readonly variant: Variant;
  /** ISO 8601. */
  readonly created: string;
}

/**
 * What runs are called beside each other, by id: the cell; its notebook, the folder of that, what was set for it
 * and its seed where another run has the same cell; when it began where that is not enough; the end of its id
 * where even that is the same.
 */
export function namesOf<R extends NamedRun>(
  runs: readonly R[],
  seedOf = (run: R) => `seed ${run.variant.seed}`,
): ReadonlyMap<string, string> {
  const places = shortPlaces(runs.map(run => run.notebookFolder ?? ''));
  const keys = differingKeys(runs.map(({ variant }) => withoutKey(variant, seedKey)));
  const words: ((run: R) => string)[] = [
    run => (run.notebook ?? 'without a notebook').replace(/\.resnet\.yaml$/, ''),
    run => places.get(run.notebookFolder ?? '') ?? '',
    run => variantLabel(run.variant, keys) || asWritten,
    seedOf,
    run => formatDay(run.created),
    run => formatTimeOfDay(run.created),
    run => run.id.slice(-4),
  ];
  const names = new Map<string, string>();
  const split = (group: readonly R[], depth: number, prefix: string) => {
    const word = words[depth];
    const [only] = group;
    if (only !== undefined && (group.length === 1 || word === undefined)) {
      for (const run of group) names.set(run.id, prefix);
      return;
    }
    if (word === undefined) return;
    const parts = new Set(group.map(word));
    for (const part of parts) {
      const rest = group.filter(run => word(run) === part);
      // A word that all share tells nothing apart.
      const isNews = parts.size > 1;
      split(rest, depth + 1, isNews ? `${prefix}, ${part}` : prefix);
    }
  };
  for (const cell of new Set(runs.map(run => run.cell)))
    split(
      runs.filter(run => run.cell === cell),
      0,
      cell,
    );
  return names;
}
