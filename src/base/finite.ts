import type { Row } from './table.ts';

/** The number, or null where it is none: a share of nothing, or one that outgrew its type. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The row with null in place of numbers that are none, so that nothing takes them for numbers. */
export function finiteRow(row: Row): Row {
  const isFinite = (value: Row[string]) => typeof value !== 'number' || Number.isFinite(value);
  if (Object.values(row).every(isFinite)) return row;
  return Object.fromEntries(Object.entries(row).map(([k, v]) => [k, isFinite(v) ? v : null]));
}
