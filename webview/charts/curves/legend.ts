import { html, nothing, type TemplateResult } from 'lit';
import { swatch, type SwatchKind } from '../../base/swatch.ts';

/** A row of the legend, which is the readout: values stand in fixed places. */
export interface LegendRow<Id extends string> {
  readonly id: Id;
  readonly slot: number;
  readonly kind: SwatchKind;
  readonly label: string;
  /** Shown with a dot between them. */
  readonly values: readonly string[];
}

/** Which rows are off. Click toggles a row; Alt+click leaves only that one, or brings all back. */
export class LegendState<Id extends string> {
  #hidden: ReadonlySet<Id>;
  readonly #changed: () => void;

  constructor(changed: () => void, hidden: Iterable<Id> = []) {
    this.#changed = changed;
    this.#hidden = new Set(hidden);
  }

  get hidden(): ReadonlySet<Id> {
    return this.#hidden;
  }

  /** Takes choices of before, without telling. */
  restore(hidden: Iterable<Id>): void {
    this.#hidden = new Set(hidden);
  }

  toggle(id: Id): void {
    const hidden = new Set(this.#hidden);
    if (!hidden.delete(id)) hidden.add(id);
    this.#set(hidden);
  }

  isolate(id: Id, all: readonly Id[]): void {
    const others = all.filter(other => other !== id);
    const isAlone = !this.#hidden.has(id) && others.every(other => this.#hidden.has(other));
    const kept = [...this.#hidden].filter(other => !all.includes(other));
    this.#set(new Set(isAlone ? kept : [...kept, ...others]));
  }

  #set(hidden: ReadonlySet<Id>): void {
    this.#hidden = hidden;
    this.#changed();
  }
}

/** A longer legend scrolls. */
const many = 12;

export function legendTemplate<Id extends string>(
  rows: readonly LegendRow<Id>[],
  state: LegendState<Id>,
  hover?: (row: LegendRow<Id> | null) => void,
): TemplateResult {
  const all = rows.map(r => r.id);
  return html`<div
    class=${rows.length > many ? 'series many' : 'series'}
    role="group"
    aria-label="series"
  >
    ${rows.map(
      row =>
        html`<button
          class="row"
          aria-pressed=${state.hidden.has(row.id) ? 'false' : 'true'}
          title=${`${row.label}. Click: show or hide. Alt+click: only this.`}
          @click=${(e: MouseEvent) =>
            e.altKey ? state.isolate(row.id, all) : state.toggle(row.id)}
          @pointerenter=${() => hover?.(row)}
          @pointerleave=${() => hover?.(null)}
        >
          ${swatch(row.slot, row.kind)}<span class="label">${row.label}</span
          ><span class="v"
            >${row.values.map((v, i) => html`${i > 0 ? html`<small> · </small>` : nothing}${v}`)}</span
          >
        </button>`,
    )}
  </div>`;
}
