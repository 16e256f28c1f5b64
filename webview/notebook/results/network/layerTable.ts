import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LayerSummary } from '../../../../src/network/index.ts';
import { formatBytes, formatCount, formatShort } from '../../../../src/base/index.ts';
import { layerText } from './layerText.ts';

/** Pixels of a row; the style sheet gives rows this height. */
const rowHeight = 23;
/** Rows outside the visible part that are there already. */
const spare = 12;

/**
 * All layers of a network, `<reslab-layer-table>`. Only the rows in sight are in the page, so that
 * thousands cost nothing. The event `pick` tells the name of a block whose row was chosen.
 */
export class LayerTable extends LitElement {
  static override properties = {
    network: {},
    layers: { attribute: false },
    selected: {},
    first: { state: true },
  };

  /** Its name. */
  declare network: string;
  declare layers: readonly LayerSummary[];
  /** Name of the selected block; empty: none. */
  declare selected: string;
  declare first: number;

  constructor() {
    super();
    this.network = '';
    this.layers = [];
    this.selected = '';
    this.first = 0;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override updated(changed: PropertyValues): void {
    const [before, behind] = this.querySelectorAll<HTMLElement>('tr.spacer td');
    const { from, to } = this.#window();
    before?.style.setProperty('height', `${from * rowHeight}px`);
    behind?.style.setProperty('height', `${(this.layers.length - to) * rowHeight}px`);
    if (changed.has('selected') && this.selected !== '') this.#reveal();
  }

  override render(): TemplateResult {
    const { from, to } = this.#window();
    const columns = [
      'layer',
      'does',
      'in',
      'out',
      'parameters',
      'multiply-adds',
      'memory',
      'field',
    ];
    return html`<div
      class="tablewrap"
      tabindex="0"
      role="region"
      aria-label=${`layers of ${this.network}`}
      @scroll=${this.#scroll}
    >
      <table class="t layertable" aria-rowcount=${this.layers.length + 1}>
        <thead>
          <tr aria-rowindex="1">
            ${columns.map((c, i) => html`<th scope="col" class=${i > 3 ? 'r' : ''}>${c}</th>`)}
          </tr>
        </thead>
        <tbody>
          <tr class="spacer" aria-hidden="true">
            <td colspan="8"></td>
          </tr>
          ${repeat(
            this.layers.slice(from, to),
            // A row that is scrolled stays the row of its layer: a press and its release mean the same.
            (_, i) => from + i,
            (layer, i) => this.#row(layer, from + i),
          )}
          <tr class="spacer" aria-hidden="true">
            <td colspan="8"></td>
          </tr>
        </tbody>
      </table>
    </div>`;
  }

  #row(layer: LayerSummary, index: number): TemplateResult {
    const isSelected = layer.block !== null && layer.block === this.selected;
    return html`<tr
      aria-rowindex=${index + 2}
      class=${isSelected ? 'sel' : ''}
      @click=${() => this.dispatchEvent(new CustomEvent('pick', { detail: layer.block }))}
    >
      <td>${layer.name}</td>
      <td>${layerText(layer)}</td>
      <td>${layer.in.join(' × ')}</td>
      <td>${layer.out.join(' × ')}</td>
      <td class="r">${formatCount(layer.trainableParameters)}</td>
      <td class="r">${layer.macs === 0 ? '' : formatShort(layer.macs)}</td>
      <td class="r">${layer.activationBytes === 0 ? '' : formatBytes(layer.activationBytes)}</td>
      <td class="r">${formatCount(layer.receptiveField)}²</td>
    </tr>`;
  }

  #window(): { readonly from: number; readonly to: number } {
    const from = Math.max(0, Math.min(this.first - spare, this.layers.length));
    const shown = Math.ceil(300 / rowHeight) + 2 * spare;
    return { from, to: Math.min(this.layers.length, from + shown) };
  }

  #scroll = (event: Event): void => {
    const first = Math.floor((event.target as HTMLElement).scrollTop / rowHeight);
    // A row or two more or less is covered by the spare ones.
    if (Math.abs(first - this.first) >= spare / 2) this.first = first;
  };

  /** Brings the selected block into sight without moving the page. */
  #reveal(): void {
    const wrap = this.querySelector('.tablewrap');
    const index = this.layers.findIndex(l => l.block === this.selected);
    if (wrap === null || index < 0) return;
    const [top, bottom] = [wrap.scrollTop, wrap.scrollTop + wrap.clientHeight - 3 * rowHeight];
    if (index * rowHeight < top || index * rowHeight > bottom)
      wrap.scrollTop = Math.max(0, (index - 3) * rowHeight);
  }
}

customElements.define('reslab-layer-table', LayerTable);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-layer-table': LayerTable;
  }
}
