import { cssColour, identityOf } from '../../../src/figures/index.ts';
import { formatTick } from '../../../src/base/index.ts';
import type { Theme } from '../../base/theme.ts';
import {
  clipped,
  drawAxisName,
  drawBeyond,
  drawCross,
  drawHorizontal,
  drawLabel,
  drawMarker,
  drawVertical,
  setStroke,
  type Stroke,
} from '../core/draw.ts';
import { nearestIndices, traceLine, visibleIndices } from '../core/lines.ts';
import type { PlotCanvas } from '../core/plot.ts';
import type { Band, CurvesModel, Series, SeriesKind } from './model.ts';
import { paintFlags } from './flags.ts';

const layers: readonly SeriesKind[] = ['raw', 'theory', 'thin', 'line', 'marked'];

/** Closer markers than this many pixels would hide the line. */
const markerSpace = 6;

/** So few points are marked even on a line: a run that has just begun, or failed at once. */
const fewPoints = 8;

/** Draws a panel of curves. `emphasis` is the slot that is drawn in full among hairlines. */
export function paintCurves(
  canvas: PlotCanvas,
  model: CurvesModel,
  emphasis: number | null = null,
): void {
  const { theme } = canvas;
  for (const { x } of model.events) {
    if (isInside(canvas, x))
      drawVertical(canvas, canvas.x(x), { colour: theme.quiet, dash: [2, 2] });
  }
  for (const y of model.references)
    drawHorizontal(canvas, canvas.y(y), { colour: theme.quiet, width: 1.25 });
  clipped(canvas, () => {
    for (const band of model.bands) paintBand(canvas, band);
    for (const layer of layers)
      for (const series of model.series)
        if (series.kind === layer) paintSeries(canvas, series, emphasis);
  });
  for (const series of model.series) paintMarkers(canvas, series);
  for (const series of model.series) if (series.showsBeyond) paintBeyond(canvas, series);
  paintFlags(canvas, model.events);
  for (const { x, y, label } of model.failures) {
    if (!isInside(canvas, x)) continue;
    const py = Math.max(canvas.area.top, Math.min(canvas.area.bottom, canvas.y(y)));
    const px = canvas.x(x);
    drawCross(canvas, px, py, theme.error);
    if (label === '') continue;
    const fits = px < canvas.area.right - 90;
    drawLabel(canvas, label, px + (fits ? 10 : -10), py, {
      colour: theme.error,
      align: fits ? 'left' : 'right',
    });
  }
  drawAxisName(canvas);
}

/** Crosshair of the group, and a ring on each curve there. */
export function paintCrosshair(canvas: PlotCanvas, model: CurvesModel, at: number): void {
  const { theme, context } = canvas;
  if (!isInside(canvas, at)) return;
  drawVertical(canvas, canvas.x(at), { colour: theme.axis });
  for (const series of model.series) {
    if (series.kind === 'raw') continue;
    for (const i of nearestIndices(series.line, at)) {
      const [x, y] = [series.line.x[i], series.line.y[i]];
      if (x === undefined || y === undefined || !isInside(canvas, x)) continue;
      const py = canvas.y(y);
      if (Number.isNaN(py) || py < canvas.area.top || py > canvas.area.bottom) continue;
      const { colour } = lookOf(series, theme);
      context.fillStyle = cssColour(theme.background);
      setStroke(context, { colour, width: 2 });
      context.beginPath();
      context.arc(canvas.x(x), py, 3, 0, 7);
      context.fill();
      context.stroke();
    }
  }
}

/** The range that is being dragged. */
export function paintDrag(canvas: PlotCanvas, from: number, to: number): void {
  const { context, theme, area } = canvas;
  const clamp = (px: number) => Math.max(area.left, Math.min(area.right, px));
  const [a, b] = [clamp(Math.min(from, to)), clamp(Math.max(from, to))];
  context.fillStyle = cssColour(theme.accent, 0.16);
  context.fillRect(a, area.top, b - a, area.bottom - area.top);
  for (const x of [a, b]) drawVertical(canvas, x, { colour: theme.accent });
}

function paintSeries(canvas: PlotCanvas, series: Series, emphasis: number | null): void {
  const { context, theme } = canvas;
  const look = lookOf(series, theme, emphasis === series.slot);
  setStroke(context, look);
  context.lineJoin = 'round';
  context.beginPath();
  traceLine(canvas, series.line);
  context.stroke();
  context.setLineDash([]);
}

