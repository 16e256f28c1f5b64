import type { FigureTable } from '../../base/table.ts';
import type { CurvesModel } from './model.ts';

/** All points of a panel by x, two rows where one jumps, in the unit of its axis; a series has a gap where it has no point. */
export function curvesTable({ series, axes }: CurvesModel): FigureTable | null {
  if (series.length === 0) return null;
  const times = axes.y.times ?? 1;
  // Twelve digits: a share times 100 must not end in rounding.
  const inUnit = (v: number) => (times === 1 ? v : Number((v * times).toPrecision(12)));
  const rows = new Map<number, (number | null)[][]>();
  for (const [column, { line }] of series.entries()) {
    let which = 0;
    for (let i = 0; i < line.x.length; i++) {
      const x = line.x[i] ?? 0;
      if (x < axes.x.min || x > axes.x.max) continue;
      which = line.x[i - 1] === x ? which + 1 : 0;
      const there = rows.get(x) ?? [];
      rows.set(x, there);
      const row = (there[which] ??= series.map(() => null));
      row[column] = inUnit(line.y[i] ?? NaN);
    }
  }
  return {
    columns: [axes.x.name ?? 'x', ...series.map(s => (times === 100 ? `${s.label} (%)` : s.label))],
    rows: [...rows]
      .sort(([a], [b]) => a - b)
      .flatMap(([x, there]) => there.map(values => [x, ...values])),
  };
}
