/** How the learning rate changes; epochs may be fractions. */
export type Schedule =
  | { readonly kind: 'constant'; readonly rate: number }
  /** `at`: epochs at which the rate is multiplied by `factor`. */
  | {
      readonly kind: 'steps';
      readonly rate: number;
      readonly at: readonly number[];
      readonly factor: number;
    }
  /** Cosine from max to min over each cycle (arXiv 1710.10348, eq. 9); cycles begin at `restarts` (epochs) and, unless `grow.restart` is false, at growth. */
  | {
      readonly kind: 'cosine';
      readonly max: number;
      readonly min: number;
      readonly restarts: readonly number[];
    };
