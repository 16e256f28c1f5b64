export interface TableColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export function left(title: string): TableColumn {
  return { title, align: 'left' };
}

export function right(title: string): TableColumn {
  return { title, align: 'right' };
}

/** A table as lines of text: titles, a rule, rows; columns two spaces apart. */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string[] {
  const widths = columns.map((column, c) =>
    rows.reduce((widest, row) => Math.max(widest, (row[c] ?? '').length), column.title.length),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map((column, c) => {
        const cell = cells[c] ?? '';
        const width = widths[c] ?? 0;
        return column.align === 'left' ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [
    line(columns.map(column => column.title)),
    widths.map(width => '-'.repeat(width)).join('  '),
    ...rows.map(line),
  ];
}

/** Leaves out the middle of a long list and says how many rows that were. */
export function shortenRows<T>(
  rows: readonly T[],
  limit: number,
): { readonly head: readonly T[]; readonly left: number; readonly tail: readonly T[] } {
  if (rows.length <= limit) return { head: rows, left: 0, tail: [] };
  const half = Math.floor(limit / 2);
  return {
    head: rows.slice(0, limit - half),
    left: rows.length - limit,
    tail: rows.slice(rows.length - half),
  };
}
