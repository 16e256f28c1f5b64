import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { RunView } from '../../src/protocol/index.ts';
import type { DataSource } from '../base/context.ts';
import type { ExportFile } from '../base/figure.ts';
import { createSelection } from '../base/selection.ts';
import { KeptChoices } from '../results/choices.ts';
import '../results/result.ts';
import type { ShownResult } from '../results/result.ts';
import { shownRuns } from './shownRuns.ts';

/** The editor with the comparison of runs, `<reslab-run-comparison>`. */
export class RunComparison extends LitElement {
  static override properties = {
    runs: { attribute: false },
    source: { attribute: false },
    exportFile: { attribute: false },
  };

  /** Null: the host has not said yet. */
  declare runs: readonly RunView[] | null;
  declare source: DataSource | null;
  declare exportFile: ExportFile | null;
  readonly #selection = createSelection();
  readonly #kept = new KeptChoices();
  #shown: ShownResult | null = null;

  constructor() {
    super();
    this.runs = null;
    this.source = null;
    this.exportFile = null;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.#letGo);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#letGo);
  }

  override render(): TemplateResult | typeof nothing {
    const { runs, source, exportFile } = this;
    if (runs === null || source === null || exportFile === null) return nothing;
    const trained = runs.filter(run => run.kind === 'train');
    if (trained.length === 0)
      return html`<p class="say q nothing">
        ${
          runs.length === 0
            ? 'The runs that were compared here are gone.'
            : 'Studies are compared in the notebook; select trainings to compare them here.'
        }
      </p>`;
    const others = { source, selection: this.#selection, exportFile, kept: this.#kept };
    this.#shown = shownRuns(trained, 'comparison', { ...others, name: 'comparison' }, this.#shown);
    return html`<div class="card">
      <div class="body"><reslab-result .shown=${this.#shown}></reslab-result></div>
    </div>`;
  }

  #letGo = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#selection.select(null);
  };
}

customElements.define('reslab-run-comparison', RunComparison);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-run-comparison': RunComparison;
  }
}
