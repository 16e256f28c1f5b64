import { html, nothing, type TemplateResult } from 'lit';
import type { BlockSelection } from '../../base/context.ts';
import { formatValue } from '../../base/format.ts';
import type { BlockRow } from '../../charts/blocks/blockAxis.ts';
import type { ComparedRun } from '../../notebook/results/comparison/blockPanels.ts';

/**
 * All blocks of the deepest network: residual norm of each run, their quotient where there are two,
 * and the ratio of gradients. A network of another depth has its value at the same conceptual time.
 */
export function blockTable(
  row: BlockRow,
  runs: readonly ComparedRun[],
  selection: BlockSelection,
): TemplateResult {
  const selected = row.blockAt(selection.selected);
  const [first, second] = runs;
  const isPair = first !== undefined && second !== undefined && runs.length === 2;
  const head = (what: string) =>
    runs.map(
      ({ name }, i) => html`<th scope="col" class="r">${i === 0 ? `${what} ${name}` : name}</th>`,
    );
  const cell = (value: number) =>
    html`<td class="r num">${Number.isNaN(value) ? '' : formatValue(value)}</td>`;
  const value = ({ own, record }: ComparedRun, column: 'residual' | 'ratio', block: number) =>
    record[column][own.blockAt(row.placeOf(block)) ?? -1] ?? NaN;
  return html`<div class="tablewrap" tabindex="0" role="region" aria-label="all blocks as a table">
    <table class="t">
      <thead>
        <tr>
          <th scope="col">block</th>
          ${head('‖G‖')}
          ${isPair ? html`<th scope="col" class="r">${second.name} / ${first.name}</th>` : nothing}
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
              ${runs.map(run => cell(value(run, 'residual', block)))}
              ${
                isPair
                  ? cell(value(second, 'residual', block) / value(first, 'residual', block))
                  : nothing
              }
              ${runs.map(run => cell(value(run, 'ratio', block)))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
