import type { Table, Values } from './spec.ts';

/** Columns of one length as a table; lists of numbers become float64. */
export function tableOf(columns: Readonly<Record<string, Values | readonly number[]>>): Table {
  const made: Record<string, Values> = {};
  for (const [name, values] of Object.entries(columns))
    made[name] = isNumbers(values) ? Float64Array.from(values) : values;
  return { rows: Object.values(made)[0]?.length ?? 0, columns: made };
}

/** NaN where the table has no such column or no number there. */
export function numberAt({ columns }: Table, column: string, row: number): number {
  const value = columns[column]?.[row];
  return typeof value === 'number' ? value : NaN;
}

/** Empty where the table has no such column. */
export function textAt({ columns }: Table, column: string, row: number): string {
  const value = columns[column]?.[row];
  return typeof value === 'string' ? value : '';
}

/** Empty where the table has no such column of texts. */
export function textsOf({ columns }: Table, column: string): readonly string[] {
  const values = columns[column] ?? [];
  return typeof values[0] === 'string' ? (values as readonly string[]) : [];
}

function isNumbers(values: Values | readonly number[]): values is readonly number[] {
  return Array.isArray(values) && typeof values[0] !== 'string' && values.length > 0;
}
