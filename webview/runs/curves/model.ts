import type { CurvesData, Line, RunView } from '../../../src/protocol/index.ts';
import { panelOf, type LegendId } from '../../charts/curves/build.ts';
import type { CurvesModel } from '../../charts/curves/model.ts';
import { namesOf } from '../../base/names.ts';
import type { ViewState } from '../viewState.ts';
import { linesOf } from './query.ts';

/** The line by which each run is read: as evaluated, else of training; null: nothing is recorded. */
export function mainLines(data: CurvesData): ReadonlyMap<string, Line | null> {
  return new Map(
    data.groups
      .flatMap(group => group.runs)
      .map(({ run, lines }) => [run, lines.find(line => line.x.length > 0) ?? null]),
  );
}

export function curvesModel(
  data: CurvesData,
  runs: readonly RunView[],
  { quantity, axis, isLog, hidden }: ViewState,
  range: readonly [number, number] | null,
): CurvesModel {
  const names = namesOf(runs);
  return panelOf(
    {
      data,
      requests: linesOf(quantity, runs.length),
      runs: new Map(
        runs.map(run => [run.id, { slot: run.slot, name: names.get(run.id) ?? run.cell }]),
      ),
      hidden: new Set([...hidden.map((id): LegendId => `run:${id}`), ...unused(data, runs.length)]),
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
function unused(data: CurvesData, runs: number): LegendId[] {
  if (runs < 2) return [];
  const order: LegendId[] = ['test', 'validation', 'smooth'];
  const all = data.groups.flatMap(group => group.runs);
  const used = order.findIndex((_, i) => all.some(run => (run.lines[i]?.x.length ?? 0) > 0));
  return order.filter((_, i) => i !== used);
}
