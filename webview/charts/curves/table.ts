import type { FigureTable } from '../../base/table.ts';
import type { CurvesModel } from './model.ts';

/** All points of a panel by x; a series has a gap where it has no point. */
export function curvesTable({ series, axes }: CurvesModel): FigureTable | null {
  if (series.length === 0) return null;
  const rows = new Map<number, (number | null)[]>();
  for (const [column, { line }] of series.entries())
    for (let i = 0; i < line.x.length; i++) {
      const x = line.x[i] ?? 0;
      if (x < axes.x.min || x > axes.x.max) continue;
      let row = rows.get(x);
      if (row === undefined) rows.set(x, (row = series.map(() => null)));
      row[column] = line.y[i] ?? null;
    }
  return {
    columns: [axes.x.name ?? 'x', ...series.map(s => s.label)],
    rows: [...rows].sort(([a], [b]) => a - b).map(([x, values]) => [x, ...values]),
  };
}
