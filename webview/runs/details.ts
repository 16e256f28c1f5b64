import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { DifferencesQuery, RunAction, RunView } from '../../src/protocol/index.ts';
import type { Answer, DataSource, Subscription } from '../base/context.ts';
import type { ExportFile } from '../base/figure.ts';
import { createSelection } from '../base/selection.ts';
import '../results/result.ts';
import type { ShownResult } from '../results/result.ts';
import { differencesTable } from './differences.ts';
import { gpuTable, withGpu } from './gpu.ts';
import { runSection } from './runSection.ts';
import { section, type SectionTool } from './section.ts';
import { asDrawn } from './seeds.ts';
import { shownRuns } from './shownRuns.ts';
import { CurvesChoices, curvesName, viewStateOf, type ViewState } from './viewState.ts';

/** What the page asks the host to do. */
export interface DetailsHost {
  readonly act: (action: RunAction, runs: readonly RunView[]) => void;
  readonly annotate: (run: RunView, tags: readonly string[], note: string) => void;
  readonly exportFile: ExportFile;
}

/** The view below the tree of runs, `<reslab-run-details>`: the selected runs. */
export class RunDetailsElement extends LitElement {
  static override properties = {
    runs: { attribute: false },
    selected: { type: Number },
    isTrusted: { type: Boolean },
    source: { attribute: false },
    host: { attribute: false },
    view: { attribute: false },
    differences: { state: true },
  };

  /** Null: the host has not said yet. */
  declare runs: readonly RunView[] | null;
  declare selected: number;
  declare isTrusted: boolean;
  declare source: DataSource | null;
  declare host: DetailsHost | null;
  declare view: ViewState;
  declare differences: Answer<DifferencesQuery> | null;

  #subscription: Subscription<DifferencesQuery> | null = null;
  #asked = '';
  #shown: ShownResult | null = null;
  #kept: CurvesChoices | null = null;
  readonly #selection = createSelection();

  constructor() {
    super();
    this.runs = null;
    this.selected = 0;
    this.isTrusted = false;
    this.source = null;
    this.host = null;
    this.view = viewStateOf(undefined);
    this.differences = null;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('runs')) this.#askDifferences();
  }

  override render(): TemplateResult | typeof nothing {
    const { runs } = this;
    if (runs === null) return nothing;
    if (runs.length === 0)
      return html`<p class="say q nothing">Select one or more runs to see their curves.</p>`;
    return html`${this.#run(runs)} ${this.#curves(runs)} ${this.#differences(runs)}
    ${withGpu(runs).length === 0 ? nothing : this.#section('GPU', [], () => gpuTable(runs))}`;
  }

  #run(runs: readonly RunView[]): TemplateResult | typeof nothing {
    const [run, second] = runs;
    if (run === undefined || second !== undefined) return nothing;
    return this.#section('Run', [], () =>
      runSection(run, {
        isTrusted: this.isTrusted,
        onAct: (act, chosen) => this.host?.act(act, [chosen]),
        onAnnotate: (...words) => this.host?.annotate(...words),
      }),
    );
  }

  #curves(runs: readonly RunView[]): TemplateResult | typeof nothing {
    const tools: SectionTool[] = [
      {
        icon: 'go-to-file',
        label: 'Open large',
        act: () => this.host?.act('openComparison', runs),
      },
    ];
    const trained = runs.filter(run => run.kind === 'train');
    const left = this.selected - runs.length;
    return this.#section('Curves', trained.length === 0 ? [] : tools, () =>
      trained.length === 0
        ? html`<p class="say q">A study has no curves. Its results stand in the notebook.</p>`
        : html`<reslab-result .shown=${this.#result(trained)}></reslab-result> ${
              left > 0
                ? html`<p class="say q">The first ${runs.length} of ${this.selected} are shown.</p>`
                : nothing
            }`,
    );
  }

  #differences(runs: readonly RunView[]): TemplateResult | typeof nothing {
    if (runs.length < 2) return nothing;
    const compare: SectionTool = {
      icon: 'compare-changes',
      label: 'Compare in an editor',
      act: () => this.host?.act('openComparison', runs),
    };
    return this.#section('Differences', [compare], () => {
      const { differences } = this;
      if (differences === null) return html`<p class="say q">Reading what was asked.</p>`;
      if (differences.kind === 'none') return html`<p class="say q">${differences.reason}</p>`;
      // What is drawn as one line has one sample.
      const isSplit = this.view.curves.choices['seeds'] === 'each';
      return differencesTable(differences, isSplit ? runs : asDrawn(runs));
    });
  }

  #result(trained: readonly RunView[]): ShownResult | null {
    const { source, host } = this;
    if (source === null || host === null) return null;
    this.#kept ??= new CurvesChoices(this.view.curves, curves => this.#change({ curves }));
    const others = {
      ...{ source, selection: this.#selection, exportFile: host.exportFile },
      ...{ kept: this.#kept, name: curvesName },
    };
    this.#shown = shownRuns(trained, 'curves', others, this.#shown);
    return this.#shown;
  }

  #section(
    name: string,
    tools: readonly SectionTool[],
    body: () => TemplateResult,
  ): TemplateResult {
    return section(name, this.view.folded, folded => this.#fold(folded), tools, body);
  }

  #fold(name: string): void {
    const folded = new Set(this.view.folded);
    if (!folded.delete(name)) folded.add(name);
    this.#change({ folded: [...folded] });
  }

  #change(change: Partial<ViewState>): void {
    this.view = { ...this.view, ...change };
    this.dispatchEvent(new CustomEvent('keep', { detail: this.view }));
  }

  #askDifferences(): void {
    const ids = (this.runs ?? []).map(run => run.id);
    const asked = ids.join('\n');
    if (asked === this.#asked || this.source === null) return;
    this.#asked = asked;
    if (ids.length < 2) {
      this.#subscription?.close();
      this.#subscription = null;
      this.differences = null;
      return;
    }
    const query: DifferencesQuery = { kind: 'differences', runs: ids };
    if (this.#subscription === null)
      this.#subscription = this.source.subscribe(query, data => (this.differences = data));
    else this.#subscription.update(query);
  }
}

customElements.define('reslab-run-details', RunDetailsElement);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-run-details': RunDetailsElement;
  }
}
