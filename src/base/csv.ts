export type CsvValue = number | string | null;

/**
 * CSV as RFC 4180 has it, with line feeds: null and NaN are empty fields, numbers are whole and as they
 * are. Text that a spreadsheet would compute gets an apostrophe before it.
 */
export function csvText(columns: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines = [columns.map(field).join(',')];
  for (const row of rows) lines.push(row.map(field).join(','));
  return [...lines, ''].join('\n');
}

/** Signs that begin a formula, also as Japanese and Chinese keyboards write them. */
const formula = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function field(value: CsvValue): string {
  if (value === null || (typeof value === 'number' && Number.isNaN(value))) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) && !number.test(value) ? `'${value}` : value;
  return /[",;\n\r\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
