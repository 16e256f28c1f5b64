import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { HeatData, Query, RunView } from '../../../src/protocol/index.ts';
import type { ResultContext } from '../../base/context.ts';
import { formatInteger } from '../../base/format.ts';
import { BlockRow } from '../../charts/blocks/blockAxis.ts';
import { plainText } from '../../charts/blocks/sentence.ts';
import { PanelGroup } from '../../charts/core/group.ts';
import '../../charts/blocks/heatFigure.ts';
import '../../charts/blocks/panelFigure.ts';
import '../../charts/curves/panel.ts';
import { Answers } from './shared/answers.ts';
import { courseModel, courseUnit } from './norms/course.ts';
import { ratioScale, reachOf, residualScale } from './norms/heatScales.ts';
import { normsFacts } from './norms/normsFacts.ts';
import { normsLegend, type Shown } from './norms/normsLegend.ts';
import { normsPanels } from './norms/normsPanels.ts';
import { recordedView, studiedView, type NormsView } from './norms/normsView.ts';
import { normsSentence } from './norms/sentence.ts';
import { bandHalfWidth } from './norms/theory.ts';
import { sentenceTemplate } from './shared/sentenceTemplate.ts';
import type { Stepper } from './shared/stepper.ts';
import './shared/stepper.ts';

/** Norms of every block: while it trains, and as the study of the cell measured them. */
export class NormsResult extends LitElement {
  static override properties = {
    context: { attribute: false },
    step: { state: true },
    source: { state: true },
    chosen: { state: true },
    shown: { state: true },
  };

  declare context: ResultContext | null;
  /** Null: the newest, and follow. */
  declare step: number | null;
  /** Null: the study where there is one. */
  declare source: 'train' | 'norms' | null;
  /** Id of the run whose heat maps are shown; null: the first. */
  declare chosen: string | null;
  declare shown: Shown;

  readonly #answers = new Answers(this);
  readonly #courseGroup = new PanelGroup();
  #unsubscribe: (() => void) | null = null;
  #listensTo: ResultContext['selection'] | null = null;
  /** Of the newest network that was seen; kept while it is the same, so that drawings are. */
  #row: BlockRow | null = null;

  constructor() {
    super();
    this.context = null;
    this.step = null;
    this.source = null;
    this.chosen = null;
    this.shown = { theory: true, band: true };
    this.#courseGroup.onRange(() => this.requestUpdate());
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
    this.#listen(context);
    this.#answers.ask(context.source, this.#queries(context));
  }