/** Not clipped: a marker at the end of the axis is whole. */
function paintMarkers(canvas: PlotCanvas, { kind, line, slot }: Series): void {
  const isSparse = kind === 'line' && line.x.length <= fewPoints;
  if (kind !== 'marked' && !isSparse) return;
  const { theme, area } = canvas;
  const { x: xAxis } = canvas.axes;
  const { marker, weight, colour: index } = identityOf(slot);
  const colour = theme.runs[index] ?? theme.ink;
  if (weight === 'hairline') return;
  const [first, end] = visibleIndices(line.x, xAxis.min, xAxis.max);
  const space = (canvas.x(line.x[end - 1] ?? 0) - canvas.x(line.x[first] ?? 0)) / (end - first);
  if (end - first > 2 && space < markerSpace) return;
  const radius = weight === 'thin' ? 2.25 : space < 12 ? 2.5 : 3.25;
  for (let i = first; i < end; i++) {
    const [x, y] = [line.x[i] ?? NaN, canvas.y(line.y[i] ?? NaN)];
    if (!isInside(canvas, x) || !(y >= area.top - 1 && y <= area.bottom + 1)) continue;
    drawMarker(canvas, marker, canvas.x(x), y, radius, colour);
  }
}

function paintBand(canvas: PlotCanvas, { slot, x, low, high }: Band): void {
  const { context, theme, axes } = canvas;
  const colour = theme.runs[identityOf(slot).colour] ?? theme.ink;
  const [first, end] = visibleIndices(x, axes.x.min, axes.x.max);
  context.fillStyle = cssColour(colour, theme.isHighContrast ? 0.28 : 0.17);
  // Each stretch without gaps is one area.
  for (let from = first; from < end; from++) {
    let to = from;
    while (to < end && !Number.isNaN(low[to]) && !Number.isNaN(high[to])) to++;
    if (to - from < 2) {
      from = Math.max(from, to - 1);
      continue;
    }
    context.beginPath();
    for (let i = from; i < to; i++) context.lineTo(canvas.x(x[i] ?? 0), canvas.y(high[i] ?? 0));
    for (let i = to - 1; i >= from; i--) context.lineTo(canvas.x(x[i] ?? 0), canvas.y(low[i] ?? 0));
    context.fill();
    from = to - 1;
  }
}

/** A value beyond the axis is never dropped: a triangle, and the value where there is room. */
function paintBeyond(canvas: PlotCanvas, series: Series): void {
  const { axes, area, theme } = canvas;
  const { x: xs, y: ys } = series.line;
  const [first, end] = visibleIndices(xs, axes.x.min, axes.x.max);
  const { colour } = lookOf(series, theme);
  // Rounding of a mean is no value beyond the axis.
  const tolerance = (axes.y.max - axes.y.min) * 1e-6;
  let lastLabel = -Infinity;
  let lastTriangle = -Infinity;
  for (let i = first; i < end; i++) {
    const [x, y] = [xs[i] ?? NaN, ys[i] ?? NaN];
    if (!(y > axes.y.max + tolerance || y < axes.y.min - tolerance) || !isInside(canvas, x))
      continue;
    const px = canvas.x(x);
    if (px - lastTriangle < 5) continue;
    const isAbove = y > axes.y.max;
    drawBeyond(canvas, px, isAbove, colour);
    lastTriangle = px;
    if (px - lastLabel <= 40) continue;
    const py = isAbove ? area.top + 5 : area.bottom - 5;
    const isRight = px < area.right - 40;
    const text = formatTick(y * (axes.y.times ?? 1));
    drawLabel(canvas, text, px + (isRight ? 7 : -7), py, {
      colour: theme.quiet,
      align: isRight ? 'left' : 'right',
    });
    lastLabel = px;
  }
}

function lookOf({ kind, slot }: Series, theme: Theme, isEmphatic = false): Stroke {
  const { colour: index, dash, weight } = identityOf(slot);
  const colour = theme.runs[index] ?? theme.ink;
  if (kind === 'theory') return { colour: theme.quiet, width: 1.5, dash: [5, 4] };
  if (kind === 'raw') return { colour, alpha: theme.isHighContrast ? 0.45 : 0.28, width: 1 };
  if (kind === 'thin') return { colour, alpha: theme.isHighContrast ? 0.8 : 0.55, width: 1 };
  if (weight === 'full' || isEmphatic) return { colour, width: 1.75, dash };
  return weight === 'thin' ? { colour, width: 1, dash } : { colour, alpha: 0.5, width: 0.75 };
}

function isInside({ axes }: PlotCanvas, x: number): boolean {
  return x >= axes.x.min && x <= axes.x.max;
}
