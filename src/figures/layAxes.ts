import type { BlockRow } from './blockRow.ts';
import { coveredX, coveredY } from './scales/covered.ts';
import { domainOf } from './scales/domain.ts';
import { layX, layY } from './layAxis.ts';
import type { Drawn } from './marks/place.ts';
import type { Area, LaidAxis } from './scene.ts';
import type { Figure, ScaleName } from './spec.ts';
import { isRange } from './ticks/nice.ts';
import type { Measure } from './view.ts';
import type { FigureView } from './view.ts';

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

function domainOfX({ figure: { x }, drawn, categories, row, view }: AxesInput) {
  const { range } = view;
  const whole = ((): [number, number] => {
    if (x.scale === 'block') return [0, Math.max(1, row?.count ?? 1)];
    if (x.scale === 'ordinal') return [-0.6, Math.max(1, categories.x.length) - 0.4];
    const extent = coveredX(drawn, x.scale === 'log');
    if (x.scale !== 'time') return domainOf(x, x.scale, extent, false);
    // Time is neither widened to round numbers nor given air: the curve ends where the plot does.
    const ends = [...(extent ?? []), ...(x.include ?? [])].filter(Number.isFinite);
    const [low, high] = [x.domain?.[0] ?? Math.min(...ends), x.domain?.[1] ?? Math.max(...ends)];
    if (isRange(low, high)) return [low, high];
    return Number.isFinite(low) ? [low, low + 1] : [0, 1];
  })();
  if (range == null || !isRange(...range)) return { domain: whole, isZoomed: false };
  return {
    domain: [range[0], range[1]] as [number, number],
    isZoomed: range[0] > whole[0] || range[1] < whole[1],
  };
}

function domainOfY(
  { figure: { y }, drawn, categories }: AxesInput,
  scale: ScaleName,
  x: readonly [number, number],
  isZoomed: boolean,
): [number, number] {
  if (scale === 'ordinal') return [-0.6, Math.max(1, categories.y.length) - 0.4];
  const extent = coveredY(drawn, x, {
    isLog: scale === 'log',
    isZoomed,
    xCategories: categories.x,
  });
  if (scale === 'time') {
    const ends = [...(extent ?? []), ...(y.include ?? [])].filter(Number.isFinite);
    const [low, high] = [y.domain?.[0] ?? Math.min(...ends), y.domain?.[1] ?? Math.max(...ends)];
    return isRange(low, high)
      ? [low, high]
      : [Number.isFinite(low) ? low : 0, (Number.isFinite(low) ? low : 0) + 1];
  }
  return domainOf(y, scale, extent, isZoomed);
}
