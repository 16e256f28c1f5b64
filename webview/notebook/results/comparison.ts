import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { DifferencesData, DifferencesQuery, RunCurves } from '../../../src/protocol/index.ts';
import type { Subscription } from '../../base/context.ts';
import {
  formatDifference,
  formatPoints,
  formatShare,
  formatValue,
} from '../../../src/base/index.ts';
import { panelOf, type CurvesView, type LegendId } from '../../charts/curves/build.ts';
import { axisControl } from '../../charts/curves/controls.ts';
import { valueAt } from '../../charts/curves/difference.ts';
import { LegendState, legendTemplate } from '../../charts/curves/legend.ts';
import type { CurvesModel } from '../../charts/curves/model.ts';
import '../../charts/curves/panel.ts';
import { CurvesSession, type SessionHost } from '../../charts/curves/session.ts';
import './comparison/blocks.ts';
import type { ComparisonContext } from './comparison/context.ts';
import { differencesTemplate } from './comparison/differences.ts';
import {
  comparedLines,
  comparisonRequests,
  differencePanel,
  overlaySpecs,
  withoutPlansOfEnded,
} from './comparison/panels.ts';
import { comparisonSentence, runName } from './comparison/words.ts';

/** Two or more runs over each other, and the others minus the first: `<reslab-comparison>`. */
export class Comparison extends LitElement implements SessionHost {
  static override properties = {
    context: { attribute: false },
    emphasis: { state: true },
  };

  declare context: ComparisonContext | null;
  declare emphasis: number | null;

  readonly requests = comparisonRequests;
  #panels: readonly (CurvesModel | null)[] = [];
  #differences: DifferencesData | null = null;
  #asked = '';
  /** What the models were made with besides the data. */
  #looks = '';
  #subscription: Subscription<DifferencesQuery> | null = null;
  readonly #session = new CurvesSession(this);
  readonly #legend = new LegendState<LegendId>(() => this.rebuild());

  constructor() {
    super();
    this.context = null;
    this.emphasis = null;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('result');
    if (this.hasUpdated) this.#attach();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#session.detach();
    this.#subscription?.close();
    this.#subscription = null;
    this.#asked = '';
  }

