import { BlockRow } from './blockRow.ts';
import { type Only, rowsOf, textOf } from './data/rows.ts';
import { layAxes } from './layAxes.ts';
import { layMark } from './marks/index.ts';
import { Layers } from './marks/layers.ts';
import { layEvents } from './marks/events.ts';
import { layStages } from './marks/stages.ts';
import type { Drawn, Place } from './marks/place.ts';
import { pixelsBy } from './scales/transform.ts';
import type { Area, Panel } from './scene.ts';
import type { Axis, Figure, Tables } from './spec.ts';
import { textWidth } from './textWidth.ts';
import type { FigureView } from './view.ts';

/** Every y axis is this wide: plots of a cell align to the pixel. */
const axisWidth = 52;
const rightPadding = 10;
/** Height of the row of tick labels under a plot. */
export const tickRow = 22;

/** Pixels of the letters of ticks. */
const tickSize = 11;

interface PanelBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Pixels above for the title of the panel. */
  readonly head: number;
}

export function layPanel(
  figure: Figure,
  tables: Tables,
  view: FigureView,
  box: PanelBox,
  facet: string | number | null,
): Panel {
  const area = areaOf(figure, box);
  const measure = view.measure ?? (text => textWidth(text, tickSize));
  const drawn = drawnMarks(figure, tables, view, facet);
  // Panels of one figure share their axes, so that they can be compared.
  const all = facet === null ? drawn : drawnMarks(figure, tables, view, null);
  const categories = { x: categoriesOf(figure.x, all, 'x'), y: categoriesOf(figure.y, all, 'y') };
  const blocks = figure.x.scale === 'block' ? figure.x.blocks : undefined;
  const row = blocks === undefined ? null : new BlockRow(blocks);
  const { x, y } = layAxes({ figure, drawn: all, area, categories, row, view, measure });
  const place: Place = {
    figure,
    area,
    x,
    y,
    atX: pixelsBy(x),
    atY: pixelsBy(y),
    row,
    categories,
    emphasis: view.emphasis ?? null,
    isReduced: view.isReduced ?? false,
    measure,
    layers: new Layers(),
  };
  layStages(place);
  layEvents(place);
  for (const mark of drawn) layMark(mark, place);
  return { title: facet === null ? '' : textOf(facet), area, x, y, items: place.layers.all() };
}

function areaOf({ isHeaded, isBare }: Figure, { left, top, width, height, head }: PanelBox): Area {
  const above = top + head + (isHeaded === true ? 18 : 6);
  return {
    left: left + axisWidth,
    top: above,
    right: Math.max(left + axisWidth + 10, left + width - rightPadding),
    bottom: Math.max(above + 10, top + height - (isBare === true ? 7 : tickRow)),
  };
}

/** Marks that are shown, with their rows. */
function drawnMarks(
  { marks, series, facet }: Figure,
  tables: Tables,
  { hidden }: FigureView,
  value: string | number | null,
): Drawn[] {
  const known = new Map(series.map(s => [s.id, s]));
  return marks.flatMap((mark, index): Drawn[] => {
    const of = known.get(mark.series);
    if (of === undefined || (of.legend !== null && hidden?.has(of.legend) === true)) return [];
    const only: Only[] = 'where' in mark && mark.where !== undefined ? [mark.where] : [];
    if (facet !== undefined && value !== null) only.push({ column: facet, is: value });
    const rows = rowsOf('data' in mark ? tables[mark.data] : undefined, only);
    return [{ mark, index, series: of, rows }];
  });
}

/** What stands in each place of an ordinal axis: texts as they appear, numbers ascending. */
function categoriesOf(axis: Axis, drawn: readonly Drawn[], along: 'x' | 'y'): readonly string[] {
  if (axis.scale !== 'ordinal') return [];
  if (axis.categories !== undefined) return axis.categories;
  const found = new Set<string>();
  for (const { mark, rows } of drawn)
    if ('data' in mark && along in mark)
      for (const text of rows.texts((mark as { x: string; y: string })[along]))
        if (text !== '') found.add(text);
  const all = [...found];
  return all.every(text => !Number.isNaN(Number(text)))
    ? all.sort((a, b) => Number(a) - Number(b))
    : all;
}
