import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { BlocksData, BlocksQuery, RunView } from '../../../src/protocol/index.ts';
import type { BlockSelection, DataSource } from '../../base/context.ts';
import type { ExportFile } from '../../base/figure.ts';
import { formatInteger, formatValue } from '../../base/format.ts';
import { BlockRow } from '../../charts/blocks/blockAxis.ts';
import '../../charts/blocks/panelFigure.ts';
import { Answers } from '../../notebook/results/shared/answers.ts';
import { namesOf } from '../names.ts';
import { geometricMean, ratios, sameBlocks } from './blockFacts.ts';
import { blockTable } from './blockTable.ts';
import { overlayPanel, ratioPanel, type Compared, type NamedBlocks } from './panels.ts';

const quantities: readonly (readonly [Compared, string, string])[] = [
  ['residual', 'Residual', '‖G‖₂, last recorded step'],
  ['gradient', 'Gradient', 'behind the block, last recorded step'],
];

/** Norms of every block of the compared runs, `<reslab-block-comparison>`. */
export class BlockComparison extends LitElement {
  static override properties = {
    runs: { attribute: false },
    source: { attribute: false },
    selection: { attribute: false },
    exportFile: { attribute: false },
  };

  declare runs: readonly RunView[];
  declare source: DataSource | null;
  declare selection: BlockSelection | null;
  declare exportFile: ExportFile | null;

  readonly #answers = new Answers(this);
  #row: BlockRow | null = null;
  #forget: (() => void) | null = null;

  constructor() {
    super();
    this.runs = [];
    this.source = null;
    this.selection = null;
    this.exportFile = null;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget?.();
    this.#forget = null;
  }

  override willUpdate(): void {
    this.#forget ??= this.selection?.onChange(() => this.requestUpdate()) ?? null;
    if (this.source === null) return;
    const query = (run: string): BlocksQuery => ({ kind: 'blocks', run, step: null });
    this.#answers.ask(this.source, Object.fromEntries(this.runs.map(r => [r.id, query(r.id)])));
  }

  override render(): TemplateResult | typeof nothing {
    const { selection } = this;
    const recorded = this.#recorded();
    const [first] = recorded;
    if (first === undefined || selection === null) return nothing;
    const alike = recorded.filter(({ data }) => sameBlocks(data.axis, first.data.axis));
    const row = this.#rowOf(first.data);
    return html`<div class="blocks">
      ${this.#sentence(recorded, alike)}
      <div class="grid two">
        ${quantities.map(([column, heading, unit]) =>
          this.#pair(row, alike, selection, column, heading, unit),
        )}
      </div>
      ${blockTable(row, alike, selection)}
    </div>`;
  }

  #pair(
    row: BlockRow,
    runs: readonly NamedBlocks[],
    selection: BlockSelection,
    column: Compared,
    heading: string,
    unit: string,
  ): TemplateResult {
    const [first, second] = runs;
    const figure = (title: string, of: string, height: number, panel: unknown, isHeaded: boolean) =>
      html`<reslab-block-panel
        .heading=${title}
        .unit=${of}
        .label=${`${title} of ${runs.map(r => r.name).join(', ')} by block`}
        .plotHeight=${height}
        .row=${row}
        .panel=${panel}
        .selection=${selection}
        .isHeaded=${isHeaded}
        .fileName=${`comparison-${title.toLowerCase()}`}
        .exportFile=${this.exportFile}
      ></reslab-block-panel>`;
    return html`<div class="stack">
      ${figure(heading, unit, 140, overlayPanel(row, runs, column), true)}
      ${
        first === undefined || second === undefined || runs.length > 2
          ? nothing
          : figure(
              `${heading}, ${first.name} / ${second.name}`,
              'log',
              96,
              ratioPanel(row, [first, second], column),
              false,
            )
      }
    </div>`;
  }

  #sentence(recorded: readonly NamedBlocks[], alike: readonly NamedBlocks[]): TemplateResult {
    const [first, second] = alike;
    const left = recorded.filter(run => !alike.includes(run)).map(run => run.name);
    const unlike =
      left.length === 0
        ? ''
        : ` Norms of ${left.join(', ')} are not laid over these: the blocks have other shapes.`;
    if (first === undefined) return html``;
    const count = formatInteger(first.data.axis.blocks.reduce((sum, n) => sum + n, 0));
    const mean = second && geometricMean(ratios(first.data.residual, second.data.residual));
    if (second === undefined || alike.length > 2 || mean == null)
      return html`<p class="say">${count} blocks, norms as last recorded.${unlike}</p>`;
    return html`<p class="say">
      Same shape: ${count} blocks. The residuals of ${first.name} are
      <b>${formatValue(mean, 2)} times</b> those of ${second.name} (geometric mean over
      blocks).${unlike}
    </p>`;
  }

  /** Runs that have recorded norms, in the order of the comparison. */
  #recorded(): NamedBlocks[] {
    const names = namesOf(this.runs);
    return this.runs.flatMap(({ id, slot }) => {
      const data = this.#answers.get(id, 'blocks');
      if (data?.kind !== 'blocks') return [];
      return [{ name: names.get(id) ?? id, slot, data }];
    });
  }

  #rowOf({ axis }: BlocksData): BlockRow {
    const row = new BlockRow(axis);
    if (this.#row === null || !this.#row.equals(row)) this.#row = row;
    return this.#row;
  }
}

customElements.define('reslab-block-comparison', BlockComparison);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-block-comparison': BlockComparison;
  }
}
