import { nothingPresented, type Presented } from '../../figures/index.ts';
import {
  axisChoice,
  qualityChoice,
  quantityChoice,
  seedsChoice,
  smoothChoice,
} from '../choices.ts';
import { drawingOf, endOfRuns, type Drawing } from '../draw.ts';
import { eventMarks } from '../events.ts';
import { asBegun, begunOf, hasBegun, type RunGroup } from '../groups.ts';
import { panelOf } from '../panel.ts';
import { axisWord } from '../place.ts';
import type { TrainedRun } from '../types.ts';
import type { CurvesView } from '../view.ts';
import { drawPanels } from './draw.ts';
import { groupRows, kindRows } from './legend.ts';
import { plannedLine } from './lines.ts';
import { needsLog } from './needsLog.ts';
import { lossPanel, plannedPanels, qualityPanel, trainPanels } from './panels.ts';
import { planSentences, trainSentences, waitingSentence } from './sentences.ts';

/** The course of the runs of a train cell: loss, rate, accuracy and speed; seeds as their mean. Of one that never ran its plan. */
export function presentTraining(runs: readonly TrainedRun[], view: CurvesView): Presented {
  const drawing = drawingOf(view, 'step');
  const groups = begunGroups(runs, view);
  if (groups.length === 0) return presentPlan(runs, drawing);
  const panels = trainPanels({
    isLog: needsLog(runs),
    isError: qualityChoice.of(view) === 'error',
    smooth: drawing.smooth,
  });
  const [only, ...more] = groups;
  const one = more.length === 0 ? only : undefined;
  const rows = one === undefined ? 'groups' : 'kinds';
  const { figures, tables, lines } = drawPanels(groups, panels, drawing, rows);
  return {
    ...nothingPresented,
    figures,
    tables,
    legend: one === undefined ? groupRows(groups, lines) : kindRows(one, lines, drawing),
    sentences: one === undefined ? [] : trainSentences(one, runs, drawing),
    choices: [
      axisChoice(drawing.axis),
      smoothChoice(drawing),
      qualityChoice.choice(view),
      ...seedsChoice.choices(runs, view),
    ],
  };
}

/** Accuracy, error or loss of runs of any recipes in one panel, as the reader chose. */
export function presentRuns(runs: readonly TrainedRun[], view: CurvesView): Presented {
  const drawing = drawingOf(view, 'step');
  const groups = begunGroups(runs, view);
  const quantity = quantityChoice.of(view);
  const choices = [
    axisChoice(drawing.axis),
    smoothChoice(drawing),
    quantityChoice.choice(view),
    ...seedsChoice.choices(runs, view),
  ];
  const options = { isLog: false, isError: quantity === 'error', smooth: drawing.smooth };
  const panel = quantity === 'loss' ? lossPanel(options) : qualityPanel(options);
  const alone = { ...panel, height: 190, isBare: false, isHeaded: true, hasFlags: true };
  const { figures, tables, lines } = drawPanels(groups, [alone], drawing, 'groups');
  const hasLines = figures.some(({ series }) => series.length > 0);
  if (!hasLines) {
    const nothing = `No ${quantity} is recorded yet.`;
    return { ...nothingPresented, choices, sentences: [{ tone: 'loud', text: [nothing] }] };
  }
  // Runs that go on and runs that ended stand at unlike places.
  const legend = groupRows(groups, lines).map(row =>
    row.values.length > 0 ? { ...row, saysPlace: true } : row,
  );
  return { ...nothingPresented, figures, tables, legend, choices };
}

/** Of which something is recorded, in their order. */
function begunGroups(runs: readonly TrainedRun[], view: CurvesView): RunGroup[] {
  return seedsChoice
    .groups(runs, view)
    .filter(group => begunOf(group).length > 0)
    .map(asBegun);
}

function presentPlan(runs: readonly TrainedRun[], drawing: Drawing): Presented {
  const [run] = runs;
  if (run === undefined) return nothingPresented;
  const group: RunGroup = { id: run.id, name: run.cell, slot: run.slot, runs: [run] };
  const waiting = run.standing === null || hasBegun(run) ? [] : [waitingSentence(run.standing)];
  const drawn = plannedPanels(run.standing === null && run.levels.length > 0).flatMap(panel => {
    const lines = plannedLine(group, panel, drawing, { idOf: () => null, nameOf: g => g.name });
    if (lines.length === 0) return [];
    const parts = {
      lines,
      events: eventMarks([run], each => each.cell, drawing.axis, panel.hasFlags === true),
      label: `${panel.title} by ${axisWord(drawing.axis)}, as planned`,
      fileName: `${run.cell} ${panel.title.toLowerCase()}`,
      end: endOfRuns([run], drawing),
    };
    return [panelOf(panel, parts, drawing)];
  });
  return {
    ...nothingPresented,
    figures: drawn.map(({ figure }) => figure),
    tables: Object.fromEntries(drawn.flatMap(({ tables }) => Object.entries(tables))),
    sentences: [...waiting, ...planSentences(run, drawing)],
  };
}
