import type { BlockRow } from './blockRow.ts';
import { coveredX, coveredY } from './scales/covered.ts';
import { domainOf } from './scales/domain.ts';
import { canEnd } from './scales/limits.ts';
import { layX, layY } from './layAxis.ts';
import type { Drawn } from './marks/place.ts';
import type { Area, LaidAxis } from './scene.ts';
import type { Axis, Figure, ScaleName } from './spec.ts';
import { isRange } from './ticks/nice.ts';
import type { Measure } from './view.ts';
import type { FigureView } from './view.ts';

type Range = readonly [number, number];

interface AxesInput {
  readonly figure: Figure;
  readonly drawn: readonly Drawn[];
  readonly area: Area;
  readonly categories: { readonly x: readonly string[]; readonly y: readonly string[] };
  readonly row: BlockRow | null;
  readonly view: FigureView;
  readonly measure: Measure;
}

/** Both axes of a panel: x from its data or as zoomed, y over what is shown there. */
export function layAxes(input: AxesInput): { readonly x: LaidAxis; readonly y: LaidAxis } {
  const { figure, area, categories, row, view, measure } = input;
  const { domain, isZoomed } = domainOfX(input);
  const x = layX({
    axis: figure.x,
    scale: figure.x.scale,
    domain,
    range: [area.left, area.right],
    row,
    categories: categories.x,
    measure,
    isBare: figure.isBare ?? false,
  });
  const scale = chosenScale(figure, view);
  const y = layY({
    axis: figure.y,
    scale,
    domain: domainOfY(input, scale, domain, isZoomed),
    range: [area.bottom, area.top],
    row: null,
    categories: categories.y,
    measure,
    isBare: false,
  });
  const hasCells = figure.marks.some(mark => mark.mark === 'cell');
  return { x, y: { ...y, hasGrid: !hasCells } };
}

function chosenScale({ y, scales }: Figure, { scale }: FigureView): ScaleName {
  return scale != null && scales?.includes(scale) === true ? scale : y.scale;
}

function domainOfX({ figure: { x }, drawn, categories, row, view }: AxesInput): {
  readonly domain: Range;
  readonly isZoomed: boolean;
} {
  const whole = wholeDomain(x, categories.x, row, () => coveredX(drawn, x.scale === 'log'));
  const range = view.range ?? null;
  const canShow = range?.every(end => canEnd(end, x.scale === 'log')) ?? false;
  if (range === null || !canShow || !isRange(...range)) return { domain: whole, isZoomed: false };
  const shown = row === null ? range : blocksIn(row, range);
  return { domain: shown, isZoomed: shown[0] > whole[0] || shown[1] < whole[1] };
}

function wholeDomain(
  axis: Axis,
  categories: readonly string[],
  row: BlockRow | null,
  covered: () => Range | null,
): Range {
  if (axis.scale === 'block') return [0, Math.max(1, row?.count ?? 1)];
  if (axis.scale === 'ordinal') return [-0.6, Math.max(1, categories.length) - 0.4];
  return domainOf(axis, axis.scale, covered(), false);
}

/** Whole blocks, of which one at least is there. */
function blocksIn({ count }: BlockRow, [from, to]: Range): Range {
  const first = Math.max(0, Math.min(count - 1, Math.floor(from + 1e-9)));
  return [first, Math.max(first + 1, Math.min(count, Math.ceil(to - 1e-9)))];
}

function domainOfY(
  { figure: { y }, drawn, categories }: AxesInput,
  scale: ScaleName,
  x: Range,
  isZoomed: boolean,
): Range {
  if (scale === 'ordinal') return [-0.6, Math.max(1, categories.y.length) - 0.4];
  const rules = { isLog: scale === 'log', isZoomed, xCategories: categories.x };
  return domainOf(y, scale, coveredY(drawn, x, rules), isZoomed);
}
