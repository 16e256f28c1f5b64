import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { TrainedQuery } from '../../../../src/protocol/index.ts';
import { formatCount } from '../../../../src/base/index.ts';
import '../../../charts/blocks/diagramFigure.ts';
import { drawn, type DrawnNetwork } from '../network/drawn.ts';
import { Answers } from '../shared/answers.ts';
import type { ComparedRun } from './comparedRun.ts';
import type { ComparisonContext } from './context.ts';

/** The network of the deepest of the compared runs: `<reslab-comparison-diagram>`. */
export class ComparisonDiagram extends LitElement {
  static override properties = {
    context: { attribute: false },
    run: { attribute: false },
  };

  declare context: ComparisonContext | null;
  declare run: ComparedRun | null;
  readonly #answers = new Answers(this);
  #drawn: (DrawnNetwork & { readonly of: unknown; readonly name: string }) | null = null;
  #forget: (() => void) | null = null;

  constructor() {
    super();
    this.context = null;
    this.run = null;
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
    const { context, run } = this;
    if (context === null || run === null) return;
    if (changed.has('context')) this.#forget?.();
    if (changed.has('context') || this.#forget === null)
      this.#forget = context.selection.onChange(() => this.requestUpdate());
    const query: TrainedQuery = { kind: 'trained', run: run.id, blocks: run.own.count };
    this.#answers.ask(context.source, { network: query });
    const answer = this.#answers.get('network', 'trained');
    if (answer === null || answer.kind === 'none') this.#drawn = null;
    else if (this.#drawn?.of !== answer)
      this.#drawn = { ...drawn(answer), of: answer, name: answer.name };
  }

  override render(): TemplateResult | typeof nothing {
    const { context, run } = this;
    const shown = this.#drawn;
    if (context === null || run === null || shown === null) return nothing;
    const { network, describe, name } = shown;
    const { selected, hovered } = context.selection;
    const here = network.row.blockAt(hovered ?? selected);
    return html`<reslab-diagram
        heading="Architecture"
        .unit=${`${name}, as ${run.name} has it`}
        .label=${`${name}: ${formatCount(network.row.count)} blocks in ${network.row.stages.length} stages. Arrow keys move between blocks.`}
        .fileName=${`${name} diagram`}
        .exportFile=${context.exportFile}
        .network=${network}
        .selection=${context.selection}
        .describe=${describe}
        .asTable=${() => ({
          columns: ['block', 'does'],
          rows: network.blocks.map((_, b) => [network.row.nameOf(b), describe(b)]),
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

customElements.define('reslab-comparison-diagram', ComparisonDiagram);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-comparison-diagram': ComparisonDiagram;
  }
}
