import { mean } from '../../../../src/base/index.ts';
import type { StudyData } from '../../../../src/protocol/index.ts';

/** One thing that was done to one network. Errors are shares from 0 to 1. */
export interface LesionRow {
  readonly lesion: 'none' | 'remove' | 'swap';
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
  /** By block the error of each run without it, and their mean; empty where blocks were not removed in turn. */
  readonly each: readonly {
    readonly block: number;
    readonly errors: readonly number[];
    readonly mean: number;
    /** Mean of each run's error above its own intact error. */
    readonly cost: number;
  }[];
  /** By number of blocks removed at random, every repeat of every run. */
  readonly sets: readonly { readonly count: number; readonly errors: readonly number[] }[];
  readonly swaps: readonly {
    readonly count: number;
    readonly tau: number;
    readonly error: number;
  }[];
  readonly runs: number;
  /** Images that each error counts; 0 while unknown. */
  readonly examples: number;
}

export function lesionRows(data: StudyData): LesionRow[] {
  const column = (name: string) => data.columns.find(c => c.column.name === name)?.values ?? [];
  const number = (name: string, row: number) => Number(column(name)[row] ?? NaN);
  return Array.from({ length: data.rows }, (_, row): LesionRow => {
    const lesion = String(column('lesion')[row]);
    return {
      lesion: lesion === 'remove' || lesion === 'swap' ? lesion : 'none',
      count: number('count', row),
      repeat: number('repeat', row),
      block: number('block', row),
      tau: number('tau', row),
      error: number('error', row),
    };
  });
}

export function lesionFacts(
  runs: readonly (readonly LesionRow[])[],
  classes: number | null,
  examples = 0,
): LesionFacts {
  const intacts = runs.map(rows => rows.find(r => r.lesion === 'none')?.error ?? NaN);
  const inTurn = runs.map(removalsInTurn);
  const each = new Map<number, { errors: number[]; costs: number[] }>();
  const sets = new Map<number, number[]>();
  runs.forEach((rows, run) => {
    for (const row of rows) {
      if (row.lesion !== 'remove') continue;
      if (inTurn[run]?.has(row) === true) {
        const entry = each.get(row.block) ?? { errors: [], costs: [] };
        entry.errors.push(row.error);
        entry.costs.push(row.error - (intacts[run] ?? NaN));
        each.set(row.block, entry);
      } else sets.set(row.count, [...(sets.get(row.count) ?? []), row.error]);
    }
  });
  return {
    intact: mean(intacts.filter(Number.isFinite)),
    chance: classes === null || classes < 1 ? null : 1 - 1 / classes,
    each: [...each]
      .sort(([a], [b]) => a - b)
      .map(([block, { errors, costs }]) => ({
        block,
        errors,
        mean: mean(errors),
        cost: mean(costs),
      })),
    sets: [...sets].sort(([a], [b]) => a - b).map(([count, errors]) => ({ count, errors })),
    swaps: runs.flat().filter(r => r.lesion === 'swap'),
    runs: runs.length,
    examples,
  };
}

/**
 * The rows that remove each block in turn. A random choice of one block names its block too, but
 * comes in repeats or beside choices of more blocks.
 */
function removalsInTurn(rows: readonly LesionRow[]): ReadonlySet<LesionRow> {
  const removals = rows.filter(r => r.lesion === 'remove');
  const single = removals.filter(r => r.count === 1 && Number.isFinite(r.block));
  const isRandom = single.some(r => r.repeat > 0) || (single.length === 1 && removals.length > 1);
  return new Set(isRandom ? [] : single);
}
