import { variantLabel } from '../../../src/base/index.ts';
import type { CurvesData } from '../../../src/protocol/index.ts';
import { panelOf, type LegendId } from '../../charts/curves/build.ts';
import type { CurvesModel } from '../../charts/curves/model.ts';
import type { ViewState } from '../viewState.ts';
import type { CurveSet } from './groups.ts';
import { linesOf } from './query.ts';

export function curvesModel(
  data: CurvesData,
  sets: readonly CurveSet[],
  { quantity, axis, isLog, hidden }: ViewState,
  range: readonly [number, number] | null,
): CurvesModel {
  return panelOf(
    {
      data,
      requests: linesOf(quantity, sets.length),
      runs: new Map(
        sets.flatMap(({ name, slot, runs }) =>
          // The first one names the mean of all.
          runs.map(({ id, cell, variant }, i) => [
            id,
            { slot, name: i === 0 ? name : `${cell}, ${variantLabel(variant)}` },
          ]),
        ),
      ),
      hidden: new Set([...hidden.map((id): LegendId => `run:${id}`), ...unused(data, sets.length)]),
      axis,
      range,
    },
    {
      column: quantity,
      scale: isLog ? 'log' : 'linear',
      fromZero: quantity === 'accuracy',
      times: quantity === 'accuracy' ? 100 : 1,
      hasFlags: true,
    },
  );
}

/** Of several runs one line each is drawn, the first that somebody has, else no one sees any. */
function unused(data: CurvesData, sets: number): LegendId[] {
  if (sets < 2) return [];
  const order: LegendId[] = ['test', 'validation', 'smooth'];
  const all = data.groups.flatMap(group => group.runs);
  const used = order.findIndex((_, i) => all.some(run => (run.lines[i]?.x.length ?? 0) > 0));
  return order.filter((_, i) => i !== used);
}
