import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { ResultContext } from '../../base/context.ts';
import './comparison.ts';
import type { ComparisonContext } from './comparison/context.ts';

/** The runs of the trainings that a cell names, side by side: `<reslab-compare-result>`. */
export class CompareResult extends LitElement {
  static override properties = { context: { attribute: false } };

  declare context: ResultContext | null;
  #compared: ComparisonContext | null = null;

  constructor() {
    super();
    this.context = null;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('result');
  }

  override willUpdate(): void {
    const { context } = this;
    if (context === null) return;
    const { source, selection, exportFile, state } = context;
    // A new context at each keystroke is no news to the comparison.
    const isSame = JSON.stringify(state.studied) === JSON.stringify(this.#compared?.runs);
    if (this.#compared?.source === source && isSame) return;
    this.#compared = { source, selection, exportFile, runs: state.studied };
  }

  override render(): TemplateResult | typeof nothing {
    const compared = this.#compared;
    if (compared === null) return nothing;
    const { runs } = compared;
    if (runs.length > 1) return html`<reslab-comparison .context=${compared}></reslab-comparison>`;
    const [only] = runs;
    return html`<div class="side">
        <p class="say q">
          ${
            only === undefined
              ? 'Nothing to compare yet: run the trainings that this cell names.'
              : `Only ${only.cell} has a run so far. Run the other trainings that this cell names.`
          }
        </p>
      </div>
      <div class="plots"></div>`;
  }
}

customElements.define('reslab-compare-result', CompareResult);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-compare-result': CompareResult;
  }
}