  override firstUpdated(): void {
    this.#attach();
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('context')) this.#watch();
  }

  override render(): TemplateResult | typeof nothing {
    const { context } = this;
    if (context === null) return nothing;
    return html`<div class="side">${this.#side(context)}</div>
      <div class="plots">${this.#session.data === null ? nothing : this.#plots(context)}</div>`;
  }

  /** Makes the panels anew from the data. */
  rebuild(): void {
    const view = this.#view();
    if (view !== null) {
      const [loss, accuracy] = comparedLines(view.data);
      const shown = new Set([loss, accuracy]);
      // Only what is compared: lines of two kinds for each run are too many.
      const only = { ...view, requests: view.requests.map((r, i) => (shown.has(i) ? r : absent)) };
      const overlays = overlaySpecs(this.#isLog).map(spec => panelOf(only, spec));
      const below = [differencePanel(view, loss, 1), differencePanel(view, accuracy, 100)];
      this.#panels = [...overlays, ...below];
    }
    this.requestUpdate();
  }

  #side({ runs }: ComparisonContext): TemplateResult {
    const { data, group, reason } = this.#session;
    if (data === null) return html`<p class="say">${reason ?? 'Reading the curves.'}</p>`;
    const [loss, accuracy] = comparedLines(data);
    const names = this.#names();
    const rows = runs.map(run => {
      const curves = data.groups.flatMap(g => g.runs).find(r => r.run === run.id);
      const values = [
        formatValue(valueOf(curves, loss, group.at)),
        formatShare(valueOf(curves, accuracy, group.at)),
      ];
      const label = names.get(run.id)?.name ?? run.id;
      return { id: `run:${run.id}` as const, slot: run.slot, kind: 'line' as const, label, values };
    });
    const hover = (row: { slot: number } | null) => (this.emphasis = row?.slot ?? null);
    return html`${legendTemplate(rows, this.#legend, hover)}
      ${axisControl(this.#session.choice(this.#isLog))}
      <p class="say">${comparisonSentence(data, accuracy, names, this.#session.axis)}</p>
      ${
        this.#differences === null ? nothing : differencesTemplate(this.#differences, runs, names)
      }`;
  }

  #plots({ exportFile, runs }: ComparisonContext): TemplateResult {
    const { data, group } = this.#session;
    const accuracy = data === null ? 1 : comparedLines(data)[1];
    const isTest = comparisonRequests[accuracy]?.split === 'test';
    const first = runs[0] === undefined ? '' : runName(runs[0], runs);
    const second = runs[1] === undefined || runs.length > 2 ? '' : runName(runs[1], runs);
    const heading = (what: string) =>
      second === '' ? `${what} minus ${first}` : `${what}, ${second} − ${first}`;
    const smoothed = `smoothed 0.9${this.#isLog ? ', log' : ''}`;
    const accuracyName = isTest ? 'Test accuracy' : 'Accuracy';
    const panel = (i: number, title: string, unit: string, height: number) =>
      this.#panels[i] == null
        ? nothing
        : html`<reslab-curves
            .heading=${title}
            .unit=${unit}
            .plotHeight=${height}
            .label=${`${title} of ${runs.length} runs by ${this.#session.axis}`}
            .readout=${i < 2 ? [] : this.#differenceReadout(i)}
            .fileName=${`comparison ${title.toLowerCase()}`}
            .exportFile=${exportFile}
            .model=${this.#panels[i]}
            .group=${group}
            .emphasis=${this.emphasis}
          ></reslab-curves>`;
    return html`<div class="grid two">
        <div class="stack">
          ${panel(0, 'Loss', `cross-entropy, ${smoothed}`, 150)}
          ${panel(2, heading('Loss'), 'smoothed 0.9', 112)}
        </div>
        <div class="stack">
          ${panel(1, accuracyName, isTest ? '%' : '%, smoothed 0.9', 150)}
          ${panel(3, heading(accuracyName), 'points', 112)}
        </div>
      </div>
      <reslab-comparison-blocks .context=${this.context}></reslab-comparison-blocks>`;
  }

  /** Of two runs; of more the legend says it. */
  #differenceReadout(panel: number): string[] {
    const series = this.#panels[panel]?.series ?? [];
    const [line] = series;
    if (line === undefined || series.length > 1) return [];
    const at = this.#session.group.at ?? line.line.x.at(-1) ?? NaN;
    const value = valueAt(line.line, at);
    if (Number.isNaN(value)) return [];
    return ['', panel === 2 ? formatDifference(value) : formatPoints(value)];
  }

  get #isLog(): boolean {
    return this.#session.log ?? false;
  }

  #attach(): void {
    const plots = this.querySelector('.plots');
    if (plots !== null) this.#session.attach(plots);
    this.#watch();
  }

  #watch(): void {
    const { context } = this;
    if (context === null || !this.isConnected) return;
    const runs = context.runs.map(r => r.id);
    this.#session.watch(
      context.source,
      runs.map(id => ({ id, runs: [id] })),
    );
    const looks = JSON.stringify(context.runs.map(r => [r.id, r.slot, r.cell, r.variant]));
    if (looks !== this.#looks) {
      this.#looks = looks;
      this.rebuild();
    }
    if (runs.join() === this.#asked) return;
    this.#asked = runs.join();
    this.#subscription?.close();
    this.#subscription = context.source.subscribe({ kind: 'differences', runs }, data => {
      this.#differences = data.kind === 'none' ? null : data;
      this.requestUpdate();
    });
  }

  #names(): ReadonlyMap<string, { readonly slot: number; readonly name: string }> {
    const runs = this.context?.runs ?? [];
    return new Map(runs.map(r => [r.id, { slot: r.slot, name: runName(r, runs) }]));
  }

  #view(): CurvesView | null {
    const { data, axis, group } = this.#session;
    if (data === null) return null;
    return {
      data: withoutPlansOfEnded(data, this.context?.runs ?? []),
      requests: comparisonRequests,
      runs: this.#names(),
      hidden: this.#legend.hidden,
      axis,
      range: group.range,
    };
  }
}

/** Stands for a line that is not drawn. */
const absent = { split: 'train', column: 'gradient_norm', smooth: null } as const;

function valueOf(run: RunCurves | undefined, line: number, at: number | null): number {
  if (run === undefined) return NaN;
  if (at === null) return run.last[line]?.y ?? NaN;
  const own = run.lines[line];
  return own === undefined ? NaN : valueAt(own, at);
}

customElements.define('reslab-comparison', Comparison);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-comparison': Comparison;
  }
}
