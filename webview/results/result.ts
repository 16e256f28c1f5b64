import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { FiguresData, FiguresQuery } from '../../src/protocol/index.ts';
import type { Choice, Figure } from '../../src/figures/index.ts';
import type { BlockSelection, DataSource, Subscription } from '../base/context.ts';
import type { ExportFile } from '../base/figure.ts';
import '../figures/figure.ts';
import {
  hiddenRows,
  nothingChosen,
  toggledRows,
  type KeptChoices,
  type ResultChoices,
} from './choices.ts';
import './diagram.ts';
import { choiceTemplate, logTemplate, smoothTemplate } from './controls.ts';
import { FigureGroups, nameOf } from './groups.ts';
import { canHide, legendTemplate } from './legend.ts';
import { listedTemplate } from './listed.ts';
import { isSameQuery, queryOf } from './query.ts';
import { canFollow, followHint, saidTemplate } from './said.ts';
import { gridClass, stacksOf, type Stack } from './stacks.ts';
import './stepper.ts';
import type { Stepper } from './stepper.ts';

/** What a result is of, and what it works with. */
export interface ShownResult {
  readonly of: FiguresQuery['of'];
  /** Ids of the runs that are shown; none: those that the cell asks for. */
  readonly runs: readonly string[];
  readonly source: DataSource;
  readonly selection: BlockSelection;
  readonly exportFile: ExportFile;
  readonly kept: KeptChoices;
  /** Its choices are kept under this name. */
  readonly name: string;
}

/** A few pixels more or less need no new points. */
const widthStep = 24;
/** Of a plot, beside its area. */
const margins = 62;

/** Everything that is shown of a cell or of runs, whatever they are: `<reslab-result>`. */
export class ResultElement extends LitElement {
  static override properties = {
    shown: { attribute: false },
    isExpected: { type: Boolean },
    data: { state: true },
    reason: { state: true },
    emphasis: { state: true },
    chosen: { state: true },
  };

  /** The same object while nothing of it changed. */
  declare shown: ShownResult | null;
  /** Something has run, so that it is said where there is nothing to show. */
  declare isExpected: boolean;
  declare data: FiguresData | null;
  /** Why there is nothing. */
  declare reason: string | null;
  /** Slot of the run that is drawn in full among many. */
  declare emphasis: number | null;
  declare chosen: ResultChoices;

