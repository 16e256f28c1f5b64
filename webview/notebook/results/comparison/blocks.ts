import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { Query } from '../../../../src/protocol/index.ts';
import type { BlockRow } from '../../../../src/figures/index.ts';
import type { Panel } from '../../../charts/blocks/panel.ts';
import '../../../charts/blocks/panelFigure.ts';
import { Answers } from '../shared/answers.ts';
import { sentenceTemplate } from '../../../results/sentence.ts';
import { againstPanel, overlayPanel } from './blockPanels.ts';
import { blockSentence } from './blockSentence.ts';
import './blockTable.ts';
import { comparedRun, having, type BlockQuantity, type ComparedRun } from './comparedRun.ts';
import type { ComparisonContext } from './context.ts';
import { runName } from './words.ts';
import './diagram.ts';

/** More runs than this over each other are unreadable by block. */
const mostRuns = 5;

const quantities: readonly {
  readonly quantity: BlockQuantity;
  readonly heading: string;
  readonly unit: string;
}[] = [
  { quantity: 'residual', heading: 'Residual', unit: '‖G‖₂, last record' },
  { quantity: 'cost', heading: 'Cost of removing the block', unit: 'points of error' },
  { quantity: 'ratio', heading: 'Gradient ratio', unit: '‖gₗ‖ / ‖gₗ₊₁‖' },
];

/** The compared runs block by block: network, norms, lesions, and all of it as a table: `<reslab-comparison-blocks>`. */
export class ComparisonBlocks extends LitElement {
  static override properties = { context: { attribute: false } };

  declare context: ComparisonContext | null;
  readonly #answers = new Answers(this);

  constructor() {
    super();
    this.context = null;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override willUpdate(): void {
    if (this.context === null) return;
    const { source, runs } = this.context;
    const queries: Record<string, Query> = {};
    for (const { id, lesion } of runs.slice(0, mostRuns)) {
      queries[id] = { kind: 'blocks', run: id, step: null };
      if (lesion !== null) queries[`lesion ${id}`] = { kind: 'study', run: lesion };
    }
    this.#answers.ask(source, queries);
  }

  override render(): TemplateResult | typeof nothing {
    const { context } = this;
    const runs = this.#compared();
    const [first, second] = runs;
    if (context === null || first === undefined || second === undefined) return nothing;
    const deepest = runs.reduce((a, b) => (b.own.count > a.own.count ? b : a));
    return html`<p class="say">${sentenceTemplate(blockSentence(deepest.own, runs))}</p>
      <reslab-comparison-diagram .context=${context} .run=${deepest}></reslab-comparison-diagram>
      <div class="grid two">
        ${quantities.map(each => this.#stack(context, deepest.own, runs, each))}
      </div>
      ${this.#missing(runs)}
      <reslab-block-table
        .row=${deepest.own}
        .runs=${runs}
        .selection=${context.selection}
      ></reslab-block-table>`;
  }

  /** A quantity of all runs that have it, and below it the others against the first. */
  #stack(
    context: ComparisonContext,
    row: BlockRow,
    all: readonly ComparedRun[],
    { quantity, heading, unit }: (typeof quantities)[number],
  ): TemplateResult | typeof nothing {
    const runs = having(all, quantity);
    const [first, second] = runs;
    if (first === undefined) return nothing;
    const isCost = quantity === 'cost';
    const sign = isCost ? '−' : '/';
    const against =
      second !== undefined && runs.length === 2
        ? `${second.name} ${sign} ${first.name}`
        : `${isCost ? 'minus' : 'over'} ${first.name}`;
    const short = isCost ? 'Cost' : heading;
    const panel = (title: string, words: string, name: string, data: Panel, isHeaded: boolean) =>
      html`<reslab-block-panel
        .heading=${title}
        .unit=${words}
        .label=${`${title} by block, ${runs.map(r => r.name).join(' and ')}`}
        .plotHeight=${isHeaded ? 140 : 96}
        .isHeaded=${isHeaded}
        .fileName=${`comparison ${name}`}
        .exportFile=${context.exportFile}
        .row=${row}
        .selection=${context.selection}
        .panel=${data}
      ></reslab-block-panel>`;
    return html`<div class="stack">
      ${panel(heading, unit, quantity, overlayPanel(row, runs, quantity), true)}
      ${
        second === undefined
          ? nothing
          : panel(
              `${short}, ${against}`,
              isCost ? 'points' : 'log',
              `${quantity} ${isCost ? 'difference' : 'quotient'}`,
              againstPanel(row, runs, quantity),
              false,
            )
      }
    </div>`;
  }

  /** What is not in the figures. */
  #missing(shown: readonly ComparedRun[]): TemplateResult | typeof nothing {
    const runs = this.context?.runs ?? [];
    const names = runs
      .filter((run, i) => i >= mostRuns || this.#answers.get(run.id, 'blocks') !== null)
      .filter(run => !shown.some(each => each.id === run.id))
      .map(run => runName(run, runs));
    const left = names.length - mostRuns;
    const others = [...names.slice(0, mostRuns), ...(left > 0 ? [`${left} more`] : [])].join(', ');
    const uncut = shown.filter(run => run.costs === null).map(run => run.name);
    if (names.length + uncut.length === 0) return nothing;
    return html`<p class="say q">
      ${
        names.length === 0
          ? nothing
          : `Not shown by block, for want of norms, of like stages or of room: ${others}. `
      }
      ${
        uncut.length === 0
          ? nothing
          : html`What a block costs shows once a lesion with <code>remove: each</code> has run of
              ${uncut.join(', ')}.`
      }
    </p>`;
  }

  /** Runs of which something is known by block, whose stages can be laid over those of the first. */
  #compared(): ComparedRun[] {
    const runs = this.context?.runs ?? [];
    const found = runs.slice(0, mostRuns).flatMap(run => {
      const record = this.#answers.get(run.id, 'blocks');
      const study = this.#answers.get(`lesion ${run.id}`, 'study');
      const known = {
        record: record?.kind === 'blocks' ? record : null,
        study: study?.kind === 'study' ? study : null,
      };
      return comparedRun(run, runs, known) ?? [];
    });
    return found.filter(r => r.own.stages.length === found[0]?.own.stages.length);
  }
}

customElements.define('reslab-comparison-blocks', ComparisonBlocks);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-comparison-blocks': ComparisonBlocks;
  }
}
