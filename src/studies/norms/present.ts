import { formatPlural } from '../../base/index.ts';
import {
  BlockRow,
  type Frames,
  nothingPresented,
  plainText,
  positiveExtent,
  type Presented,
  ratioReach,
  type Said,
} from '../../figures/index.ts';
import { bandHalfWidth } from '../../theory/index.ts';
import type { StudyPresentation, StudyResults } from '../contract/present.ts';
import type { Value } from './describe.ts';
import { courseFigure } from './present.course.ts';
import { allRows, type Heat, heatMaps, heatRows, heatValues } from './present.heat.ts';
import { normsLegend } from './present.legend.ts';
import { normsTable } from './present.listed.ts';
import { meanOf } from './present.mean.ts';
import { type NormsInput, normsPanels } from './present.panels.ts';
import { sentenceOf, sentenceOfAll } from './present.sentence.ts';
import { choicesOf, type Found, foundRuns, sourceOf, together } from './present.shown.ts';
import type { NormsView } from './present.view.ts';

/** Norms of every block, while it trains and as the study of the cell measured them. */
export const presentation: StudyPresentation<Value> = {
  prospect: (_value, blocks) =>
    blocks === null ? 'norms of every block' : `norms of ${formatPlural(blocks, 'block')}`,
  present,
  showsRecords: true,
};

function present(results: StudyResults<Value>): Presented {
  const source = sourceOf(results);
  const found = foundRuns(results, source);
  const views = found.flatMap(({ view }) => view ?? []);
  const mean = views.length === found.length ? meanOf(views) : null;
  const wanted = results.view.choices['front'];
  const front =
    found.find(({ run }) => run.id === wanted) ??
    (mean === null ? found.find(({ view }) => view !== null) : undefined);
  const first = front ?? found[0];
  if (first === undefined) return nothingPresented;
  const id = front?.run.id ?? (mean === null ? first.run.id : together);
  const choices = choicesOf(results, source, found, id, mean !== null);
  if (first.view === null)
    return {
      ...nothingPresented,
      choices,
      sentences: first.reason === null ? [] : [{ tone: 'quiet', text: [first.reason] }],
    };
  const isMean = front === undefined && mean !== null;
  const view = isMean ? mean.view : first.view;
  const heat = heatOf(first, results.view.width);
  const row = newest(heat, view);
  const delta = bandHalfWidth(view.own.count, results.bandFactor);
  const sentence = isMean ? sentenceOfAll(mean, views, delta) : sentenceOf(view, delta);
  const input: NormsInput = {
    name: results.name,
    row,
    view,
    mean: isMean ? mean : null,
    others: isMean ? views : views.filter(other => other !== first.view),
    delta,
    reach: reachOf(heat, view, delta),
    sentence: plainText(sentence),
  };
  const steps = lastStep(first, heat);
  const drawn = [
    normsPanels(input),
    ...(heat === null
      ? []
      : [heatMaps({ ...input, heat, of: isMean ? first.run.label : '', steps })]),
    ...courseOf(results, first, row, steps),
  ];
  const { listed, table } = normsTable(view);
  const said: Said[] = [{ tone: 'loud', text: sentence }];
  return {
    ...nothingPresented,
    figures: drawn.flatMap(d => d.figures),
    tables: Object.assign({ norms: table }, ...drawn.map(d => d.tables)) as Presented['tables'],
    legend: normsLegend(input, source, results.bandFactor),
    sentences: said,
    listed: [listed],
    choices,
    frames: framesOf(first),
  };
}

/** Residuals and ratios at all recorded steps; null: none are recorded. */
function heatOf({ records }: Found, width: number): Heat | null {
  if (records === null) return null;
  const rows = Number.isFinite(width) ? heatRows : allRows;
  return {
    residual: records.training.heat('residual', rows),
    ratio: records.training.heat('ratio', rows),
  };
}

/** The network of the newest record, on whose blocks all is drawn. */
function newest(heat: Heat | null, view: NormsView): BlockRow {
  const axis = heat?.residual.at(-1)?.axis;
  return axis === undefined ? view.own : new BlockRow(axis);
}

/**
 * How far the axis of ratios goes from 1, as a factor. Few blocks are all shown, but for a step in
 * two hundred that is far off; of many blocks 95 %, so that transitions do not flatten the rest.
 */
function reachOf(heat: Heat | null, view: NormsView, delta: number): number {
  const recorded = heat === null ? [] : heatValues(heat.ratio);
  const values = positiveExtent(recorded) === null ? view.record.ratio : recorded;
  return ratioReach(values, delta, view.own.count > 40 ? 0.95 : 0.995);
}

function lastStep({ records }: Found, heat: Heat | null): number {
  const drawn = heat?.residual.at(-1)?.steps.at(-1) ?? 0;
  return Math.max(1, records?.blocks.planned ?? 0, records?.blocks.steps.at(-1) ?? 0, drawn);
}

function courseOf(
  { name, selected, view }: StudyResults<Value>,
  { run, records }: Found,
  row: BlockRow,
  steps: number,
) {
  const block = row.blockAt(selected);
  if (records === null || selected === null || block === null) return [];
  const course = records.training.course('residual', selected, view.width);
  if (course === null) return [];
  return [courseFigure({ course, block: row.nameOf(block), name, slot: run.slot, steps })];
}

function framesOf({ run, records }: Found): Frames | null {
  if (records === null) return null;
  const { steps, step, planned } = records.blocks;
  return { steps, shown: step, planned, isLive: run.isLive };
}
