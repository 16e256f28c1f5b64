import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CurvesQuery, RunView } from '../../../src/protocol/index.ts';
import type { Answer, DataSource, Subscription } from '../../base/context.ts';
import type { ExportFile } from '../../base/figure.ts';
import { axisWidth, rightPadding } from '../../charts/core/axes.ts';
import { PanelGroup } from '../../figures/group.ts';
import '../../charts/curves/panel.ts';
import type { CurvesModel } from '../../charts/curves/model.ts';
import { curveAxes, quantities, type ViewState } from '../viewState.ts';
import { legendTable } from './legend.ts';
import { curveSets, hasSeeds, mainLine, type CurveSet } from './groups.ts';
import { curvesModel } from './model.ts';
import { curvesQuery } from './query.ts';
import { choice } from '../choice.ts';

/** Curves of the selected runs in one panel, `<reslab-run-curves>`, with their legend. */
export class RunCurvesElement extends LitElement {
  static override properties = {
    runs: { attribute: false },
    source: { attribute: false },
    view: { attribute: false },
    exportFile: { attribute: false },
    plotHeight: { type: Number },
    data: { state: true },
    emphasis: { state: true },
  };

  declare runs: readonly RunView[];
  declare source: DataSource | null;
  declare view: ViewState | null;
  declare exportFile: ExportFile | null;
  declare plotHeight: number;
  declare data: Answer<CurvesQuery> | null;
  declare emphasis: number | null;

  readonly #group = new PanelGroup();
  #subscription: Subscription<CurvesQuery> | null = null;
  /** What was asked last, as text. */
  #asked = '';
  #model: CurvesModel | null = null;
  /** What the model was made of. */
  #modelled: readonly unknown[] = [];
  #size = new ResizeObserver(() => this.#ask());

  constructor() {
    super();
    this.runs = [];
    this.source = null;
    this.view = null;
    this.exportFile = null;
    this.plotHeight = 190;
    this.data = null;
    this.emphasis = null;
    this.#group.onPoint(() => this.requestUpdate());
    this.#group.onRange(() => this.requestUpdate());
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
    this.#subscription?.close();
    this.#subscription = null;
    this.#asked = '';
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('view');
    // A part of another axis means nothing.
    if (before && before.axis !== this.view?.axis) this.#group.zoom(null);
    this.#ask();
    this.#remodel();
  }

  /** Not at each move of the crosshair: a new model is laid out and drawn anew. */
  #remodel(): void {
    const { data, view, runs } = this;
    if (view === null || data === null || data.kind === 'none') return;
    const looks = runs.map(run => [run.id, run.slot, run.digest]);
    const parts = [data, view, this.#group.range, JSON.stringify(looks)];
    if (parts.every((part, i) => part === this.#modelled[i])) return;
    this.#modelled = parts;
    this.#model = curvesModel(data, this.#sets, view, this.#group.range);
  }

  exportCsv(): void {
    this.#panel?.exportCsv();
  }

  exportPng(): void {
    void this.#panel?.exportPng();
  }

  get #sets(): CurveSet[] {
    return curveSets(this.runs, this.view?.isSplit ?? false);
  }

  get #panel() {
    return this.querySelector('reslab-curves');
  }

  override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (view === null) return nothing;
    return html`<div class="controls">
        ${choice('quantity', quantities, view.quantity, quantityName, quantity =>
          this.#change({ quantity }),
        )}
        ${choice('x axis', curveAxes, view.axis, axisName, axis => this.#change({ axis }))}
        <button
          class="tool"
          aria-pressed=${view.isLog}
          title="Logarithmic axis of values"
          @click=${() => this.#change({ isLog: !view.isLog })}
        >
          log
        </button>
        ${
          hasSeeds(this.runs)
            ? html`<button
                class="tool"
                aria-pressed=${view.isSplit}
                title="Each seed as a line of its own, without their mean"
                @click=${() => this.#change({ isSplit: !view.isSplit })}
              >
                seeds
              </button>`
            : nothing
        }
      </div>
      ${this.#figure(view)}`;
  }

