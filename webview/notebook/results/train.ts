import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type {
  CurveAxis,
  CurveGroup,
  CurvesData,
  CurvesQuery,
} from '../../../src/protocol/index.ts';
import type { Answer, ResultContext, Subscription } from '../../base/context.ts';
import { fullRange, panelOf, type CurvesView, type LegendId } from '../../charts/curves/build.ts';
import { LegendState, legendTemplate } from '../../charts/curves/legend.ts';
import type { CurvesModel } from '../../charts/curves/model.ts';
import '../../charts/curves/panel.ts';
import { PanelGroup } from '../../charts/core/group.ts';
import { axisControl } from './train/controls.ts';
import { legendRows } from './train/legendRows.ts';
import { panelLabel, panelReadout } from './train/panelText.ts';
import { hasRecords } from './train/readings.ts';
import { trainPanels, trainRequests } from './train/requests.ts';
import { needsLog, planSentence } from './train/shape.ts';
import { trainSentences, waitingSentence } from './train/sentences.ts';

/** Curves of a training: `<reslab-train-result>`; its seeds are one group. */
export class TrainResult extends LitElement {
  static override properties = { context: { attribute: false } };

  declare context: ResultContext | null;

  #data: CurvesData | null = null;
  #reason: string | null = null;
  #axis: CurveAxis = 'step';
  /** Null: as the values need it. */
  #log: boolean | null = null;
  #width = 0;
  #models: readonly CurvesModel[] = [];
  #subscription: Subscription<CurvesQuery> | null = null;
  #asked = '';
  readonly #group = new PanelGroup();
  readonly #legend = new LegendState<LegendId>(() => this.#rebuild(), ['seeds']);
  readonly #size = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.context = null;
    this.#group.onPoint(() => this.requestUpdate());
    this.#group.onRange(() => this.#onRange());
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('result');
    if (this.hasUpdated) this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
    this.#subscription?.close();
    this.#subscription = null;
    this.#asked = '';
  }

  override firstUpdated(): void {
    this.#watch();
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('context')) this.#ask();
  }

  override render(): TemplateResult | typeof nothing {
    if (this.context === null) return nothing;
    const group = this.#data?.groups[0];
    return html`<div class="side">${this.#side(group)}</div>
      <div class="plots">${group === undefined ? nothing : this.#plots(group)}</div>`;
  }

  #side(group: CurveGroup | undefined): TemplateResult | typeof nothing {
    const { runs, prospect } = this.context?.state ?? { runs: [], prospect: null };
    const [run] = runs;
    if (run === undefined) return prospect === null ? nothing : say(prospect);
    if (group === undefined || this.#data === null || !hasRecords(this.#data))
      return html`${say(this.#reason ?? waitingSentence(run))}${planSentence(group)}`;
    return html`${legendTemplate(
      legendRows(group, run.slot, this.#axis, this.#group.at),
      this.#legend,
    )}
    ${axisControl({
      axis: this.#axis,
      isLog: this.#isLog,
      setAxis: axis => this.#setAxis(axis),
      setLog: isLog => {
        this.#log = isLog;
        this.#rebuild();
      },
    })}
    ${trainSentences(group, runs, this.#axis).map(sentence => say(sentence, true))}`;
  }

  #plots(group: CurveGroup): TemplateResult {
    const isEmpty = this.#data !== null && !hasRecords(this.#data);
    const at = this.#group.at;
    let next = 0;
    const stacks = trainPanels(this.#isLog).map(
      stack =>
        html`<div class="stack">
          ${stack.map(panel => {
            const model = this.#models[next++] ?? null;
            // Before the first record there is only the plan.
            if (isEmpty && panel.column !== 'rate') return nothing;
            return html`<reslab-curves
              .heading=${panel.heading}
              .unit=${isEmpty ? 'as planned' : panel.unit}
              .plotHeight=${isEmpty ? 136 : panel.height}
              .label=${panelLabel(panel, group, this.#axis)}
              .readout=${panelReadout(panel, group, this.#axis, at)}
              .fileName=${`${this.context?.cell.name ?? ''} ${panel.heading.toLowerCase()}`}
              .exportFile=${this.context?.exportFile ?? null}
              .model=${model}
              .group=${this.#group}
            ></reslab-curves>`;
          })}
        </div>`,
    );
    return html`<div class="grid two">${stacks}</div>`;
  }

  get #isLog(): boolean {
    return this.#log ?? (this.#data !== null && needsLog(this.#data));
  }

  #watch(): void {
    const plots = this.querySelector('.plots');
    if (plots !== null) this.#size.observe(plots);
    this.#measure();
  }

  /** Points are asked for by the width of a panel, which is half of the plots where they are wide. */
  #measure(): void {
    const width = this.querySelector('.plots')?.clientWidth ?? 0;
    if (width === 0) return;
    const panel = Math.round(width >= 700 ? width / 2 : width) - 62;
    // A few pixels more or less need no new points.
    if (Math.abs(panel - this.#width) < 24 && this.#width > 0) return;
    this.#width = Math.max(50, panel);
    this.#ask();
  }

  #ask(): void {
    const { context } = this;
    if (context === null || this.#width === 0 || !this.isConnected) return;
    const runs = context.state.runs.map(r => r.id);
    const query: CurvesQuery = {
      kind: 'curves',
      groups: runs.length === 0 ? [] : [{ id: context.cell.key, runs }],
      lines: trainRequests,
      axis: this.#axis,
      range: this.#group.range,
      width: this.#width,
    };
    const asked = JSON.stringify(query);
    if (runs.length === 0 || asked === this.#asked) return;
    this.#asked = asked;
    if (this.#subscription !== null) this.#subscription.update(query);
    else this.#subscription = context.source.subscribe(query, data => this.#take(data));
  }

  #take(data: Answer<CurvesQuery>): void {
    if (data.kind === 'none') {
      this.#data = null;
      this.#reason = data.reason;
    } else {
      this.#data = data;
      this.#reason = null;
    }
    this.#rebuild();
  }

  #rebuild(): void {
    const { context } = this;
    if (this.#data !== null && context !== null) {
      const runs = context.state.runs.map(
        r => [r.id, { slot: r.slot, name: seedName(context, r.seed) }] as const,
      );
      const view: CurvesView = {
        data: this.#data,
        requests: trainRequests,
        runs: new Map(runs),
        hidden: this.#legend.hidden,
        axis: this.#axis,
        range: this.#group.range,
      };
      this.#models = trainPanels(this.#isLog)
        .flat()
        .map(panel => panelOf(view, panel));
    }
    this.requestUpdate();
  }

  #setAxis(axis: CurveAxis): void {
    this.#axis = axis;
    this.#group.point(null);
    this.#group.zoom(null);
    this.#ask();
  }

  /** What is there is shown in the new range at once; detail comes with the answer. */
  #onRange(): void {
    const { range } = this.#group;
    if (range !== null && this.#data !== null) {
      const [min, max] = fullRange(this.#data);
      const inside: [number, number] = [Math.max(min, range[0]), Math.min(max, range[1])];
      if (inside[0] <= min && inside[1] >= max) return this.#group.zoom(null);
      if (inside[0] !== range[0] || inside[1] !== range[1]) return this.#group.zoom(inside);
    }
    this.#rebuild();
    this.#ask();
  }
}

function seedName({ cell, state }: ResultContext, seed: number): string {
  return state.runs.length > 1 ? `${cell.name}, seed ${seed}` : cell.name;
}

const say = (text: string, isQuiet = false) =>
  html`<p class=${isQuiet ? 'say q' : 'say'}>${text}</p>`;

customElements.define('reslab-train-result', TrainResult);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-train-result': TrainResult;
  }
}
