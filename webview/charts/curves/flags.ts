import { cssColour } from '../../../src/figures/index.ts';
import { drawLabel, drawSegment, measureLabel } from '../core/draw.ts';
import type { PlotCanvas } from '../core/plot.ts';
import type { EventMark } from './model.ts';

/** Flags with words above the plot area. Words that would run into the next flag are left out. */
export function paintFlags(canvas: PlotCanvas, events: readonly EventMark[]): void {
  const { area, axes, context, theme } = canvas;
  const flags = events.filter(e => e.label !== null && e.x >= axes.x.min && e.x <= axes.x.max);
  let free = area.left;
  for (const [i, { x, label }] of flags.entries()) {
    const pole = canvas.x(x);
    drawSegment(context, pole, area.top - 15, pole, area.top, { colour: theme.ink });
    context.fillStyle = cssColour(theme.ink);
    context.beginPath();
    context.moveTo(pole, area.top - 15);
    context.lineTo(pole + 7, area.top - 11);
    context.lineTo(pole, area.top - 7);
    context.fill();
    const next = flags[i + 1];
    const end = next === undefined ? area.right + 8 : canvas.x(next.x) - 4;
    const text = label ?? '';
    const width = measureLabel(canvas, text);
    if (pole + 10 + width <= end && pole >= free) {
      drawLabel(canvas, text, pole + 10, area.top - 10, { isBare: true });
      free = pole + 14 + width;
    } else if (next === undefined && pole - 4 - width >= free) {
      drawLabel(canvas, text, pole - 4, area.top - 10, { isBare: true, align: 'right' });
    }
  }
}
