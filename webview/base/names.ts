import type { RunView } from '../../src/protocol/index.ts';
import {
  asWritten,
  differingKeys,
  formatDay,
  formatTimeOfDay,
  seedKey,
  shortPlaces,
  variantLabel,
  withoutKey,
} from '../../src/base/index.ts';

/**
 * What runs are called beside each other, by id: the cell; its notebook, the folder of that, what was set for it
 * and its seed where another run has the same cell; when it began where that is not enough; the end of its id
 * where even that is the same.
 */
export function namesOf(
  runs: readonly RunView[],
  seedOf = (run: RunView) => `seed ${run.variant.seed}`,
): ReadonlyMap<string, string> {
  const places = shortPlaces(runs.map(run => run.notebookFolder ?? ''));
  const keys = differingKeys(runs.map(({ variant }) => withoutKey(variant, seedKey)));
  const words: ((run: RunView) => string)[] = [
    run => (run.notebook ?? 'without a notebook').replace(/\.resnet\.yaml$/, ''),
    run => places.get(run.notebookFolder ?? '') ?? '',
    run => variantLabel(run.variant, keys) || asWritten,
    seedOf,
    run => formatDay(run.created),
    run => formatTimeOfDay(run.created),
    run => run.id.slice(-4),
  ];
  const names = new Map<string, string>();
  const split = (group: readonly RunView[], depth: number, prefix: string) => {
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

/** What tells a run apart from the others of its cell that are shown with it: `seed 3`, `epochs 1, seed 3`. */
export function labelAmong({ variant }: RunView, runs: readonly RunView[]): string {
  const keys = differingKeys([...runs.map(run => run.variant), variant]);
  return variantLabel(variant, keys) || (keys.length > 0 ? asWritten : `seed ${variant.seed}`);
}
