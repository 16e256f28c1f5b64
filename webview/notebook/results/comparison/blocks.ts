import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { BlocksQuery } from '../../../../src/protocol/index.ts';
import { formatValue } from '../../../base/format.ts';
import { BlockRow } from '../../../charts/blocks/blockAxis.ts';
import type { Panel } from '../../../charts/blocks/panel.ts';
import '../../../charts/blocks/panelFigure.ts';
import { Answers } from '../shared/answers.ts';
import { meanQuotient, overlayPanel, quotientPanel, type ComparedRun } from './blockPanels.ts';
import type { ComparisonContext } from './context.ts';
import { runName } from './words.ts';

/** More runs than this over each other are unreadable by block. */
const mostRuns = 5;

/** Norms of the last record of each run, block by block: `<reslab-comparison-blocks>`. */
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
    const queries = runs
      .slice(0, mostRuns)
      .map(({ id }): [string, BlocksQuery] => [id, { kind: 'blocks', run: id, step: null }]);
    this.#answers.ask(source, Object.fromEntries(queries));
  }

  override render(): TemplateResult | typeof nothing {
    const { context } = this;
    const runs = this.#compared();
    const [first, second] = runs;
    if (context === null || first === undefined || second === undefined) return nothing;
    const row = runs.reduce((a, b) => (b.own.count > a.own.count ? b : a)).own;
    const isPair = runs.length === 2;
    const over = isPair ? `${second.name} / ${first.name}` : `over ${first.name}`;
    const mean = formatValue(meanQuotient(row, first, second), 2);
    const panel = (heading: string, unit: string, column: string, data: Panel, isHeaded: boolean) =>
      html`<reslab-block-panel
        .heading=${heading}
        .unit=${unit}
        .label=${`${heading} by block, ${runs.map(r => r.name).join(' and ')}`}
        .plotHeight=${isHeaded ? 140 : 96}
        .isHeaded=${isHeaded}
        .fileName=${`comparison ${column}`}
        .exportFile=${context.exportFile}
        .row=${row}
        .selection=${context.selection}
        .panel=${data}
      ></reslab-block-panel>`;
    return html`${
        isPair
          ? html`<p class="say">
              The residuals of ${second.name} are <b>${mean} times</b> those of ${first.name}
              (geometric mean over blocks).
            </p>`
          : nothing
      }
      <div class="grid two">
        <div class="stack">
          ${panel('Residual', '‖G‖₂, last record', 'residual', overlayPanel(row, runs, 'residual'), true)}
          ${panel(`Residual, ${over}`, 'log', 'residual quotient', quotientPanel(row, runs, 'residual'), false)}
        </div>
        <div class="stack">
          ${panel('Gradient ratio', '‖g_l‖ / ‖g_l+1‖', 'ratio', overlayPanel(row, runs, 'ratio'), true)}
          ${panel(`Gradient ratio, ${over}`, 'log', 'ratio quotient', quotientPanel(row, runs, 'ratio'), false)}
        </div>
      </div>`;
  }

  /** Runs with norms whose stages can be laid over those of the first. */
  #compared(): ComparedRun[] {
    const runs = this.context?.runs ?? [];
    const found = runs.slice(0, mostRuns).flatMap((run): ComparedRun[] => {
      const record = this.#answers.get(run.id, 'blocks');
      if (record?.kind !== 'blocks') return [];
      const own = new BlockRow(record.axis);
      return [{ name: runName(run, runs), slot: run.slot, record, own }];
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
