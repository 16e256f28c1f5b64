import type { Panel } from '../../../src/figures/index.ts';
import { writeWords, type Canvas } from './draw.ts';

/** Labels of both axes, what x counts in the left margin of their row, and which facet the panel is. */
export function paintAxisWords(canvas: Canvas, { area, title, x, y }: Panel): void {
  const paint = { role: 'quiet' } as const;
  const row = area.bottom + 14;
  if (!x.isBare) {
    for (const { at, label: text, align } of x.ticks)
      writeWords(canvas, { text, x: at, y: row, align, paint });
    writeWords(canvas, { text: x.title, x: area.left - 14, y: row, align: 'end', paint });
  }
  for (const { at, label: text, room } of y.ticks)
    writeWords(canvas, { text, x: area.left - 8, y: at, align: 'end', paint, room });
  if (title !== '')
    writeWords(canvas, { text: title, x: area.left, y: area.top - 9, align: 'start', paint });
}
