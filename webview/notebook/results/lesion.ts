import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { Query, StudyData } from '../../../src/protocol/index.ts';
import type { ResultContext } from '../../base/context.ts';
import { formatCount, formatShare } from '../../../src/base/index.ts';
import { BlockRow } from '../../../src/figures/index.ts';
import { plainText } from '../../charts/blocks/sentence.ts';
import '../../charts/blocks/boxFigure.ts';
import '../../charts/blocks/panelFigure.ts';
import '../../charts/blocks/scatterFigure.ts';
import { eachPanel, lesionReferences } from './lesion/eachPanel.ts';
import { lesionAxis, tauAxis } from './lesion/lesionAxis.ts';
import { lesionFacts, lesionRows, type LesionFacts } from './lesion/lesionFacts.ts';
import { lesionSentence } from './lesion/sentence.ts';
import { Answers } from './shared/answers.ts';
import { sentenceTemplate } from '../../results/sentence.ts';

/** What a trained network loses without blocks or in another order: `<reslab-lesion-result>`. */
export class LesionResult extends LitElement {
  static override properties = { context: { attribute: false } };

  declare context: ResultContext | null;

  readonly #answers = new Answers(this);
  #row: BlockRow | null = null;

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
  }

  override willUpdate(): void {
    const { context } = this;
    if (context === null) return;
    const queries: Record<string, Query> = {};
    for (const { id } of context.state.runs) queries[id] = { kind: 'study', run: id };
    this.#answers.ask(context.source, queries);
  }

  override render(): TemplateResult | typeof nothing {
    const { context } = this;
    const [run] = context?.state.runs ?? [];
    if (context === null || run === undefined) return nothing;
    const answers = context.state.runs.map(r => this.#answers.get(r.id, 'study'));
    const studies = answers.filter(a => a?.kind === 'study');
    const [first] = studies;
    if (first === undefined) {
      const reason = answers.find(a => a?.kind === 'none');
      const words = reason?.kind === 'none' ? html`<p class="say q">${reason.reason}</p>` : nothing;
      return html`<div class="side">${words}</div>
        <div class="plots"></div>`;
    }
    const row = this.#rowOf(first);
    // Networks of other depths have other blocks: only alike ones are taken together.
    const alike = studies.filter(s => new BlockRow(s.axis).equals(row));
    const facts = lesionFacts(alike.map(lesionRows), first.classes, examplesOf(first));
    return html`<div class="side">
        <p class="say">${sentenceTemplate(lesionSentence(facts, row))}</p>
        <p class="say q">${quietText(facts, row.count, studies.length - alike.length)}</p>
      </div>
      <div class="plots">${this.#plots(context, facts, row, run.slot)}</div>`;
  }

  #plots(
    context: ResultContext,
    facts: LesionFacts,
    row: BlockRow,
    slot: number,
  ): TemplateResult | typeof nothing {
    const parts = [
      facts.each.length > 0 ? this.#each(context, facts, row, slot) : null,
      facts.sets.length > 0 ? this.#sets(context, facts, slot) : null,
      facts.swaps.length > 0 ? this.#swaps(context, facts, slot) : null,
    ].filter(part => part !== null);
    if (parts.length === 0) return nothing;
    if (parts.length === 1) return html`${parts}`;
    return html`<div class="grid ${parts.length === 3 ? 'three' : 'two'}">${parts}</div>`;
  }

  #each(context: ResultContext, facts: LesionFacts, row: BlockRow, slot: number): TemplateResult {
    return html`<reslab-block-panel
      heading="Error without one block"
      unit="%"
      .label=${`Error by removed block. ${plainText(lesionSentence(facts, row))}`}
      .plotHeight=${178}
      .isHeaded=${true}
      .fileName=${`${context.cell.name} by block`}
      .exportFile=${context.exportFile}
      .row=${row}
      .selection=${context.selection}
      .panel=${eachPanel(facts, row, slot)}
    ></reslab-block-panel>`;
  }

  #sets(context: ResultContext, facts: LesionFacts, slot: number): TemplateResult {
    return html`<reslab-boxes
      heading="Blocks removed at once"
      unit="error %"
      .label=${`Box plots of the error by number of blocks removed, ${facts.sets.length} numbers`}
      .plotHeight=${178}
      .fileName=${`${context.cell.name} by number`}
      .exportFile=${context.exportFile}
      axisName="blocks"
      .groups=${facts.sets.map(({ count, errors }) => ({ name: count, values: errors }))}
      .y=${lesionAxis(facts)}
      .runSlot=${slot}
      .references=${lesionReferences(facts, slot, { intact: facts.each.length === 0, chance: true })}
    ></reslab-boxes>`;
  }

  #swaps(context: ResultContext, facts: LesionFacts, slot: number): TemplateResult {
    return html`<reslab-scatter
      heading="Blocks reordered"
      unit="error %"
      .label=${`Error by rank correlation of the order of blocks, ${facts.swaps.length} orders`}
      .plotHeight=${178}
      .fileName=${`${context.cell.name} by order`}
      .exportFile=${context.exportFile}
      .dots=${facts.swaps.map(({ tau, error }) => ({ x: tau, y: error })).sort((a, b) => a.x - b.x)}
      .x=${tauAxis(facts.swaps)}
      .y=${lesionAxis(facts)}
      .runSlot=${slot}
      .references=${lesionReferences(facts, slot, {
        intact: facts.each.length + facts.sets.length === 0,
        chance: facts.sets.length === 0,
      })}
      .names=${['τ', 'error'] as const}
    ></reslab-scatter>`;
  }

  #rowOf({ axis }: StudyData): BlockRow {
    const row = new BlockRow(axis);
    if (this.#row === null || !this.#row.equals(row)) this.#row = row;
    return this.#row;
  }
}

customElements.define('reslab-lesion-result', LesionResult);

function examplesOf({ columns }: StudyData): number {
  const first = Number(columns.find(c => c.column.name === 'examples')?.values[0] ?? 0);
  return Number.isFinite(first) ? first : 0;
}

/** How it was measured, and what the lines and letters mean. */
function quietText(facts: LesionFacts, blocks: number, others: number): string {
  const repeats = facts.sets[0]?.errors.length ?? 0;
  const parts = [
    facts.examples > 0 ? `${formatCount(facts.examples)} images.` : '',
    facts.runs > 1 ? `Means of ${facts.runs} runs; each run is a dot.` : '',
    facts.each.length > 0 && facts.each.length < blocks
      ? `${facts.each.length} of ${blocks} blocks so far.`
      : '',
    repeats > 0 ? `${formatCount(repeats)} random sets per number removed.` : '',
    facts.chance === null ? '' : `Dotted: chance, ${formatShare(facts.chance)}.`,
    facts.swaps.length > 0 ? 'τ: Kendall’s rank correlation of the new order.' : '',
    others > 0 ? `${others} runs of networks of another depth are left out.` : '',
  ];
  return parts.filter(part => part !== '').join(' ');
}

declare global {
  interface HTMLElementTagNameMap {
    'reslab-lesion-result': LesionResult;
  }
}
