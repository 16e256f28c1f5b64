import { identityOf } from '../../../src/figures/index.ts';
import { drawHorizontal, drawLabel } from '../core/draw.ts';
import type { PlotCanvas } from '../core/plot.ts';
import type { PanelReference } from './panel.ts';

/** Horizontal lines of reference. */
export function paintReferences(canvas: PlotCanvas, references: readonly PanelReference[]): void {
  const { theme } = canvas;
  for (const { y, slot, dash } of references) {
    const colour = slot === null ? theme.quiet : (theme.runs[identityOf(slot).colour] ?? theme.ink);
    drawHorizontal(canvas, canvas.y(y), { colour, width: 1.25, dash: dash ?? [] });
  }
  paintReferenceLabels(canvas, references);
}

/** Their words, at the end away from the data. */
export function paintReferenceLabels(
  canvas: PlotCanvas,
  references: readonly PanelReference[],
): void {
  const { area, theme } = canvas;
  for (const { y, label, isLeft, isBelow } of references) {
    if (label === undefined) continue;
    const x = isLeft ? area.left + 4 : area.right - 3;
    const look = { align: isLeft ? 'left' : 'right', colour: theme.quiet } as const;
    // Below the axis the label would lie on its ticks.
    const hasRoom = canvas.y(y) + 16 <= area.bottom;
    drawLabel(canvas, label, x, canvas.y(y) + (isBelow && hasRoom ? 10 : -9), look);
  }
}
