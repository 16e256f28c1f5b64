import { nothingPresented, type Presented } from '../../figures/index.ts';
import { axisChoice, seedsChoice, smoothChoice } from '../choices.ts';
import { drawingOf, endOfRuns } from '../draw.ts';
import { hasBegun } from '../groups.ts';
import { groupRows } from '../training/legend.ts';
import { curveAxes, type TrainedRun } from '../types.ts';
import type { CurvesView } from '../view.ts';
import { askedDifferences } from './asked.ts';
import { endsOf } from './ends.ts';
import { comparisonPanels } from './panels.ts';
import type { Question } from './question.ts';
import { endsTable } from './endsTable.ts';
import type { NamedTable } from './table.ts';
import { askedTable, crossTable, runsTable } from './tables.ts';
import { sharedEnd, valuesOf } from './values.ts';
import { intervalSentence, placeTitle, rankSentences, reachSentences, warnings } from './words.ts';

/** Trainings side by side: their curves, how they differ, where they end, and what was asked differently. */
export function presentComparison(
  all: readonly TrainedRun[],
  question: Question,
  view: CurvesView,
): Presented {
  const runs = all.filter(hasBegun);
  const cells = [...new Set(runs.map(run => run.cell))];
  if (runs.length < 2) {
    const text =
      cells[0] === undefined
        ? 'Nothing to compare yet: run the trainings that this cell names.'
        : `Only ${cells[0]} has a run so far. Run the other trainings that this cell names.`;
    return { ...nothingPresented, sentences: [{ tone: 'quiet', text: [text] }] };
  }
  const drawing = drawingOf(view, question.by, question.confidence);
  const groups = seedsChoice.groups(runs, view);
  // A run that has ended does not come to the rest of its plan: the axis ends where the last one ended.
  const end = endOfRuns(runs, drawing, run => run.isLive);
  const drawn = comparisonPanels(groups, question, drawing, end);
  const shared = question.at === 'end' ? sharedEnd(runs, question) : null;
  const values = valuesOf(runs, question);
  const ends = endsOf(groups, values, question);
  const title = placeTitle(question, shared);
  const asked = askedDifferences(groups);
  const tables = [
    ...(question.data === 'each' ? [crossTable(ends, question)] : []),
    endsTable(ends, question, title),
    ...(groups.length < runs.length ? [runsTable(ends, values, question)] : []),
    askedTable(asked, groups),
  ].filter((table): table is NamedTable => table !== null);
  const axes = question.by === 'work' ? [...curveAxes, 'work' as const] : curveAxes;
  return {
    ...nothingPresented,
    tables: {
      ...drawn.tables,
      ...Object.fromEntries(tables.map(({ listed, table }) => [listed.data, table])),
    },
    figures: drawn.figures,
    legend: groupRows(groups, drawn.lines),
    sentences: [
      ...rankSentences(ends, question, title),
      ...reachSentences(ends, question),
      ...warnings(ends, question, shared),
      ...intervalSentence(ends, question),
      ...(asked.differences.length === 0
        ? [{ tone: 'quiet' as const, text: ['Nothing differs in what was asked.'] }]
        : []),
      ...(asked.same.length === 0
        ? []
        : [{ tone: 'quiet' as const, text: [`Same in all: ${asked.same.join(', ')}.`] }]),
    ],
    listed: tables.map(({ listed }) => listed),
    choices: [
      axisChoice(drawing.axis, axes),
      smoothChoice(drawing),
      ...seedsChoice.choices(runs, view),
    ],
  };
}
