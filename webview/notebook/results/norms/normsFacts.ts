/** Norms of one network at one step: L + 1 states and gradients, L residuals and ratios. */
export interface NormsRecord {
  readonly state: ArrayLike<number>;
  readonly residual: ArrayLike<number>;
  readonly gradient: ArrayLike<number>;
  readonly ratio: ArrayLike<number>;
}

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
  readonly broken: number;
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
  let broken = 0;
  for (let block = 0; block < residual.length; block++) {
    const norm = residual[block] ?? NaN;
    if (!Number.isFinite(norm)) broken++;
    else if (largest === null || norm > largest.residual) largest = { block, residual: norm };
    const log = Math.log(norm / (theory?.[block] ?? NaN));
    if (!Number.isFinite(log)) continue;
    logs += log;
    compared++;
  }
  const finite = Array.from(ratio).filter(Number.isFinite);
  return {
    largest,
    againstTheory: compared === 0 ? null : Math.exp(logs / compared),
    inside: finite.filter(r => r >= 1 - delta && r <= 1 + delta).length,
    ratios: finite.length,
    unreached: Array.from(ratio).filter((r, l) => !Number.isFinite(r) && gradient[l] === 0).length,
    broken,
  };
}
