import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CurveAxis, CurveGroup, RunView } from '../../../src/protocol/index.ts';
import type { ResultContext } from '../../base/context.ts';
import { labelAmong } from '../../base/names.ts';
import { panelOf, type CurvesView, type LegendId } from '../../charts/curves/build.ts';
import { axisControl } from '../../charts/curves/controls.ts';
import { LegendState, legendTemplate } from '../../charts/curves/legend.ts';
import type { CurvesModel } from '../../charts/curves/model.ts';
import '../../charts/curves/panel.ts';
import { CurvesSession, type SessionHost } from '../../charts/curves/session.ts';
import { legendRows } from './train/legendRows.ts';
import { panelLabel, panelReadout } from './train/panelText.ts';
import { asBegun, hasRecords } from './train/readings.ts';
import { plannedPanels, trainPanels, trainRequests } from './train/requests.ts';
import { needsLog, planSentence } from './train/shape.ts';
import { trainSentences, waitingSentence } from './train/sentences.ts';

/** By cell: what was chosen while this page lives. */
const choices = new Map<
  string,
  { readonly axis: CurveAxis; readonly log: boolean | null; readonly hidden: ReadonlySet<LegendId> }
>();

/** Curves of a training: `<reslab-train-result>`; its seeds are one group. */
export class TrainResult extends LitElement implements SessionHost {
  static override properties = { context: { attribute: false } };

  declare context: ResultContext | null;

  readonly requests = trainRequests;
  #models: readonly CurvesModel[] = [];
  readonly #session = new CurvesSession(this);
  readonly #legend = new LegendState<LegendId>(() => this.rebuild(), ['seeds']);
  /** What the models were made with besides the data. */
  #looks = '';
  #remembered = '';

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
    if (this.hasUpdated) this.#attach();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#keep();
    this.#session.detach();
  }

  override updated(changed: PropertyValues): void {
    this.#attach();
    if (!changed.has('context') || this.context === null) return;
    const { cell, state, source } = this.context;
    this.#remember(cell.key);
    this.#session.watch(source, [
      { id: cell.key, runs: state.runs.map(r => r.id), cell: cell.name },
    ]);
    // Slots and names may have changed without new data; a step more has its own.
    const looks = JSON.stringify([cell.name, state.runs.map(r => [r.id, r.slot, r.variant])]);
    if (looks === this.#looks) return;
    this.#looks = looks;
    this.rebuild();
  }

  override render(): TemplateResult | typeof nothing {
    if (this.context === null) return nothing;
    const group = asBegun(this.#session.data)?.groups[0];
    return html`<div class="side">${this.#side(group)}</div>
      <div class="plots">${group === undefined ? nothing : this.#plots(group)}</div>`;
  }

  #side(group: CurveGroup | undefined): TemplateResult | typeof nothing {
    const runs = this.context?.state.runs ?? [];
    const [run] = runs;
    if (run === undefined) return planSentence(group);
    if (group === undefined || !hasRecords([group])) {
      const isRead = group?.runs.some(read => read.run === run.id) ?? false;
      return html`${say(this.#session.reason ?? waitingSentence(run, isRead))}${planSentence(group)}`;
    }
    return html`${legendTemplate(
      legendRows(group, run.slot, this.#session.axis, this.#session.group.at),
      this.#legend,
    )}
    ${axisControl(this.#session.choice(this.#isLog))}
    ${trainSentences(group, runs, this.#session.axis).map(sentence => say(sentence, true))}`;
  }

  #plots(group: CurveGroup): TemplateResult | typeof nothing {
    const at = this.#session.group.at;
    const panels = this.#panels;
    if (panels.length === 0) return nothing;
    let next = 0;
    const stacks = panels.map(
      stack =>
        html`<div class="stack">
          ${stack.map(
            panel =>
              html`<reslab-curves
                .heading=${panel.heading}
                .unit=${panel.unit}
                .plotHeight=${panel.height}
                .label=${panelLabel(panel, group, this.#session.axis)}
                .readout=${panelReadout(panel, group, this.#session.axis, at)}
                .fileName=${`${this.context?.cell.name ?? ''} ${panel.heading.toLowerCase()}`}
                .exportFile=${this.context?.exportFile ?? null}
                .model=${this.#models[next++] ?? null}
                .group=${this.#session.group}
              ></reslab-curves>`,
          )}
        </div>`,
    );
    return html`<div class="grid two">${stacks}</div>`;
  }

  /** Before the first record only what is planned. */
  get #panels(): ReturnType<typeof trainPanels> {
    const groups = this.#session.data?.groups ?? [];
    if (hasRecords(groups)) return trainPanels(this.#isLog);
    const plans = groups.flatMap(group => group.runs.flatMap(run => run.plan ?? []));
    if (!plans.some(plan => plan.rate.x.length > 0)) return [];
    return plannedPanels(plans.some(plan => plan.work !== null));
  }

  get #isLog(): boolean {
    const { log, data } = this.#session;
    return log ?? (data !== null && needsLog(data));
  }

  #attach(): void {
    const plots = this.querySelector('.plots');
    if (plots !== null) this.#session.attach(plots);
  }

  /** A result is made anew when its cell comes back to the screen; choices stay. */
  #remember(key: string): void {
    if (key === this.#remembered) return;
    this.#remembered = key;
    const kept = choices.get(key);
    if (kept !== undefined) {
      this.#session.restore(kept.axis, kept.log);
      this.#legend.restore(kept.hidden);
    }
  }

  #keep(): void {
    const { axis, log } = this.#session;
    choices.set(this.#remembered, { axis, log, hidden: this.#legend.hidden });
  }

  /** Makes the panels anew from the data. */
  rebuild(): void {
    const { context } = this;
    const { axis, group } = this.#session;
    const data = asBegun(this.#session.data);
    if (data !== null && context !== null) {
      const runs = context.state.runs.map(
        r => [r.id, { slot: r.slot, name: runName(context, r) }] as const,
      );
      // A plan without a run stands under no id.
      if (runs.length === 0) runs.push(['', { slot: 0, name: context.cell.name }]);
      const view: CurvesView = {
        data,
        requests: trainRequests,
        runs: new Map(runs),
        hidden: this.#legend.hidden,
        axis,
        range: group.range,
      };
      this.#models = this.#panels.flat().map(panel => panelOf(view, panel));
    }
    this.requestUpdate();
  }
}

function runName({ cell, state }: ResultContext, run: RunView): string {
  return state.runs.length > 1 ? `${cell.name}, ${labelAmong(run, state.runs)}` : cell.name;
}

const say = (text: string, isQuiet = false) =>
  html`<p class=${isQuiet ? 'say q' : 'say'}>${text}</p>`;

customElements.define('reslab-train-result', TrainResult);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-train-result': TrainResult;
  }
}
