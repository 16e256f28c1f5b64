import { html, nothing, type TemplateResult } from 'lit';
import type { BlockSelection } from '../../base/context.ts';
import { formatValue } from '../../base/format.ts';
import type { BlockRow } from '../../charts/blocks/blockAxis.ts';
import { ratios } from './blockFacts.ts';
import type { NamedBlocks } from './panels.ts';

/** More runs than these have no column each. */
export const mostColumns = 4;

/** All blocks: residual norm of each run, their ratio, and the ratio of gradients over the block. */
export function blockTable(
  row: BlockRow,
  runs: readonly NamedBlocks[],
  selection: BlockSelection,
): TemplateResult {
  const shown = runs.slice(0, mostColumns);
  const [first, second] = shown;
  const ratio =
    first !== undefined && second !== undefined && shown.length === 2
      ? ratios(first.data.residual, second.data.residual)
      : null;
  const selected = row.blockAt(selection.selected);
  const head = (what: string) =>
    shown.map(
      ({ name }, i) => html`<th scope="col" class="r">${i === 0 ? `${what} ${name}` : name}</th>`,
    );
  const cell = (value: number | undefined) => html`<td class="r num">${formatValue(value)}</td>`;
  return html`<div class="tablewrap" tabindex="0" role="region" aria-label="all blocks as a table">
    <table class="t">
      <thead>
        <tr>
          <th scope="col">block</th>
          ${head('‖G‖')} ${ratio === null ? nothing : html`<th scope="col" class="r">ratio</th>`}
          ${head('g ratio')}
        </tr>
      </thead>
      <tbody>
        ${Array.from(
          { length: row.count },
          (_, block) =>
            html`<tr
              class=${block === selected ? 'sel' : ''}
              @click=${() => selection.select(row.placeOf(block))}
            >
              <td>${row.nameOf(block)}</td>
              ${shown.map(({ data }) => cell(data.residual[block]))}
              ${ratio === null ? nothing : cell(ratio[block])}
              ${shown.map(({ data }) => cell(data.ratio[block]))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
