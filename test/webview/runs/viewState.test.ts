import { expect, it } from 'vitest';
import { nothingChosen } from '../../../webview/results/choices.ts';
import { CurvesChoices, curvesName, keptOf, viewStateOf } from '../../../webview/runs/viewState.ts';

const state = {
  folded: ['Differences'],
  curves: {
    ...nothingChosen,
    axis: 'epoch' as const,
    smooth: 0.5,
    choices: { quantity: 'loss' },
    toggled: new Map([['a', false]]),
    scales: { loss: 'log' as const },
    ranges: { time: [0, 10] as const },
  },
};

it('keeps what was chosen and folded, through JSON', () => {
  expect(viewStateOf(JSON.parse(JSON.stringify(keptOf(state))))).toEqual(state);
});

it.each([
  undefined,
  null,
  'x',
  { folded: [] },
  { ...keptOf(state), folded: [1] },
  { folded: [], curves: { ...keptOf(state).curves, axis: 'day' } },
  { folded: [], curves: { ...keptOf(state).curves, ranges: { time: [0] } } },
])('begins anew where %j was kept', kept =>
  expect(viewStateOf(kept)).toEqual({ folded: [], curves: nothingChosen }),
);

it('tells what is chosen of the curves', () => {
  const told: unknown[] = [];
  const choices = new CurvesChoices(state.curves, each => told.push(each));
  expect(choices.of(curvesName)).toBe(state.curves);
  choices.keep(curvesName, nothingChosen);
  expect(told).toEqual([nothingChosen]);
  expect(choices.of(curvesName)).toBe(nothingChosen);
});
