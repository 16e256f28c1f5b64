import type { Figure, Mark } from '../spec.ts';

/**
 * What of a figure a terminal can show apart: single seeds and batches would cover the curves that are drawn through them.
 */
export function readable(figure: Figure): Figure {
  const looks = new Map(figure.series.map(({ id, look }) => [id, look]));
  const isFront = ({ mark, series }: Mark) =>
    mark !== 'rule' && ['main', 'line', 'marked', 'hollow'].includes(looks.get(series) ?? '');
  if (!figure.marks.some(isFront)) return figure;
  const isBehind = ({ series }: Mark) => ['raw', 'thin', 'other'].includes(looks.get(series) ?? '');
  // Indices of marks stay what they are: items name them.
  const hidden = new Set(figure.marks.filter(isBehind).map(({ series }) => series));
  return { ...figure, series: figure.series.filter(({ id }) => !hidden.has(id)) };
}