  #figure(view: ViewState): TemplateResult {
    const { data } = this;
    if (data === null) return html`<p class="say q" role="status">Reading the curves.</p>`;
    if (data.kind === 'none') return html`<p class="say q">${data.reason}</p>`;
    const rows = this.#sets.map(set => ({
      set,
      line: mainLine(data, set),
      isHidden: set.runs.every(run => view.hidden.includes(run.id)),
    }));
    const shown = rows.filter(row => !row.isHidden);
    const isEmpty = shown.every(row => row.line === null);
    const isAlone = rows.length === 1;
    return html`${
      isEmpty
        ? html`<p class="say q">${nothingYet(view, rows.length > shown.length)}</p>`
        : html`<reslab-curves
            .heading=${view.quantity === 'loss' ? 'Loss' : 'Test accuracy'}
            .unit=${unitOf(
              view,
              isAlone,
              rows.some(({ set }) => set.runs.length > 1),
            )}
            .label=${`${quantityName(view.quantity)} of ${this.runs.length} runs`}
            .fileName=${`curves-${view.quantity}`}
            .plotHeight=${this.plotHeight}
            .model=${this.#model}
            .group=${this.#group}
            .emphasis=${this.emphasis}
            .exportFile=${this.exportFile}
          ></reslab-curves>`
    }
    ${legendTable(rows, {
      quantity: view.quantity,
      axis: view.axis,
      at: this.#group.at,
      onToggle: (set, isolate) => this.#toggle(set, isolate),
      onHover: set => (this.emphasis = set?.slot ?? null),
    })}`;
  }

  #toggle({ runs }: CurveSet, isolate: boolean): void {
    const hidden = new Set(this.view?.hidden);
    const isHidden = runs.every(run => hidden.has(run.id));
    if (isolate) {
      const others = this.runs.filter(run => !runs.includes(run));
      const isAlone = others.every(r => hidden.has(r.id)) && !isHidden;
      for (const { id } of this.runs) hidden.delete(id);
      if (!isAlone) for (const { id } of others) hidden.add(id);
    } else
      for (const { id } of runs)
        if (isHidden) hidden.delete(id);
        else hidden.add(id);
    this.#change({ hidden: [...hidden] });
  }

  #change(change: Partial<ViewState>): void {
    this.dispatchEvent(new CustomEvent('view-change', { detail: change, bubbles: true }));
  }

  #ask(): void {
    const { view, source } = this;
    const width = this.clientWidth - axisWidth - rightPadding;
    if (view === null || source === null || this.runs.length === 0 || width <= 0) return;
    const query = curvesQuery(this.#sets, view, this.#group.range, width);
    const asked = JSON.stringify(query);
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (this.#subscription === null)
      this.#subscription = source.subscribe(query, data => (this.data = data));
    else this.#subscription.update(query);
  }
}

const quantityName = (quantity: ViewState['quantity']) =>
  quantity === 'loss' ? 'loss' : 'test accuracy';
const axisName = (axis: ViewState['axis']) => (axis === 'seconds' ? 'time' : axis);

function unitOf({ quantity, isLog }: ViewState, isAlone: boolean, hasMean: boolean): string {
  const what =
    quantity === 'accuracy' ? '%' : isAlone ? 'each batch, smoothed, test' : 'test, else train';
  const mean = hasMean ? ', mean of seeds' : '';
  return `${what}${mean}${isLog ? ', log' : ''}`;
}

function nothingYet({ quantity }: ViewState, isHidden: boolean): string {
  if (isHidden) return 'All curves are switched off. Click a run below to show it.';
  return `No ${quantity} is recorded yet.`;
}

customElements.define('reslab-run-curves', RunCurvesElement);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-run-curves': RunCurvesElement;
  }
}
