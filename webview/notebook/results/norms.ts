import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { bandHalfWidth } from '../../../src/theory/index.ts';
import type { HeatData, RunView } from '../../../src/protocol/index.ts';
import type { ResultContext } from '../../base/context.ts';
import { formatCount } from '../../../src/base/index.ts';
import { BlockRow } from '../../../src/figures/index.ts';
import { plainText } from '../../charts/blocks/sentence.ts';
import { PanelGroup } from '../../charts/core/group.ts';
import '../../charts/curves/panel.ts';
import { courseModel, courseReadout, courseUnit } from './norms/course.ts';
import { reachOf } from './norms/heatScales.ts';
import { normsFacts } from './norms/normsFacts.ts';
import { normsLegend, type Shown } from './norms/normsLegend.ts';
import { normsPlots } from './norms/normsPlots.ts';
import {
  type NormsSource,
  normsQueries,
  runChoices,
  runsOfNorms,
  shownRuns,
} from './norms/normsRuns.ts';
import { recordedView, studiedView, type NormsView } from './norms/normsView.ts';
import { normsSentence } from './norms/sentence.ts';
import { Answers } from './shared/answers.ts';
import { sentenceTemplate } from '../../results/sentence.ts';
import type { Stepper } from '../../results/stepper.ts';
import '../../results/stepper.ts';

/** Norms of every block, while it trains and as the study of the cell measured them: `<reslab-norms-result>`. */
export class NormsResult extends LitElement {
  static override properties = {
    context: { attribute: false },
    step: { state: true },
    source: { state: true },
    front: { state: true },
    shown: { state: true },
  };

  declare context: ResultContext | null;
  /** Null: the newest, and follow. */
  declare step: number | null;
  /** Null: the study where there is one. */
  declare source: NormsSource | null;
  /** Id of the run in front of the others; null: the first. */
  declare front: string | null;
  declare shown: Shown;

  readonly #answers = new Answers(this);
  readonly #courseGroup = new PanelGroup();
  readonly #blockZoom = new PanelGroup();
  #unsubscribe: (() => void) | null = null;
  #listensTo: ResultContext['selection'] | null = null;
  /** Of the newest network that was seen; kept while it is the same, so that drawings are. */
  #row: BlockRow | null = null;

  constructor() {
    super();
    this.context = null;
    this.step = null;
    this.source = null;
    this.front = null;
    this.shown = { theory: true, band: true };
    this.#courseGroup.onRange(() => this.requestUpdate());
    this.#courseGroup.onPoint(() => this.requestUpdate());
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
    const { context, step } = this;
    if (context === null) return;
    this.#listen(context);
    const runs = shownRuns(runsOfNorms(context.state), this.source);
    const chosen = this.#inFront(runs);
    const { selected } = context.selection;
    const width = this.querySelector('reslab-curves')?.plotWidth || 360;
    const queries = normsQueries({ runs, chosen, step, selected, width });
    this.#answers.ask(context.source, queries);
  }

  /** Another selected block has another course. Hovering is the figures' own. */
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

  #inFront(runs: readonly RunView[]): RunView | undefined {
    return runs.find(r => r.id === this.front) ?? runs[0];
  }

  /** A sentence where there is nothing to show; null before the answer. */
  #viewOf(run: RunView): NormsView | string | null {
    const answer = this.#answers.get(run.id, run.kind === 'norms' ? 'study' : 'blocks');
    if (answer === null) return null;
    if (answer.kind === 'none') return answer.reason;
    return answer.kind === 'study' ? studiedView(answer, run) : recordedView(answer, run);
  }

  #heat(name: 'residual' | 'ratio'): HeatData | null {
    const heat = this.#answers.get(name, 'heat');
    return heat?.kind === 'heat' && heat.bands.some(b => b.steps.length > 0) ? heat : null;
  }

  override render(): TemplateResult | typeof nothing {
    const { context } = this;
    if (context === null) return nothing;
    const runs = shownRuns(runsOfNorms(context.state), this.source);
    const chosen = this.#inFront(runs);
    if (chosen === undefined) return nothing;
    const view = this.#viewOf(chosen);
    const controls = this.#controls(context, runs, chosen);
    if (view === null || typeof view === 'string')
      return html`<div class="side">
          ${view === null ? nothing : html`<p class="say q">${view}</p>`}
        </div>
        <div class="plots">${controls}</div>`;
    const others = runs.flatMap(run => {
      const other = run === chosen ? null : this.#viewOf(run);
      return other === null || typeof other === 'string' ? [] : [other];
    });
    const heat = { residual: this.#heat('residual'), ratio: this.#heat('ratio') };
    const row = this.#newest(heat.residual, view);
    const factor = context.settings.bandFactor;
    const delta = bandHalfWidth(view.own.count, factor);
    const facts = normsFacts(view.record, view.theory?.residual ?? null, delta);
    const sentence = normsSentence(facts, view.step, block => view.own.nameOf(block));
    const plots = normsPlots({
      context,
      zoomGroup: this.#blockZoom,
      row,
      view,
      others,
      heat,
      delta,
      ratioReach: reachOf(heat.ratio, view, delta),
      showsTheory: this.shown.theory,
      showsBand: this.shown.band,
      sentence: plainText(sentence),
    });
    return html`<div class="side">
        ${normsLegend(view, { delta, factor }, this.shown, this.#toggle)}
        <p class="say">${sentenceTemplate(sentence)}</p>
        ${this.#course(context, chosen, view, row)}
      </div>
      <div class="plots" @step=${this.#stepTo} @keydown=${this.#key}>${controls}${plots}</div>`;
  }

  /** The slider, and which runs are shown where there are several. */
  #controls(context: ResultContext, runs: readonly RunView[], chosen: RunView): TemplateResult {
    const blocks = chosen.kind === 'train' ? this.#answers.get(chosen.id, 'blocks') : null;
    const choose = {
      source: (source: NormsSource) => (this.source = source),
      run: (id: string) => (this.front = id),
    };
    const { state } = chosen.life;
    return html`${runChoices(runsOfNorms(context.state), runs, chosen, choose)}${
      blocks?.kind === 'blocks'
        ? html`<reslab-stepper
            .steps=${blocks.steps}
            .step=${blocks.step}
            .planned=${blocks.planned}
            .isLive=${state === 'running' || state === 'starting'}
            .isFollowing=${this.step === null}
            @step=${this.#stepTo}
          ></reslab-stepper>`
        : nothing
    }`;
  }

  #course(
    context: ResultContext,
    run: RunView,
    view: NormsView,
    row: BlockRow,
  ): TemplateResult | typeof nothing {
    const block = row.blockAt(context.selection.selected);
    if (run.kind !== 'train') return nothing;
    if (block === null)
      return html`<p class="say q">
        Click a block in any plot to follow it through the steps; <kbd>Esc</kbd> lets go.
      </p>`;
    const course = this.#answers.get('course', 'course');
    const blocks = this.#answers.get(run.id, 'blocks');
    if (course?.kind !== 'course' || blocks?.kind !== 'blocks') return nothing;
    const end = Math.max(blocks.planned, blocks.steps.at(-1) ?? 0);
    const { at, range } = this.#courseGroup;
    const model = courseModel(course, view.slot, end, range);
    const name = row.nameOf(block);
    return html`<reslab-curves
      .heading=${`Block ${name} by step`}
      .unit=${courseUnit(course)}
      .label=${`Residual norm of block ${name} by step, to step ${formatCount(end)}`}
      .plotHeight=${104}
      .readout=${courseReadout(course, at)}
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
