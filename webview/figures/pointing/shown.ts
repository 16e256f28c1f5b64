import {
  rowsOf,
  type Figure,
  type Mark,
  type Panel,
  type ReadValue,
  type Series,
  type Tables,
} from '../../../src/figures/index.ts';

/** What a figure shows now. */
export interface Shown {
  readonly figure: Figure;
  readonly tables: Tables;
  /** Rows of the legend that are off. */
  readonly hiddenRows: ReadonlySet<string>;
}

/** The points of a mark that has an x and a y for each row. */
export interface ShownPoints {
  readonly mark: Extract<Mark, { readonly mark: 'line' | 'point' | 'stem' | 'box' }>;
  readonly series: Series;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Its rows are those of the table. */
  readonly isWhole: boolean;
}

const known = new WeakMap<
  Figure,
  { readonly of: Shown; readonly points: Map<string, ShownPoints[]> }
>();

/** Marks with points that are not hidden, in the order of drawing, of one panel. */
export function pointsOf(shown: Shown, { title }: Pick<Panel, 'title'>): readonly ShownPoints[] {
  let kept = known.get(shown.figure);
  if (kept?.of.tables !== shown.tables || kept.of.hiddenRows !== shown.hiddenRows) {
    kept = { of: shown, points: new Map() };
    known.set(shown.figure, kept);
  }
  const points = kept.points.get(title) ?? findPoints(shown, title);
  kept.points.set(title, points);
  return points;
}

function findPoints({ figure, tables, hiddenRows }: Shown, facet: string): ShownPoints[] {
  return figure.marks.flatMap((mark): ShownPoints[] => {
    if (
      mark.mark !== 'line' &&
      mark.mark !== 'point' &&
      mark.mark !== 'stem' &&
      mark.mark !== 'box'
    )
      return [];
    const series = figure.series.find(each => each.id === mark.series);
    if (series === undefined || isHidden(series, hiddenRows)) return [];
    const only = [
      ...(mark.where === undefined ? [] : [mark.where]),
      ...(figure.facet === undefined ? [] : [{ column: figure.facet, is: facet }]),
    ];
    const rows = rowsOf(tables[mark.data], only);
    const places = new Map(categoriesOf({ figure, tables }).map((name, i) => [name, i]));
    const x =
      figure.x.scale === 'ordinal'
        ? Float64Array.from(rows.texts(mark.x), text => places.get(text) ?? NaN)
        : rows.numbers(mark.x);
    return [{ mark, series, x, y: rows.numbers(mark.y), isWhole: only.length === 0 }];
  });
}

/** What stands in each place of an ordinal axis of x: texts as they appear, numbers ascending. */
export function categoriesOf({
  figure,
  tables,
}: Pick<Shown, 'figure' | 'tables'>): readonly string[] {
  if (figure.x.scale !== 'ordinal') return [];
  if (figure.x.categories !== undefined) return figure.x.categories;
  const found = new Set<string>();
  for (const mark of figure.marks)
    if ('data' in mark && 'x' in mark)
      for (const text of rowsOf(tables[mark.data], []).texts(mark.x))
        if (text !== '') found.add(text);
  const all = [...found];
  if (all.some(text => Number.isNaN(Number(text)))) return all;
  return all.sort((a, b) => Number(a) - Number(b));
}

export function isHidden({ legend }: Series, hidden: ReadonlySet<string>): boolean {
  return legend !== null && hidden.has(legend);
}

/** The series whose values are read; undefined: no mark draws them. */
export function seriesOf({ figure }: Shown, value: ReadValue): Series | undefined {
  const mark = figure.marks.find(
    each => 'data' in each && each.data === value.data && 'y' in each && each.y === value.y,
  );
  return figure.series.find(series => series.id === mark?.series);
}
