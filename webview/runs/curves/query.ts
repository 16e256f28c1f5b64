import type { CurveRequest, CurvesQuery } from '../../../src/protocol/index.ts';
import type { ViewState } from '../viewState.ts';
import type { CurveSet } from './groups.ts';

/** What is asked of each run, by what is shown. Of several runs one line each, else no one sees any. */
export function linesOf(quantity: ViewState['quantity'], sets: number): readonly CurveRequest[] {
  const test = { column: quantity, smooth: null } as const;
  const evaluated = [
    { split: 'test', ...test },
    { split: 'validation', ...test },
  ] as const;
  const smooth = { split: 'train', column: quantity, smooth: 0.9 } as const;
  const raw = { split: 'train', column: quantity, smooth: null } as const;
  return quantity === 'loss' && sets === 1 ? [...evaluated, smooth, raw] : [...evaluated, smooth];
}

export function curvesQuery(
  sets: readonly CurveSet[],
  { quantity, axis }: Pick<ViewState, 'quantity' | 'axis'>,
  range: readonly [number, number] | null,
  width: number,
): CurvesQuery {
  return {
    kind: 'curves',
    groups: sets.map(({ id, runs }) => ({ id, runs: runs.map(run => run.id) })),
    lines: linesOf(quantity, sets.length),
    axis,
    range,
    width: Math.max(1, Math.round(width)),
  };
}
