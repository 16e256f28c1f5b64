import { html, type TemplateResult } from 'lit';
import { csvText, formatValue, type CsvValue } from '../../src/base/index.ts';

/** A figure as a table: its alternative on the page, and what CSV export writes. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableValue[])[];
}

/** Numbers are shown with three significant digits and exported whole; null and NaN are gaps. */
export type TableValue = CsvValue;

/** More rows than this are left to the CSV file. */
const shownRows = 500;

export function tableTemplate(table: FigureTable, label: string): TemplateResult {
  const left = table.rows.length - shownRows;
  return html`<div class="tablewrap" tabindex="0" role="group" aria-label=${`${label} as a table`}>
    <table class="t">
      <thead>
        <tr>
          ${table.columns.map((c, i) => html`<th scope="col" class=${i > 0 ? 'r' : ''}>${c}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.slice(0, shownRows).map(
          row =>
            html`<tr>
              ${row.map((v, i) => html`<td class=${i > 0 ? 'r' : ''}>${shown(v, i)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
    ${left > 0 ? html`<p class="say q">${left} more rows are in the CSV file.</p>` : ''}
  </div>`;
}

/** The first column names the row: an index or a step, whole. */
function shown(value: TableValue, column: number): string {
  if (value === null || (typeof value === 'number' && Number.isNaN(value))) return '';
  if (typeof value === 'string') return value;
  return column === 0 && Number.isInteger(value) ? String(value) : formatValue(value);
}

/** The same function as `reslab export`. */
export function toCsv(table: FigureTable): string {
  return csvText(table.columns, table.rows);
}
