import { tickRow } from './layPanel.ts';
import type { Figure } from './spec.ts';

/** A figure that stands in a file or a terminal: its ticks are under itself, not under another one of its group. */
export function standingAlone(figure: Figure): Figure {
  if (figure.isBare !== true) return figure;
  return { ...figure, isBare: false, height: figure.height + tickRow };
}

/** The same in a file, where nothing is dropped: single batches and seeds beyond the axis are marked, too. */
export function inFile(figure: Figure): Figure {
  const marks = figure.marks.map(mark =>
    mark.mark === 'line' || mark.mark === 'point' ? { ...mark, showsBeyond: true } : mark,
  );
  return standingAlone({ ...figure, marks });
}
