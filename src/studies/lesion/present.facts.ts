import { mean } from '../../base/index.ts';
import { numberAt, type Table, textAt } from '../../figures/index.ts';

/** One thing that was done to one network. Errors are shares from 0 to 1. */
export interface LesionRow {
  readonly lesion: 'none' | 'remove' | 'swap';
  /** How blocks were chosen; null: of a version that did not say. */
  readonly choice: 'each' | 'random' | null;
  readonly count: number;
  readonly repeat: number;
  /** NaN where it is not one block. */
  readonly block: number;
  readonly tau: number;
  readonly error: number;
}

/** What lesions of one or several runs (seeds) say together. */
export interface LesionFacts {
  /** Mean over runs; NaN while unknown. */
  readonly intact: number;
  /** Of a network of `classes` classes by guessing; null where not known. */
  readonly chance: number | null;
  /** Of blocks removed in turn, by block. */
  readonly each: readonly LesionOfBlock[];
  /** By number of blocks removed at random, every repeat of every run. */
  readonly sets: readonly { readonly count: number; readonly errors: readonly number[] }[];
  /** Those that changed the order. */
  readonly swaps: readonly {
    readonly count: number;
    readonly tau: number;
    readonly error: number;
  }[];
  /** Reorderings whose swaps undo each other. */
  readonly unchanged: number;
  readonly runs: number;
  /** Random removals for each number, of one run. */
  readonly repeats: number;
  /** Images that each error counts; 0 while unknown. */
  readonly examples: number;
}

export interface LesionOfBlock {
  readonly block: number;
  /** By run; NaN where it has none yet. */
  readonly errors: readonly number[];
  readonly mean: number;
  /** Mean of each run's error above its own intact error. */
  readonly cost: number;
}

export function lesionRows(results: Table): LesionRow[] {
  return Array.from({ length: results.rows }, (_, row): LesionRow => {
    const lesion = textAt(results, 'lesion', row);
    const choice = textAt(results, 'choice', row);
    return {
      lesion: lesion === 'remove' || lesion === 'swap' ? lesion : 'none',
      choice: choice === 'each' || choice === 'random' ? choice : null,
      count: numberAt(results, 'count', row),
      repeat: numberAt(results, 'repeat', row),
      block: numberAt(results, 'block', row),
      tau: numberAt(results, 'tau', row),
      error: numberAt(results, 'error', row),
    };
  });
}

/** `runs`: the rows of each. */
export function lesionFacts(
  runs: readonly (readonly LesionRow[])[],
  classes: number | null,
  examples = 0,
): LesionFacts {
  const intacts = runs.map(rows => rows.find(r => r.lesion === 'none')?.error ?? NaN);
  const each = new Map<number, number[]>();
  const sets = new Map<number, number[]>();
  const inTurn = runs.map(removalsInTurn);
  runs.forEach((rows, run) => {
    for (const row of rows) {
      if (row.lesion !== 'remove' || !Number.isFinite(row.count)) continue;
      if (inTurn[run]?.has(row) === true) {
        const errors = each.get(row.block) ?? runs.map(() => NaN);
        errors[run] = row.error;
        each.set(row.block, errors);
      } else {
        const errors = sets.get(row.count) ?? [];
        sets.set(row.count, errors);
        errors.push(row.error);
      }
    }
  });
  const swaps = runs.flat().filter(r => r.lesion === 'swap' && Number.isFinite(r.tau));
  const finiteMean = (values: readonly number[]) => mean(values.filter(Number.isFinite));
  return {
    intact: finiteMean(intacts),
    chance: classes === null || classes < 1 ? null : 1 - 1 / classes,
    each: [...each]
      .sort(([a], [b]) => a - b)
      .map(([block, errors]) => ({
        block,
        errors,
        mean: finiteMean(errors),
        cost: finiteMean(errors.map((error, run) => error - (intacts[run] ?? NaN))),
      })),
    sets: [...sets].sort(([a], [b]) => a - b).map(([count, errors]) => ({ count, errors })),
    swaps: swaps.filter(r => r.tau !== 1),
    unchanged: swaps.filter(r => r.tau === 1).length,
    runs: runs.length,
    repeats: repeatsOf(
      runs,
      (run, row) => row.lesion === 'remove' && inTurn[run]?.has(row) !== true,
    ),
    examples,
  };
}

/** The blocks that cost most, worst first. */
export function worstBlocks(facts: LesionFacts, most = 3): LesionFacts['each'] {
  return [...facts.each]
    .filter(e => e.cost > 0)
    .sort((a, b) => b.cost - a.cost)
    .slice(0, most);
}

/**
 * An error within two standard errors of guessing (of a share among so many examples): what such a network does is
 * no better than chance, so taking blocks out of it says nothing.
 */
export function isAtChance({ intact, chance, examples }: LesionFacts): boolean {
  if (chance === null || !Number.isFinite(intact)) return false;
  const deviation = examples > 0 ? Math.sqrt((chance * (1 - chance)) / examples) : 0;
  return intact >= chance - 2 * deviation;
}

/**
 * The rows that remove each block in turn. Results of earlier versions do not say so: there a random choice of
 * one block names its block too, but comes in repeats or beside choices of more blocks.
 */
function removalsInTurn(rows: readonly LesionRow[]): ReadonlySet<LesionRow> {
  const removals = rows.filter(r => r.lesion === 'remove');
  const named = removals.filter(r => Number.isFinite(r.block));
  if (rows.some(r => r.choice !== null)) return new Set(named.filter(r => r.choice === 'each'));
  const single = named.filter(r => r.count === 1);
  const isRandom = single.some(r => r.repeat > 0) || (single.length === 1 && removals.length > 1);
  return new Set(isRandom ? [] : single);
}

/** The most choices of one number in one run. */
function repeatsOf(
  runs: readonly (readonly LesionRow[])[],
  isRandom: (run: number, row: LesionRow) => boolean,
): number {
  let most = 0;
  runs.forEach((rows, run) => {
    const byCount = new Map<number, number>();
    for (const row of rows.filter(each => isRandom(run, each)))
      byCount.set(row.count, (byCount.get(row.count) ?? 0) + 1);
    for (const repeats of byCount.values()) most = Math.max(most, repeats);
  });
  return most;
}
