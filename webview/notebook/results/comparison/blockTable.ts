import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { BlockSelection } from '../../../base/context.ts';
import type { BlockRow } from '../../../../src/figures/index.ts';
import { againstOf, blocksOf, formatOf } from './blockPanels.ts';
import { having, valueAt, type BlockQuantity, type ComparedRun } from './comparedRun.ts';

const quantities: readonly (readonly [BlockQuantity, string])[] = [
  ['residual', '‖G‖'],
  ['ratio', 'g ratio'],
  ['cost', 'cost'],
];

/**
 * All blocks of the deepest of the compared networks: what each run has there, and of two runs what
 * they are to each other. A network of another depth has its value at the same conceptual time.
 * `<reslab-block-table>`
 */
export class BlockTable extends LitElement {
  static override properties = {
    row: { attribute: false },
    runs: { attribute: false },
    selection: { attribute: false },
  };

  declare row: BlockRow | null;
  declare runs: readonly ComparedRun[];
  declare selection: BlockSelection | null;
  #forget: (() => void) | null = null;

  constructor() {
    super();
    this.row = null;
    this.runs = [];
    this.selection = null;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget?.();
    this.#forget = null;
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('selection')) this.#forget?.();
    if (changed.has('selection') || this.#forget === null)
      this.#forget = this.selection?.onChange(() => this.requestUpdate()) ?? null;
  }

  override render(): TemplateResult | typeof nothing {
    const { row, selection } = this;
    if (row === null || selection === null) return nothing;
    const selected = row.blockAt(selection.selected);
    const columns = quantities.flatMap(([quantity, name]) => columnsOf(this.runs, quantity, name));
    return html`<div class="tablewrap" tabindex="0" role="group" aria-label="all blocks as a table">
      <table class="t">
        <thead>
          <tr>
            <th scope="col">block</th>
            ${columns.map(({ name }) => html`<th scope="col" class="r">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${blocksOf(row).map(
            block =>
              html`<tr
                class=${block === selected ? 'sel' : ''}
                @click=${() => selection.select(row.placeOf(block))}
              >
                <td>${row.nameOf(block)}</td>
                ${columns.map(({ text }) => html`<td class="r num">${text(row, block)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

interface TableColumn {
  readonly name: string;
  readonly text: (row: BlockRow, block: number) => string;
}

/** A column for each run that has it, and where there are two the one against the other. */
function columnsOf(
  all: readonly ComparedRun[],
  quantity: BlockQuantity,
  name: string,
): TableColumn[] {
  const runs = having(all, quantity);
  const [first, second, ...more] = runs;
  const format = formatOf(quantity);
  const shown = (value: number) => (Number.isNaN(value) ? '' : format(value));
  const own = runs.map((run, i): TableColumn => ({
    name: i === 0 ? `${name} ${run.name}` : run.name,
    text: (row, block) => shown(valueAt(row, run, quantity, block)),
  }));
  // Ratios of ratios say nothing.
  if (first === undefined || second === undefined || more.length > 0 || quantity === 'ratio')
    return own;
  const against: TableColumn = {
    name: `${second.name} ${quantity === 'cost' ? '−' : '/'} ${first.name}`,
    text: (row, block) => {
      const [value = NaN, base = NaN] = [second, first].map(r => valueAt(row, r, quantity, block));
      return shown(againstOf(quantity, value, base));
    },
  };
  return [...own, against];
}

customElements.define('reslab-block-table', BlockTable);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-block-table': BlockTable;
  }
}
