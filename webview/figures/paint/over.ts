import { cssColour, pixelOf, type Panel } from '../../../src/figures/index.ts';
import type { Drag } from '../pointing/pointer.ts';
import { strokeSegment, type Canvas } from './draw.ts';

/** The range that is being dragged. */
export function paintDrag(canvas: Canvas, { area }: Panel, { from, to }: Drag): void {
  const { context, theme } = canvas;
  const clamp = (px: number) => Math.max(area.left, Math.min(area.right, px));
  const [a, b] = [clamp(Math.min(from, to)), clamp(Math.max(from, to))];
  context.fillStyle = cssColour(theme.accent, 0.16);
  context.fillRect(a, area.top, b - a, area.bottom - area.top);
  const line = { paint: { role: 'accent' }, alpha: 1, width: 1, dash: [] } as const;
  for (const x of [a, b]) strokeSegment(canvas, [x, area.top, x, area.bottom], line);
}

/** The step of the other figures, across the cells of all steps. */
export function paintFrame(canvas: Canvas, { area, y }: Panel, frame: number): void {
  const { context, theme } = canvas;
  const down = pixelOf(y, frame);
  if (!(down >= area.top && down <= area.bottom)) return;
  const line = { paint: { role: 'ink' }, alpha: 1, width: 1.25, dash: [] } as const;
  strokeSegment(canvas, [area.left, down, area.right, down], line);
  context.fillStyle = cssColour(theme.ink);
  context.beginPath();
  context.moveTo(area.left - 1, down);
  context.lineTo(area.left - 6, down - 3.5);
  context.lineTo(area.left - 6, down + 3.5);
  context.fill();
}
