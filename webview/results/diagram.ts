import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { formatCount } from '../../src/base/index.ts';
import type { Diagram } from '../../src/figures/index.ts';
import type { TrainedData, TrainedQuery } from '../../src/protocol/index.ts';
import type { BlockSelection, DataSource, Subscription } from '../base/context.ts';
import type { ExportFile } from '../base/figure.ts';
import '../diagram/diagramFigure.ts';
import { drawn, type DrawnNetwork } from '../notebook/results/network/drawn.ts';

/** The network of a run above figures over its blocks: `<reslab-result-diagram>`. */
export class ResultDiagram extends LitElement {
  static override properties = {
    diagram: { attribute: false },
    source: { attribute: false },
    selection: { attribute: false },
    exportFile: { attribute: false },
    data: { state: true },
  };

  declare diagram: Diagram | null;
  declare source: DataSource | null;
  declare selection: BlockSelection | null;
  declare exportFile: ExportFile | null;
  declare data: TrainedData | null;

  #subscription: Subscription<TrainedQuery> | null = null;
  #drawn: (DrawnNetwork & { readonly of: TrainedData }) | null = null;
  #forget: (() => void) | null = null;

  constructor() {
    super();
    this.diagram = null;
    this.source = null;
    this.selection = null;
    this.exportFile = null;
    this.data = null;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate('diagram');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#subscription?.close();
    this.#subscription = null;
    this.#forget?.();
    this.#forget = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { diagram, source, selection } = this;
    if (changed.has('selection') || this.#forget === null) {
      this.#forget?.();
      this.#forget = selection?.onChange(() => this.requestUpdate()) ?? null;
    }
    if (diagram === null || source === null) return;
    if (!changed.has('diagram') && !changed.has('source')) return;
    const query: TrainedQuery = { kind: 'trained', run: diagram.run, blocks: diagram.blocks };
    if (this.#subscription !== null && !changed.has('source'))
      return this.#subscription.update(query);
    this.#subscription?.close();
    this.#subscription = source.subscribe(query, data => {
      this.data = data.kind === 'none' ? null : data;
    });
  }

  override render(): TemplateResult | typeof nothing {
    const { diagram, selection, data } = this;
    if (diagram === null || selection === null || data === null) return nothing;
    // Drawn once for each answer, which may come while the element updates.
    if (this.#drawn?.of !== data) this.#drawn = { ...drawn(data), of: data };
    const { network, describe } = this.#drawn;
    const { name } = data;
    const { row, blocks } = network;
    const here = row.blockAt(selection.hovered ?? selection.selected);
    return html`<reslab-diagram
        heading="Architecture"
        .unit=${`${name}, as ${diagram.of} has it`}
        .label=${`${name}: ${formatCount(row.count)} blocks in ${row.stages.length} stages. Arrow keys move between blocks.`}
        .fileName=${`${name} diagram`}
        .exportFile=${this.exportFile}
        .network=${network}
        .selection=${selection}
        .describe=${describe}
        .asTable=${() => ({
          columns: ['block', 'does'],
          rows: blocks.map((_, block) => [row.nameOf(block), describe(block)]),
        })}
      ></reslab-diagram>
      <p class="say q num" data-line>
        ${
          here === null
            ? 'Point at a block for its layers; click to follow it through every figure.'
            : describe(here)
        }
      </p>`;
  }
}

customElements.define('reslab-result-diagram', ResultDiagram);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-result-diagram': ResultDiagram;
  }
}
