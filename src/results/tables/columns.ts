import type { ColumnData, TableRows } from '../../record/tables/index.ts';

/** A column by its name; undefined: the table lacks it, as that of another version may. */
export function columnOf(rows: TableRows, name: string): ColumnData | undefined {
  return rows.columns.find(c => c.column.name === name);
}

/** The numbers of a column, NaN where there is none. */
export function numbersOf(rows: TableRows, name: string): Int32Array | Float32Array | Float64Array {
  const found = columnOf(rows, name);
  if (found === undefined || found.column.type === 'utf8')
    return new Float64Array(rows.rows).fill(NaN);
  const values = found.values as Int32Array | Float32Array | Float64Array;
  const { isNull } = found;
  if (isNull === null) return values;
  return Float64Array.from(values, (v, i) => (isNull[i] === 1 ? NaN : v));
}

/** The texts of a column; empty where there is none. */
export function textsOf(rows: TableRows, name: string): readonly string[] {
  const found = columnOf(rows, name);
  return found?.column.type === 'utf8' ? (found.values as readonly string[]) : [];
}
