import type { NormsRecord } from './present.view.ts';

export interface NormsFacts {
  readonly largest: { readonly block: number; readonly residual: number } | null;
  /** Geometric mean over blocks of residual over prediction; null without a prediction. */
  readonly againstTheory: number | null;
  /** Ratios inside 1 ± δ, of those that are numbers. */
  readonly inside: number;
  readonly ratios: number;
  /** Blocks without a ratio because no gradient reaches them: that at their output is zero. */
  readonly unreached: number;
  /** Blocks without a finite residual. */
  readonly broken: readonly number[];
  readonly blocks: number;
}

/** `theory`: predicted residuals by block, or null. */
export function normsFacts(
  { residual, gradient, ratio }: NormsRecord,
  theory: ArrayLike<number> | null,
  delta: number,
): NormsFacts {
  let largest: NormsFacts['largest'] = null;
  let logs = 0;
  let compared = 0;
  const broken: number[] = [];
  for (let block = 0; block < residual.length; block++) {
    const norm = residual[block] ?? NaN;
    if (!Number.isFinite(norm)) broken.push(block);
    else if (largest === null || norm > largest.residual) largest = { block, residual: norm };
    const log = Math.log(norm / (theory?.[block] ?? NaN));
    if (!Number.isFinite(log)) continue;
    logs += log;
    compared++;
  }
  return {
    largest,
    againstTheory: compared === 0 ? null : Math.exp(logs / compared),
    ...insideBand(ratio, delta),
    unreached: Array.from(ratio).filter((r, l) => !Number.isFinite(r) && gradient[l] === 0).length,
    broken,
    blocks: residual.length,
  };
}

/** How many ratios lie inside 1 ± δ. */
export function insideBand(
  ratio: ArrayLike<number>,
  delta: number,
): { readonly inside: number; readonly ratios: number } {
  const finite = Array.from(ratio).filter(Number.isFinite);
  const inside = finite.filter(r => r >= 1 - delta && r <= 1 + delta).length;
  return { inside, ratios: finite.length };
}