  #groups = this.#newGroups();
  #subscription: Subscription<FiguresQuery> | null = null;
  #asked: FiguresQuery | null = null;
  #hidden: ReadonlySet<string> = new Set();
  #hiddenList: string[] = [];
  #width = 0;
  #area: Element | null = null;
  #stop: (() => void) | null = null;
  readonly #size = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.shown = null;
    this.isExpected = true;
    this.data = null;
    this.reason = null;
    this.emphasis = null;
    this.chosen = nothingChosen;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('result');
    if (this.hasUpdated) this.requestUpdate('shown');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
    this.#area = null;
    this.#close();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('shown')) this.#begin(changed.get('shown') ?? null);
    if (!changed.has('data') && !changed.has('chosen')) return;
    const hidden = hiddenRows(this.data?.legend ?? [], this.chosen);
    const isSame =
      hidden.size === this.#hidden.size && [...hidden].every(id => this.#hidden.has(id));
    if (isSame) return;
    this.#hidden = hidden;
    this.#hiddenList = [...hidden];
  }

  override updated(): void {
    const area = this.querySelector('.plots');
    if (area !== this.#area) {
      this.#size.disconnect();
      this.#area = area;
      if (area !== null) this.#size.observe(area);
    }
    if (this.#width === 0) this.#measure();
    else this.#ask();
  }

  override render(): TemplateResult | typeof nothing {
    const { data, shown, reason, isExpected } = this;
    if (shown === null) return nothing;
    if (data === null)
      return html`<div class="side">
          ${reason === null || !isExpected ? nothing : html`<p class="say q">${reason}</p>`}
        </div>
        <div class="plots"></div>`;
    const figures = data.figures.filter(figure => figure.place !== 'side');
    const beside = data.figures.filter(figure => figure.place === 'side');
    return html`<div class="side" @scale=${this.#scaled}>
        ${legendTemplate({
          presented: data,
          hidden: this.#hidden,
          at: value => this.#groups.at(data.figures, value),
          toggle: (row, isAlone) => this.#toggle(row, isAlone),
          hover: slot => (this.emphasis = slot),
        })}
        ${this.#lineControls(data)} ${data.sentences.map(saidTemplate)}
      </div>
      <div class="plots" @step=${this.#stepTo} @scale=${this.#scaled} @keydown=${this.#key}>
        ${this.#controls(data)} ${this.#diagram(data, shown)} ${this.#grid(stacksOf(figures))}
        ${data.listed.map(table =>
          listedTemplate(table, data.tables, data.figures, shown.selection),
        )}
      </div>
      <div class="beside">
        ${
          beside.length > 0
            ? beside.map(figure => this.#figure(figure))
            : canFollow(data)
              ? followHint
              : nothing
        }
      </div>`;
  }

  /** Of curves: over what, how smooth, on what scale. */
  #lineControls({ choices, figures }: FiguresData): TemplateResult | typeof nothing {
    const axis = choices.find(choice => choice.id === 'axis');
    const smooth = choices.find(choice => choice.id === 'smooth');
    const scaled = figures.filter(figure => figure.scales?.includes('log'));
    if (axis === undefined && smooth === undefined && scaled.length === 0) return nothing;
    const others = axis === undefined ? [] : otherChoices(choices);
    return html`<div class="controls">
      ${axis === undefined ? nothing : choiceTemplate(axis, option => this.#setAxis(option))}
      ${others.map(choice => this.#choice(choice))}
      ${scaled.map(figure =>
        logTemplate(figure, this.chosen.scales[figure.id], scale =>
          this.#choose({ scales: { ...this.chosen.scales, [figure.id]: scale } }),
        ),
      )}
      ${
        smooth === undefined
          ? nothing
          : smoothTemplate(
              { ...smooth, chosen: String(this.chosen.smooth ?? smooth.chosen) },
              factor => this.#choose({ smooth: factor }),
            )
      }
    </div>`;
  }

  /** Which of several things are shown, and the recorded step; of curves these choices stand with their axis. */
  #controls({ choices, frames }: FiguresData): TemplateResult {
    const isOfCurves = choices.some(({ id }) => id === 'axis');
    const others = isOfCurves ? [] : otherChoices(choices);
    return html`${
      others.length === 0
        ? nothing
        : html`<div class="controls">${others.map(choice => this.#choice(choice))}</div>`
    }${
      frames === null || frames.steps.length === 0
        ? nothing
        : html`<reslab-stepper
            .steps=${frames.steps}
            .step=${frames.shown}
            .planned=${frames.planned}
            .isLive=${frames.isLive}
            .isFollowing=${this.chosen.frame === null}
          ></reslab-stepper>`
    }`;
  }

  #diagram({ diagram }: FiguresData, shown: ShownResult): TemplateResult | typeof nothing {
    if (diagram === null) return nothing;
    return html`<reslab-result-diagram
      .diagram=${diagram}
      .source=${shown.source}
      .selection=${shown.selection}
      .exportFile=${shown.exportFile}
    ></reslab-result-diagram>`;
  }

  #choice(choice: Choice): TemplateResult {
    return choiceTemplate(choice, option =>
      this.#choose({ choices: { ...this.chosen.choices, [choice.id]: option } }),
    );
  }

  #grid(stacks: readonly Stack[]): TemplateResult | typeof nothing {
    if (stacks.length === 0) return nothing;
    const parts = stacks.map(stack =>
      stack.length === 1 && stack[0] !== undefined
        ? this.#figure(stack[0])
        : html`<div class="stack">${stack.map(figure => this.#figure(figure))}</div>`,
    );
    return html`<div class=${gridClass(stacks) || nothing}>${parts}</div>`;
  }

  #figure(figure: Figure): TemplateResult {
    const { data, shown } = this;
    return html`<reslab-figure
      data-id=${figure.id}
      .figure=${figure}
      .tables=${data?.tables ?? {}}
      .hiddenRows=${this.#hidden}
      .group=${this.#groups.of(figure, this.chosen.ranges[nameOf(figure)])}
      .selection=${shown?.selection ?? null}
      .emphasis=${this.emphasis}
      .scale=${this.chosen.scales[figure.id] ?? null}
      .frame=${data?.frames?.shown ?? null}
      .exportFile=${shown?.exportFile ?? null}
    ></reslab-figure>`;
  }

  #newGroups(): FigureGroups {
    return new FigureGroups(
      () => this.requestUpdate(),
      (group, range) => {
        const ranges = Object.entries(this.chosen.ranges).filter(([name]) => name !== group);
        const changed = range === null ? ranges : [...ranges, [group, range] as const];
        this.#choose({ ranges: Object.fromEntries(changed) });
      },
    );
  }

  /** Of something else, or in the page again. */
  #begin(before: ShownResult | null): void {
    const { shown } = this;
    if (shown === null || before?.name !== shown.name || before.source !== shown.source) {
      this.#close();
      this.data = this.reason = null;
      this.#groups = this.#newGroups();
      this.chosen = shown?.kept.of(shown.name) ?? nothingChosen;
    }
    this.#stop?.();
    const { selection } = shown ?? {};
    let last = selection?.selected;
    // Another selected block may have figures of its own. Hovering is the figures'.
    this.#stop =
      selection?.onChange(() => {
        if (selection.selected === last) return;
        last = selection.selected;
        this.requestUpdate();
      }) ?? null;
  }

  #close(): void {
    this.#stop?.();
    this.#stop = null;
    this.#subscription?.close();
    this.#subscription = null;
    this.#asked = null;
  }

  #choose(part: Partial<ResultChoices>): void {
    this.chosen = { ...this.chosen, ...part };
    this.shown?.kept.keep(this.shown.name, this.chosen);
  }

  #setAxis(axis: string): void {
    if (axis !== 'step' && axis !== 'epoch' && axis !== 'seconds') return;
    this.#groups.reset();
    this.#choose({ axis });
  }

  #toggle(row: string, isAlone: boolean): void {
    const { legend = [], figures = [] } = this.data ?? {};
    const all = legend.filter(each => canHide(each, figures)).map(({ id }) => id);
    this.#choose({ toggled: toggledRows(row, isAlone, this.#hidden, all) });
  }

  /** Figures are as wide as half of the area where it is wide, as the grid has it. */
  #measure(): void {
    const width = this.#area?.clientWidth ?? 0;
    if (width === 0) return;
    const panel = Math.max(50, Math.round(width >= 700 ? width / 2 : width) - margins);
    if (this.#width === 0 || Math.abs(panel - this.#width) >= widthStep) this.#width = panel;
    this.#ask();
  }

  #ask(): void {
    const { shown, chosen } = this;
    if (shown === null || this.#width === 0 || !this.isConnected) return;
    const query = queryOf(shown, chosen, this.#width, this.#hiddenList);
    if (this.#asked !== null && isSameQuery(query, this.#asked)) return;
    this.#asked = query;
    if (this.#subscription !== null) return this.#subscription.update(query);
    this.#subscription = shown.source.subscribe(query, data => {
      this.data = data.kind === 'none' ? null : data;
      this.reason = data.kind === 'none' ? data.reason : null;
    });
  }

  #stepTo = (event: Event): void => {
    event.stopPropagation();
    this.#choose({ frame: (event as CustomEvent<number | null>).detail });
  };

  #scaled = (event: Event): void => {
    event.stopPropagation();
    const { id } = (event.target as HTMLElement).dataset;
    const scale = (event as CustomEvent<ResultChoices['scales'][string]>).detail;
    if (id !== undefined) this.#choose({ scales: { ...this.chosen.scales, [id]: scale } });
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

const otherChoices = (choices: readonly Choice[]) =>
  choices.filter(({ id }) => id !== 'axis' && id !== 'smooth');

customElements.define('reslab-result', ResultElement);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-result': ResultElement;
  }
}
