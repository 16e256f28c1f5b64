import { cssColour, type Colour, type Marker } from '../../../src/figures/index.ts';
import type { PlotCanvas } from './plot.ts';

export interface Stroke {
  readonly colour: Colour;
  /** Times the colour's own. */
  readonly alpha?: number;
  /** Pixels; 1. */
  readonly width?: number;
  readonly dash?: readonly number[];
}

export function setStroke(context: CanvasRenderingContext2D, stroke: Stroke): void {
  context.strokeStyle = cssColour(stroke.colour, stroke.alpha ?? 1);
  context.lineWidth = stroke.width ?? 1;
  context.setLineDash([...(stroke.dash ?? [])]);
}

/** A line over the whole height of the plot area. */
export function drawVertical({ context, area }: PlotCanvas, x: number, stroke: Stroke): void {
  drawSegment(context, x, area.top, x, area.bottom, stroke);
}

/** A line over the whole width of the plot area. */
export function drawHorizontal({ context, area }: PlotCanvas, y: number, stroke: Stroke): void {
  drawSegment(context, area.left, y, area.right, y, stroke);
}

export function drawSegment(
  context: CanvasRenderingContext2D,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  stroke: Stroke,
): void {
  setStroke(context, stroke);
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
  context.setLineDash([]);
}

export interface Label {
  readonly align?: 'left' | 'right' | 'center';
  readonly colour?: Colour;
  /** Without a plate of the background behind it. */
  readonly isBare?: boolean;
  readonly isBold?: boolean;
}

/** Writes a label at the middle height `y`; returns its width in pixels. */
export function drawLabel(
  { context, theme }: PlotCanvas,
  text: string,
  x: number,
  y: number,
  label: Label = {},
): number {
  setFont({ context, theme }, label.isBold);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const width = context.measureText(text).width;
  const left = label.align === 'right' ? x - width : label.align === 'center' ? x - width / 2 : x;
  if (!label.isBare) {
    context.fillStyle = cssColour(theme.background, 0.86);
    context.fillRect(left - 3, y - 8, width + 6, 16);
  }
  context.fillStyle = cssColour(label.colour ?? theme.ink);
  context.fillText(text, left, y + 0.5);
  return width;
}

export function measureLabel(canvas: Pick<PlotCanvas, 'context' | 'theme'>, text: string): number {
  setFont(canvas);
  return canvas.context.measureText(text).width;
}

function setFont(
  { context, theme }: Pick<PlotCanvas, 'context' | 'theme'>,
  isBold?: boolean,
): void {
  context.font = `${isBold ? '600 ' : ''}${theme.tickSize}px ${theme.fontFamily}`;
}

/** The axis says what it counts, in the left margin of the row of ticks, where no plot has anything. */
export function drawAxisName(canvas: PlotCanvas): void {
  const { context, theme, area, axes } = canvas;
  if (axes.x.name === undefined || axes.x.isBare) return;
  setFont(canvas);
  context.textBaseline = 'top';
  context.textAlign = 'right';
  context.fillStyle = cssColour(theme.quiet);
  context.fillText(axes.x.name, area.left - 14, area.bottom + 9);
  context.textAlign = 'left';
}

/** Filled with `colour`; a ring is filled with the background. */
export function drawMarker(
  { context, theme }: Pick<PlotCanvas, 'context' | 'theme'>,
  marker: Marker,
  x: number,
  y: number,
  radius: number,
  colour: Colour,
): void {
  context.fillStyle = cssColour(colour);
  context.beginPath();
  switch (marker) {
    case 'circle':
      context.arc(x, y, radius, 0, 7);
      break;
    case 'square':
      context.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8);
      break;
    case 'triangle':
      context.moveTo(x, y - radius * 1.2);
      context.lineTo(x + radius * 1.15, y + radius * 0.85);
      context.lineTo(x - radius * 1.15, y + radius * 0.85);
      break;
    case 'diamond':
      context.moveTo(x, y - radius * 1.25);
      context.lineTo(x + radius * 1.25, y);
      context.lineTo(x, y + radius * 1.25);
      context.lineTo(x - radius * 1.25, y);
      break;
    case 'ring':
      context.arc(x, y, radius, 0, 7);
      context.fillStyle = cssColour(theme.background);
      context.strokeStyle = cssColour(colour);
      context.lineWidth = 1.5;
      context.setLineDash([]);
      context.closePath();
      context.fill();
      context.stroke();
      return;
  }
  context.fill();
}

/** Where a curve ends because its run failed. */
export function drawCross(
  { context }: Pick<PlotCanvas, 'context'>,
  x: number,
  y: number,
  colour: Colour,
): void {
  setStroke(context, { colour, width: 2 });
  context.beginPath();
  for (const side of [1, -1]) {
    context.moveTo(x - 5, y - 5 * side);
    context.lineTo(x + 5, y + 5 * side);
  }
  context.stroke();
}

/** A value beyond the axis: a triangle at the edge that points to it. */
export function drawBeyond(canvas: PlotCanvas, x: number, isAbove: boolean, colour: Colour): void {
  const { context, area } = canvas;
  const y = isAbove ? area.top + 1 : area.bottom - 1;
  const base = isAbove ? y + 6 : y - 6;
  context.fillStyle = cssColour(colour);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - 4, base);
  context.lineTo(x + 4, base);
  context.fill();
}

/** Draws inside the plot area only. */
export function clipped({ context, area }: PlotCanvas, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(area.left, area.top - 4, area.right - area.left, area.bottom - area.top + 8);
  context.clip();
  draw();
  context.restore();
}
