import type { Choice } from '../figures/index.ts';
import { groupsOf, singleGroups, type RunGroup } from './groups.ts';
import { axisWord, type Abscissa } from './place.ts';
import { curveAxes, type TrainedRun } from './types.ts';
import type { CurvesView } from './view.ts';

/** A choice as the reader left it; the first of its options is the usual one. */
export function optionOf<Id extends string>(
  { choices }: Pick<CurvesView, 'choices'>,
  id: string,
  options: readonly [Id, ...Id[]],
): Id {
  return options.find(option => option === choices[id]) ?? options[0];
}

function choiceOf<Id extends string>(
  view: Pick<CurvesView, 'choices'>,
  { id, label }: Pick<Choice, 'id' | 'label'>,
  options: readonly [Id, ...Id[]],
  tips: Readonly<Record<string, string>> = {},
): Choice {
  const shown = options.map(option => {
    const tip = tips[option];
    return { id: option, label: option, ...(tip === undefined ? {} : { tip }) };
  });
  return { id, label, options: shown, chosen: optionOf(view, id, options) };
}

/** What curves are drawn over: comes back as the axis of the view. */
export function axisChoice(axis: Abscissa, axes: readonly Abscissa[] = curveAxes): Choice {
  const options = axes.map(id => ({ id, label: axisWord(id) }));
  return { id: 'axis', label: 'x axis', options, chosen: axis };
}

/** The factor of smoothed lines, on a slider: it comes back as that of the view. */
export function smoothChoice({ smooth }: { readonly smooth: number }): Choice {
  return { id: 'smooth', label: 'smoothing', options: [], chosen: String(smooth) };
}

const qualities = ['accuracy', 'error'] as const;
const quantities = ['accuracy', 'error', 'loss'] as const;
const seedOptions = ['mean', 'each'] as const;

/** Whether the error is shown in place of the accuracy. */
export const qualityChoice = {
  of: (view: CurvesView) => optionOf(view, 'quality', qualities),
  choice: (view: CurvesView): Choice =>
    choiceOf(view, { id: 'quality', label: 'accuracy or error' }, qualities, {
      error: 'One minus the accuracy; with a logarithmic scale small errors are told apart.',
    }),
};

/** What one panel shows of many runs. */
export const quantityChoice = {
  of: (view: CurvesView) => optionOf(view, 'quantity', quantities),
  choice: (view: CurvesView): Choice =>
    choiceOf(view, { id: 'quantity', label: 'quantity' }, quantities),
};

/** Whether seeds are one line: their mean. */
export const seedsChoice = {
  groups: <Run extends TrainedRun>(runs: readonly Run[], view: CurvesView): RunGroup<Run>[] =>
    optionOf(view, 'seeds', seedOptions) === 'each' ? singleGroups(runs) : groupsOf(runs),
  /** None where no runs are seeds of one thing. */
  choices: (runs: readonly TrainedRun[], view: CurvesView): Choice[] =>
    groupsOf(runs).length === runs.length
      ? []
      : [choiceOf(view, { id: 'seeds', label: 'seeds' }, seedOptions)],
};
