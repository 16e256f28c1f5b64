import {
  cssColour,
  identityOf,
  type Area,
  type Colour,
  type LineStyle,
  type Marker,
  type Paint,
} from '../../../src/figures/index.ts';
import type { Theme } from '../../base/theme.ts';

/** What is drawn on, in pixels of CSS. */
export interface Canvas {
  readonly context: CanvasRenderingContext2D;
  readonly theme: Theme;
}

/** What a role means in this theme. */
export function colourOf(paint: Paint, theme: Theme): Colour {
  if (paint.role === 'run') return theme.runs[identityOf(paint.slot).colour] ?? theme.ink;
  return theme[paint.role];
}

/** What is faint stands out more in high contrast. */
export function shownAlpha(alpha: number, { isHighContrast }: Theme): number {
  return isHighContrast ? Math.min(1, alpha * 1.6) : alpha;
}

export function setLine({ context, theme }: Canvas, line: LineStyle): void {
  context.strokeStyle = cssColour(colourOf(line.paint, theme), shownAlpha(line.alpha, theme));
  context.lineWidth = line.width;
  context.setLineDash([...line.dash]);
}

export function strokeSegment(
  canvas: Canvas,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  line: LineStyle,
): void {
  const { context } = canvas;
  setLine(canvas, line);
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
  context.setLineDash([]);
}

/** Draws inside the plot area only, with four pixels above and below for lines along its edges. */
export function clipped(context: CanvasRenderingContext2D, area: Area, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(area.left, area.top - 4, area.right - area.left, area.bottom - area.top + 8);
  context.clip();
  draw();
  context.restore();
}

export interface Words {
  readonly text: string;
  readonly x: number;
  /** The middle of its height. */
  readonly y: number;
  readonly align: 'start' | 'middle' | 'end';
  readonly paint: Paint;
  readonly isBold?: boolean;
  /** On a plate of the background. */
  readonly hasPlate?: boolean;
  /** Pixels that there are; without: as many as it needs. */
  readonly room?: number;
}

export function writeWords({ context, theme }: Canvas, words: Words): void {
  const { text, x, y, align, hasPlate } = words;
  context.font = `${words.isBold ? '600 ' : ''}${theme.tickSize}px ${theme.fontFamily}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  // A number is condensed where it is too long, for cut it would be another.
  const width = Math.min(words.room ?? Infinity, context.measureText(text).width);
  const left = align === 'end' ? x - width : align === 'middle' ? x - width / 2 : x;
  if (hasPlate) {
    context.fillStyle = cssColour(theme.background, 0.86);
    context.fillRect(left - 3, y - 8, width + 6, 16);
  }
  context.fillStyle = cssColour(colourOf(words.paint, theme));
  context.fillText(text, left, y + 0.5, width);
}

/** Filled with `colour`; a ring is filled with the background. */
export function drawMarker(
  { context, theme }: Canvas,
  marker: Marker,
  [x, y]: readonly [number, number],
  radius: number,
  colour: Colour,
  alpha = 1,
): void {
  context.fillStyle = cssColour(colour, alpha);
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
      context.strokeStyle = cssColour(colour, alpha);
      context.lineWidth = 1.5;
      context.setLineDash([]);
      context.closePath();
      context.fill();
      context.stroke();
      return;
  }
  context.fill();
}
