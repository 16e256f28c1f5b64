import { tickRow } from './layPanel.ts';
import type { Figure } from './spec.ts';

/** A figure that stands in a file or a terminal: its ticks are under itself, not under another one of its group. */
export function standingAlone(figure: Figure): Figure {
  if (figure.isBare !== true) return figure;
  return { ...figure, isBare: false, height: figure.height + tickRow };
}
