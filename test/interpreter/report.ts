/** What two computations agree on, and where they do not. */
export interface Report {
  readonly differences: readonly string[];
  /** What was not compared, and why. */
  readonly leftOut: readonly string[];
  /** By quantity the largest relative difference seen. */
  readonly largest: ReadonlyMap<string, number>;
  exact(what: string, found: unknown, expected: unknown): void;
  /** ‖found − expected‖ at most `tolerance` of ‖expected‖, or of `scale` where that is more. */
  near(
    what: string,
    found: ArrayLike<number>,
    expected: ArrayLike<number>,
    tolerance: number,
    scale?: number,
  ): void;
  /** Number by number, null where there is none; numbers far below the others are rounding. */
  list(
    what: string,
    found: readonly (number | string | null)[],
    expected: readonly (number | null)[],
    tolerance: number,
  ): void;
  /** New values that differ by at most 1e-6 of their size and 1e-4 of how far they moved, or of `scale`. */
  change(
    what: string,
    found: ArrayLike<number>,
    expected: ArrayLike<number>,
    before: ArrayLike<number>,
    scale: number,
  ): void;
  leaveOut(what: string): void;
}

export function createReport(): Report {
  const differences: string[] = [];
  const leftOut: string[] = [];
  const largest = new Map<string, number>();
  const see = (what: string, relative: number, tolerance: number, text: () => string) => {
    const kind = what.replace(/,? (of|stage\d|stem|head|dense|whole|without|swapped)\b.*$/, '');
    largest.set(kind, Math.max(largest.get(kind) ?? 0, relative));
    if (!(relative <= tolerance)) differences.push(`${what}: ${text()}`);
  };
  const shown = (values: ArrayLike<number>) =>
    values.length === 1 ? String(values[0]) : `‖${norm(values)}‖`;
  return {
    differences,
    leftOut,
    largest,
    exact(what, found, expected) {
      if (found !== expected)
        differences.push(`${what}: ${String(found)}, not ${String(expected)}`);
    },
    near(what, found, expected, tolerance, scale = 0) {
      const size = Math.max(norm(expected), scale, 1e-12);
      const relative = found.length === expected.length ? norm(minus(found, expected)) / size : NaN;
      see(
        what,
        relative,
        tolerance,
        () => `${shown(found)}, not ${shown(expected)} (${relative.toExponential(1)})`,
      );
    },
    list(what, found, expected, tolerance) {
      const most = Math.max(...expected.map(v => v ?? 0));
      if (found.length !== expected.length)
        differences.push(`${what}: ${found.length} rows, not ${expected.length}`);
      expected.forEach((value, l) => {
        const given = found[l] ?? null;
        if (value === null || given === null)
          return value === given ? undefined : this.exact(`${what}, block ${l}`, given, value);
        const relative = Math.abs(Number(given) - value) / Math.max(value, 1e-6 * most, 1e-30);
        see(what, relative, tolerance, () => `block ${l} ${given}, not ${value}`);
      });
    },
    change(what, found, expected, before, scale) {
      const moved = Math.max(norm(minus(expected, before)), scale);
      const allowed = 1e-6 * norm(expected) + 1e-4 * moved;
      const gap = norm(minus(found, expected));
      if (!(gap <= allowed + 1e-12))
        differences.push(`${what}: off by ${gap} of ${norm(expected)}`);
    },
    leaveOut(what) {
      leftOut.push(what);
    },
  };
}

function norm(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? NaN) ** 2;
  return Math.sqrt(sum);
}

function minus(a: ArrayLike<number>, b: ArrayLike<number>): number[] {
  return Array.from(b, (v, i) => (a[i] ?? NaN) - v);
}
