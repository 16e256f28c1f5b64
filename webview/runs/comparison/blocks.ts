import { LitElement, nothing, type TemplateResult } from 'lit';
import type { BlocksQuery, RunView } from '../../../src/protocol/index.ts';
import type { BlockSelection, DataSource } from '../../base/context.ts';
import { namesOf } from '../../base/names.ts';
import { BlockRow } from '../../charts/blocks/blockAxis.ts';
import type { ComparedRun } from '../../notebook/results/comparison/blockPanels.ts';
import { Answers } from '../../notebook/results/shared/answers.ts';
import { blockTable } from './blockTable.ts';

/** More runs than these have no column each. */
const mostColumns = 5;

/** All blocks of the compared runs as a table, `<reslab-block-table>`. */
export class BlockTable extends LitElement {
  static override properties = {
    runs: { attribute: false },
    source: { attribute: false },
    selection: { attribute: false },
  };

  declare runs: readonly RunView[];
  declare source: DataSource | null;
  declare selection: BlockSelection | null;

  readonly #answers = new Answers(this);
  #forget: (() => void) | null = null;

  constructor() {
    super();
    this.runs = [];
    this.source = null;
    this.selection = null;
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
    const queries = this.runs
      .slice(0, mostColumns)
      .map(({ id }): [string, BlocksQuery] => [id, { kind: 'blocks', run: id, step: null }]);
    this.#answers.ask(this.source, Object.fromEntries(queries));
  }

  override render(): TemplateResult | typeof nothing {
    const { selection } = this;
    const runs = this.#recorded();
    const [first] = runs;
    if (first === undefined || selection === null) return nothing;
    const row = runs.reduce((a, b) => (b.own.count > a.own.count ? b : a)).own;
    return blockTable(row, runs, selection);
  }

  /** Runs with norms, of networks with as many stages as the first. */
  #recorded(): ComparedRun[] {
    const names = namesOf(this.runs);
    const found = this.runs.flatMap(({ id, slot }): ComparedRun[] => {
      const record = this.#answers.get(id, 'blocks');
      if (record?.kind !== 'blocks') return [];
      return [{ name: names.get(id) ?? id, slot, record, own: new BlockRow(record.axis) }];
    });
    return found.filter(run => run.own.stages.length === found[0]?.own.stages.length);
  }
}

customElements.define('reslab-block-table', BlockTable);

declare global {
  interface HTMLElementTagNameMap {
    'reslab-block-table': BlockTable;
  }
}
