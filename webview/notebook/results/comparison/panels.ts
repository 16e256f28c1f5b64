import {
  isAlive,
  type CurveRequest,
  type CurvesData,
  type RunCurves,
  type RunView,
} from '../../../../src/protocol/index.ts';
import { axesOf, type CurvesView, type PanelSpec } from '../../../charts/curves/build.ts';
import { differenceOf } from '../../../charts/curves/difference.ts';
import { valuesIn } from '../../../charts/curves/range.ts';
import type { CurvesModel, Series } from '../../../charts/curves/model.ts';

export const comparisonRequests: readonly CurveRequest[] = [
  { split: 'train', column: 'loss', smooth: 0.9 },
  { split: 'train', column: 'accuracy', smooth: 0.9 },
  { split: 'test', column: 'loss', smooth: null },
  { split: 'test', column: 'accuracy', smooth: null },
];

const testAccuracy = 3;

/** Overlaid curves: the smoothed loss, and the test accuracy, else the smoothed one of training. */
export function overlaySpecs(isLog: boolean): readonly PanelSpec[] {
  const loss = { column: 'loss', scale: isLog ? 'log' : 'linear', fromZero: false } as const;
  const accuracy = { column: 'accuracy', scale: 'linear', fromZero: true, times: 100 } as const;
  return [
    { ...loss, hasFlags: true, isBare: true },
    { ...accuracy, isBare: true },
  ];
}

/** Lines in which the runs are compared: index of the loss, and of the accuracy. */
export function comparedLines({ groups }: CurvesData): readonly [number, number] {
  const runs = groups.flatMap(g => g.runs);
  const isTested = runs.length > 0 && runs.every(r => (r.lines[testAccuracy]?.x.length ?? 0) > 1);
  return [0, isTested ? testAccuracy : 1];
}

/** A run that has ended does not come to the rest of its plan: the axis ends where the last one ended. */
export function withoutPlansOfEnded(
  data: CurvesData,
  compared: readonly Pick<RunView, 'id' | 'life'>[],
): CurvesData {
  const live = new Set(compared.filter(isAlive).map(({ id }) => id));
  const groups = data.groups.map(group => ({
    ...group,
    runs: group.runs.map(run => (live.has(run.run) ? run : { ...run, plan: null })),
  }));
  return { ...data, groups };
}

/** What the other runs are above or below the first one, around a zero of its own. */
export function differencePanel(view: CurvesView, line: number, times: number): CurvesModel | null {
  const runs = view.data.groups.flatMap(g => g.runs).filter(r => !view.hidden.has(`run:${r.run}`));
  const [first, ...others] = runs;
  const reference = first?.lines[line];
  if (reference === undefined || others.length === 0) return null;
  const isTest = view.requests[line]?.split === 'test';
  const series = others.flatMap((run): Series[] => {
    const own = run.lines[line];
    if (own === undefined) return [];
    return [
      {
        id: run.run,
        label: `${nameOf(view, run)} − ${nameOf(view, first)}`,
        slot: view.runs.get(run.run)?.slot ?? 0,
        kind: isTest ? 'marked' : 'line',
        line: differenceOf(own, reference),
        showsBeyond: true,
        isMain: true,
      },
    ];
  });
  const axes = axesOf(view, { column: 'loss', scale: 'linear', fromZero: true, times }, [], [], []);
  // Zero in the middle, so that the sign is seen at once; no difference is left out.
  const sizes = series.flatMap(s => [...valuesIn(s.line, axes.x.min, axes.x.max)].map(Math.abs));
  const size = 1.1 * Math.max(0, ...sizes.filter(Number.isFinite)) || 1 / times;
  return {
    axes: { ...axes, y: { ...axes.y, min: -size, max: size, isSigned: true } },
    series,
    bands: [],
    failures: [],
    events: [],
    references: [0],
  };
}

const nameOf = (view: CurvesView, run: RunCurves | undefined) =>
  run === undefined ? '' : (view.runs.get(run.run)?.name ?? run.run);
