import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { LayerSummary } from '../../../src/network/index.ts';
import type { NetworkData } from '../../../src/protocol/index.ts';
import type { ResultContext } from '../../base/context.ts';
import { formatCount } from '../../../src/base/index.ts';
import { icon } from '../../base/icon.ts';
import type { FigureTable } from '../../base/table.ts';
import '../../diagram/diagramFigure.ts';
import './network/layerTable.ts';
import './network/network.css';
import { drawn, type DrawnNetwork } from './network/drawn.ts';
import { factsTemplate, networkFacts } from './network/networkFacts.ts';
import { Answers } from './shared/answers.ts';

/** What is drawn of one answer; made once for each. */
interface Prepared extends DrawnNetwork {
  readonly data: NetworkData;
}

/** Diagram, facts and layers of a network cell: `<reslab-network-result>`. */
export class NetworkResult extends LitElement {
  static override properties = {
    context: { attribute: false },
    showsLayers: { state: true },
  };

  declare context: ResultContext | null;
  declare showsLayers: boolean;

  readonly #answers = new Answers(this);
  #prepared: Prepared | null = null;
  #unsubscribe: (() => void) | null = null;
  #listensTo: ResultContext['selection'] | null = null;
  #marked: number | null = null;

  constructor() {
    super();
    this.context = null;
    this.showsLayers = false;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('result');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#unsubscribe = this.#listensTo = null;
  }

  override willUpdate(): void {
    const { context } = this;
    if (context === null) return;
    const query = { kind: 'network', network: context.cell.name, batch: null } as const;
    this.#answers.ask(context.source, { network: query });
    if (context.selection === this.#listensTo) return;
    this.#unsubscribe?.();
    this.#listensTo = context.selection;
    this.#unsubscribe = context.selection.onChange(() => {
      this.requestUpdate();
      this.#mark();
    });
  }

  override updated(): void {
    // The selection may be older than this element.
    this.#mark();
  }

  override render(): TemplateResult | typeof nothing {
    const { context } = this;
    const answer = this.#answers.get('network', 'network');
    if (context === null || answer === null) return nothing;
    if (answer.kind === 'none')
      return html`<div class="side"><p class="say q">${answer.reason}</p></div>
        <div class="plots"></div>`;
    const { data, network, describe } = this.#prepare(answer);
    const { row } = network;
    const { summary } = data;
    const { selected, hovered } = context.selection;
    const here = row.blockAt(hovered ?? selected);
    const chosen = row.blockAt(selected);
    return html`<div class="side">
        ${factsTemplate(networkFacts(data))}
        ${
          data.isOfEarlierText
            ? html`<p class="say q">${icon('info')} The diagram is of the last valid text.</p>`
            : nothing
        }
      </div>
      <div class="plots">
        <reslab-diagram
          heading="Architecture"
          .unit=${summary.name ?? ''}
          .label=${`${data.name}: ${formatCount(row.count)} blocks in ${row.stages.length} stages, ${formatCount(summary.trainableParameters)} parameters. Arrow keys move between blocks.`}
          .fileName=${data.name}
          .exportFile=${context.exportFile}
          .network=${network}
          .selection=${context.selection}
          .describe=${describe}
          .asTable=${() => layersAsTable(summary.layers)}
        ></reslab-diagram>
        <p class="say q num" data-line>
          ${
            here === null
              ? 'Point at a block for its layers; click to follow it through every figure.'
              : describe(here)
          }
        </p>
        <details class="layers" @toggle=${this.#toggle}>
          <summary>${formatCount(summary.layers.length)} layers as a table</summary>
          ${
            this.showsLayers
              ? html`<reslab-layer-table
                  .network=${data.name}
                  .layers=${summary.layers}
                  .selected=${chosen === null ? '' : row.nameOf(chosen)}
                  @pick=${this.#pick}
                ></reslab-layer-table>`
              : nothing
          }
        </details>
      </div>`;
  }

  #prepare(data: NetworkData): Prepared {
    if (this.#prepared?.data === data) return this.#prepared;
    this.#prepared = { data, ...drawn(data) };
    return this.#prepared;
  }

  /** The line of the text that describes the stage of the hovered, else of the selected block. */
  #mark(): void {
    const { context } = this;
    if (context === null || this.#prepared === null) return;
    const { data, network } = this.#prepared;
    const { selected, hovered } = context.selection;
    const block = network.row.blockAt(hovered) ?? network.row.blockAt(selected);
    const stage = block === null ? null : network.row.stageOf(block);
    const line = stage === null ? null : (data.lines[stage.index] ?? null);
    if (line === this.#marked) return;
    this.#marked = line;
    context.markLine(line);
  }

  #toggle = (event: Event): void => {
    this.showsLayers = (event.target as HTMLDetailsElement).open;
  };

  #pick = (event: Event): void => {
    const name = (event as CustomEvent<string | null>).detail;
    const { data, network } = this.#prepared ?? {};
    const block = data?.summary.blocks.findIndex(b => b.name === name) ?? -1;
    if (block >= 0) this.context?.selection.select(network?.row.placeOf(block) ?? null);
  };
}

customElements.define('reslab-network-result', NetworkResult);

function layersAsTable(layers: readonly LayerSummary[]): FigureTable {
  return {
    columns: [
      'layer',
      'does',
      'block',
      'in',
      'out',
      'parameters',
      'other parameters',
      'MACs',
      'activation bytes',
      'receptive field',
    ],
    rows: layers.map(l => [
      l.name,
      l.layer,
      l.block,
      l.in.join('×'),
      l.out.join('×'),
      l.trainableParameters,
      l.otherParameters,
      l.macs,
      l.activationBytes,
      l.receptiveField,
    ]),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'reslab-network-result': NetworkResult;
  }
}
