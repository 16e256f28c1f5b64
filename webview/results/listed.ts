import { html, nothing, type TemplateResult } from 'lit';
import {
  BlockRow,
  numberText,
  type Figure,
  type ListedTable,
  type Tables,
} from '../../src/figures/index.ts';
import type { BlockSelection } from '../base/context.ts';
import { swatch } from '../base/swatch.ts';

type ListedColumn = ListedTable['columns'][number];

/** More rows than this are left to the CSV file of a figure. */
const shownRows = 1000;

/** A table that is shown as such. Rows of blocks are part of the one selection. */
export function listedTemplate(
  { title, data, columns, repeatsFigures }: ListedTable,
  tables: Tables,
  figures: readonly Figure[],
  selection: BlockSelection,
): TemplateResult | typeof nothing {
  const table = tables[data];
  if (table === undefined || table.rows === 0 || repeatsFigures) return nothing;
  const blocks = blocksOf(tables, data, figures);
  const rows = Array.from({ length: Math.min(shownRows, table.rows) }, (_, row) => row);
  return html`<div class="listed">
    <div class="tablewrap" tabindex="0" role="group" aria-label=${title}>
      <table class="t">
        <caption>
          ${title}
        </caption>
        <thead>
          <tr>
            ${columns.map(
              (column, i) =>
                html`<th scope="col" class=${isNumber(table, column) && i > 0 ? 'r' : ''}>
                  ${column.head}
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(row => {
            const place = blocks?.placeOf(row) ?? null;
            const isSelected =
              blocks !== null && place !== null && blocks.isAt(row, selection.selected);
            return html`<tr
              class=${isSelected ? 'sel' : ''}
              @click=${() => place !== null && selection.select(place)}
            >
              ${columns.map((column, i) => cellTemplate(tables, data, column, row, i))}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </div>`;
}

const isNumber = (table: Tables[string], { column }: ListedColumn) =>
  !Array.isArray(table?.columns[column]);

function cellTemplate(
  tables: Tables,
  data: string,
  { column, format, hasBar, slots }: ListedColumn,
  row: number,
  index: number,
): TemplateResult {
  const values = tables[data]?.columns[column];
  const value = values?.[row];
  const slot = slots === undefined ? undefined : tables[data]?.columns[slots]?.[row];
  const sample =
    typeof slot === 'number' && !Number.isNaN(slot) ? swatch(slot, 'line', true) : nothing;
  if (typeof value !== 'number')
    return html`<td class=${index > 0 ? '' : 'name'}>${sample}${value ?? ''}</td>`;
  const text = Number.isNaN(value) ? '' : numberText(value, format);
  const bar = hasBar && values !== undefined ? barOf(value, values) : nothing;
  return html`<td class="r num">${sample}${text}${bar}</td>`;
}

/** As long as the value, against the greatest of the column. */
function barOf(value: number, values: ArrayLike<number | string>): TemplateResult {
  let greatest = 0;
  for (let i = 0; i < values.length; i++) {
    const other = Math.abs(Number(values[i]));
    if (other > greatest) greatest = other;
  }
  const share = greatest > 0 ? Math.abs(value) / greatest : 0;
  return html`<svg class="share" viewBox="0 0 60 6" aria-hidden="true">
    <rect width=${60 * share} height="6" fill="currentColor" />
  </svg>`;
}

/** Rows whose column `block` names blocks of the network that a figure stands over; null: they do not. */
function blocksOf(tables: Tables, data: string, figures: readonly Figure[]) {
  const names = tables[data]?.columns['block'];
  const axis = figures.find(figure => figure.x.blocks !== undefined)?.x.blocks;
  if (axis === undefined || !Array.isArray(names)) return null;
  const row = new BlockRow(axis);
  const byName = new Map(Array.from({ length: row.count }, (_, b) => [row.nameOf(b), b]));
  const blockOf = (i: number) => byName.get(String(names[i])) ?? null;
  return {
    placeOf: (i: number) => {
      const block = blockOf(i);
      return block === null ? null : row.placeOf(block);
    },
    isAt: (i: number, place: BlockSelection['selected']) => blockOf(i) === row.blockAt(place),
  };
}
