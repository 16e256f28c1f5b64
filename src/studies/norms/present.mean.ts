import { mean } from '../../base/index.ts';
import { type Extent, union } from '../../figures/index.ts';
import { everyColumn, type NormsRecord, type NormsView, type Theory } from './present.view.ts';

/** Several runs of one network as one. */
export interface NormsMean {
  readonly view: NormsView;
  /** The smallest and the largest of the runs. */
  readonly low: NormsRecord;
  readonly high: NormsRecord;
}

/** Null where the networks differ, so that their blocks cannot be taken together, and of fewer than two. */
export function meanOf(views: readonly NormsView[]): NormsMean | null {
  const [first] = views;
  if (first === undefined || views.length < 2) return null;
  if (!views.every(view => view.own.equals(first.own))) return null;
  const over = (of: (values: readonly number[]) => number): NormsRecord =>
    everyColumn(name =>
      Float64Array.from(first.record[name], (_, i) =>
        of(views.map(view => view.record[name][i] ?? NaN).filter(v => !Number.isNaN(v))),
      ),
    );
  return {
    view: {
      ...first,
      label: `mean of ${views.length} runs`,
      record: over(mean),
      step: views.every(view => view.step === first.step) ? first.step : null,
      theory: meanTheory(views),
      extent: everyColumn(name =>
        views.map(view => view.extent[name]).reduce<Extent | null>(union, null),
      ),
    },
    low: over(values => (values.length === 0 ? NaN : Math.min(...values))),
    high: over(values => (values.length === 0 ? NaN : Math.max(...values))),
  };
}

function meanTheory(views: readonly NormsView[]): Theory | null {
  const theories = views.flatMap(({ theory }) => theory ?? []);
  const [first] = theories;
  if (first === undefined || theories.length < views.length) return null;
  const isOne = theories.every(({ label }) => label === first.label);
  return {
    residual: first.residual.map((_, i) => mean(theories.map(t => t.residual[i] ?? NaN))),
    label: isOne ? first.label : 'before growth',
  };
}