  /** Asks anew where the selected block changed: its course is another one. */
  #listen({ selection }: ResultContext): void {
    if (selection === this.#listensTo) return;
    this.#unsubscribe?.();
    this.#listensTo = selection;
    let last = selection.selected;
    this.#unsubscribe = selection.onChange(() => {
      if (selection.selected === last) return;
      last = selection.selected;
      this.requestUpdate();
    });
  }

  /** The runs of the kind that is shown. */
  #runs({ state }: ResultContext): readonly RunView[] {
    const studies = state.runs.filter(r => r.kind === 'norms');
    const trainings = [...state.runs, ...state.studied].filter(r => r.kind === 'train');
    const wanted = this.source ?? (studies.length > 0 ? 'norms' : 'train');
    const runs = wanted === 'norms' ? studies : trainings;
    return runs.length > 0 ? runs : studies.length > 0 ? studies : trainings;
  }

  #chosenOf(runs: readonly RunView[]): RunView | undefined {
    return runs.find(r => r.id === this.chosen) ?? runs[0];
  }

  #queries(context: ResultContext): Record<string, Query> {
    const runs = this.#runs(context);
    const chosen = this.#chosenOf(runs);
    const queries: Record<string, Query> = {};
    for (const { id, kind } of runs)
      queries[id] =
        kind === 'norms'
          ? { kind: 'study', run: id }
          : { kind: 'blocks', run: id, step: this.step };
    if (chosen?.kind !== 'train') return queries;
    const height = Math.round(160 * devicePixelRatio);
    queries['residual'] = { kind: 'heat', run: chosen.id, column: 'residual', height };
    queries['ratio'] = { kind: 'heat', run: chosen.id, column: 'ratio', height };
    const { selected } = context.selection;
    if (selected !== null) {
      const width = this.querySelector('reslab-curves')?.plotWidth || 360;
      queries['course'] = {
        kind: 'course',
        run: chosen.id,
        column: 'residual',
        ...selected,
        width,
      };
    }
    return queries;
  }

  #viewOf(run: RunView): NormsView | string | null {
    const answer =
      run.kind === 'norms'
        ? this.#answers.get(run.id, 'study')
        : this.#answers.get(run.id, 'blocks');
    if (answer === null) return null;
    if (answer.kind === 'none') return answer.reason;
    return answer.kind === 'study' ? studiedView(answer, run) : recordedView(answer, run);
  }

  #heat(name: 'residual' | 'ratio'): HeatData | null {
    const heat = this.#answers.get(name, 'heat');
    return heat?.kind === 'heat' && heat.bands.length > 0 ? heat : null;
  }

  override render(): TemplateResult | typeof nothing {
    const { context } = this;
    if (context === null) return nothing;
    const runs = this.#runs(context);
    const chosen = this.#chosenOf(runs);
    if (chosen === undefined) return nothing;
    const view = this.#viewOf(chosen);
    if (view === null)
      return html`<div class="side"></div>
        <div class="plots"></div>`;
    if (typeof view === 'string')
      return html`<div class="side"><p class="say q">${view}</p></div>
        <div class="plots">${this.#choices(context, runs)}</div>`;
    const others = runs.flatMap(run => {
      const other = run === chosen ? null : this.#viewOf(run);
      return other === null || typeof other === 'string' ? [] : [other];
    });
    return this.#result(context, runs, view, others);
  }

  #result(
    context: ResultContext,
    runs: readonly RunView[],
    view: NormsView,
    others: readonly NormsView[],
  ): TemplateResult {
    const [residual, ratio] = [this.#heat('residual'), this.#heat('ratio')];
    const row = this.#newest(residual, view);
    const factor = context.settings.bandFactor;
    const delta = bandHalfWidth(view.own.count, factor);
    const reach = reachOf(ratio, view, delta);
    const { theory: showsTheory, band: showsBand } = this.shown;
    const panels = normsPanels({
      row,
      view,
      others,
      delta,
      ratioReach: reach,
      showsTheory,
      showsBand,
    });
    const facts = normsFacts(view.record, view.theory?.residual ?? null, delta);
    const sentence = normsSentence(facts, view.step, block => view.own.nameOf(block));
    const high = row.count > 40 ? 84 : 104;
    const panel = (column: keyof typeof panels, heading: string, unit: string, isHeaded = false) =>
      html`<reslab-block-panel
        .heading=${heading}
        .unit=${unit}
        .label=${`${heading} by block. ${plainText(sentence)}`}
        .plotHeight=${high + (isHeaded ? 14 : 0)}
        .isHeaded=${isHeaded}
        .fileName=${`${context.cell.name} ${column}`}
        .exportFile=${context.exportFile}
        .row=${row}
        .selection=${context.selection}
        .panel=${panels[column]}
      ></reslab-block-panel>`;
    const heat = (name: 'residual' | 'ratio', heading: string, data: HeatData | null) =>
      data === null || data.bands.every(b => b.steps.length === 0)
        ? nothing
        : html`<reslab-heat-map
            .heading=${heading}
            unit="log"
            .label=${`${heading}: a heat map, block by step`}
            .plotHeight=${high + 56}
            .fileName=${`${context.cell.name} ${name} by step`}
            .exportFile=${context.exportFile}
            .row=${row}
            .selection=${context.selection}
            .heat=${data}
            .scale=${name === 'ratio' ? ratioScale(data, reach) : residualScale(data)}
            .ramp=${name === 'ratio' ? 'aroundOne' : 'oneSided'}
            .step=${view.step}
            .steps=${this.#end(data)}
          ></reslab-heat-map>`;
    return html`<div class="side">
        ${normsLegend(view, { delta, factor }, this.shown, this.#toggle)}
        <p class="say">${sentenceTemplate(sentence)}</p>
        ${this.#course(context, view, row)}
      </div>
      <div class="plots" @step=${this.#stepTo} @keydown=${this.#key}>
        ${this.#choices(context, runs)}
        <div class="grid two">
          <div class="stack">
            ${panel('state', 'State', '‖x‖₂, between blocks', true)}
            ${panel('residual', 'Residual', '‖G‖₂')}
            ${heat('residual', 'Residual by step', residual)}
          </div>
          <div class="stack">
            ${panel('gradient', 'Gradient', '‖∂E/∂x‖₂, between blocks', true)}
            ${panel('ratio', 'Gradient ratio', '‖gₗ‖ / ‖gₗ₊₁‖')}
            ${heat('ratio', 'Ratio by step', ratio)}
          </div>
        </div>
      </div>`;
  }

  /** The slider, and which runs are shown where there are several. */
  #choices({ state }: ResultContext, runs: readonly RunView[]): TemplateResult {
    const kinds = new Set([...state.runs, ...state.studied].map(r => r.kind));
    const chosen = this.#chosenOf(runs);
    const blocks = chosen?.kind === 'train' ? this.#answers.get(chosen.id, 'blocks') : null;
    const option = (words: string, isOn: boolean, choose: () => void) =>
      html`<button role="radio" aria-checked=${isOn} @click=${choose}>${words}</button>`;
    return html`${
      kinds.has('train') && kinds.has('norms')
        ? html`<div class="controls">
            <span class="seg" role="radiogroup" aria-label="which norms">
              ${option('measured by this study', chosen?.kind === 'norms', () => (this.source = 'norms'))}
              ${option('recorded while training', chosen?.kind === 'train', () => (this.source = 'train'))}
            </span>
          </div>`
        : nothing
    }
    ${
      runs.length > 1
        ? html`<div class="controls">
            <span class="seg" role="radiogroup" aria-label="run in front">
              ${runs.map(run => option(`seed ${run.seed}`, run === chosen, () => (this.chosen = run.id)))}
            </span>
          </div>`
        : nothing
    }
    ${
      blocks?.kind === 'blocks'
        ? html`<reslab-stepper
            .steps=${blocks.steps}
            .step=${blocks.step}
            .planned=${blocks.planned}
            .isLive=${chosen?.life.state === 'running' || chosen?.life.state === 'starting'}
            .isFollowing=${this.step === null}
            @step=${this.#stepTo}
          ></reslab-stepper>`
        : nothing
    }`;
  }

  #course(context: ResultContext, view: NormsView, row: BlockRow): TemplateResult | typeof nothing {
    const block = row.blockAt(context.selection.selected);
    const course = this.#answers.get('course', 'course');
    const hint = html`<p class="say q">
      Click a block in any plot to follow it through the steps; <kbd>Esc</kbd> lets go.
    </p>`;
    if (block === null) return view.step === null ? nothing : hint;
    if (course?.kind !== 'course') return nothing;
    const blocks = this.#answers.get(view.run, 'blocks');
    const end = blocks?.kind === 'blocks' ? Math.max(blocks.planned, blocks.steps.at(-1) ?? 0) : 0;
    const model = courseModel(course, view.slot, end, this.#courseGroup.range);
    const name = row.nameOf(block);
    return model === null
      ? nothing
      : html`<reslab-curves
          .heading=${`Block ${name} by step`}
          .unit=${courseUnit(course)}
          .label=${`Residual norm of block ${name} by step, to step ${formatInteger(end)}`}
          .plotHeight=${104}
          .fileName=${`${context.cell.name} block ${name}`}
          .exportFile=${context.exportFile}
          .group=${this.#courseGroup}
          .model=${model}
        ></reslab-curves>`;
  }

  /** The network of the newest record; the same object while it is the same network. */
  #newest(heat: HeatData | null, view: NormsView): BlockRow {
    const axis = heat?.bands.at(-1)?.axis;
    const row = axis === undefined ? view.own : new BlockRow(axis);
    if (this.#row === null || !this.#row.equals(row)) this.#row = row;
    return this.#row;
  }

  #end(heat: HeatData): number {
    return Math.max(heat.planned, heat.bands.at(-1)?.steps.at(-1) ?? 0);
  }

  #toggle = (what: keyof Shown): void => {
    this.shown = { ...this.shown, [what]: !this.shown[what] };
  };

  #stepTo = (event: Event): void => {
    event.stopPropagation();
    this.step = (event as CustomEvent<number | null>).detail;
  };

  #key = (event: KeyboardEvent): void => {
    const by = { ',': -1, '.': 1 }[event.key];
    const stepper = this.querySelector<Stepper>('reslab-stepper');
    if (by === undefined || stepper === null || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    stepper.move(by);
  };
}

customElements.define('reslab-norms-result', NormsResult);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-norms-result': NormsResult;
  }
}
