import { html, nothing, type TemplateResult } from 'lit';
import {
  placeText,
  readingOf,
  type Figure,
  type LegendRow,
  type Presented,
  type ReadValue,
} from '../../src/figures/index.ts';
import { swatch, type SwatchKind } from '../base/swatch.ts';
import { figureOf } from './groups.ts';

export interface LegendInput {
  readonly presented: Presented;
  readonly hidden: ReadonlySet<string>;
  /** The crosshair over the line of a value; null: none. */
  readonly at: (value: ReadValue) => number | null;
  readonly toggle: (row: string, isAlone: boolean) => void;
  /** The pointer is on the row of this run; null: on none. */
  readonly hover: (slot: number | null) => void;
}

/** A longer legend scrolls. */
const many = 12;

/** The legend is the readout: values stand in fixed places. */
export function legendTemplate(input: LegendInput): TemplateResult | typeof nothing {
  const { legend } = input.presented;
  if (legend.length === 0) return nothing;
  return html`<div
    class=${legend.length > many ? 'series many' : 'series'}
    role="group"
    aria-label="series"
  >
    ${legend.map(row => rowTemplate(row, input))}
  </div>`;
}

function rowTemplate(row: LegendRow, input: LegendInput): TemplateResult {
  const { hidden, toggle, hover, presented } = input;
  const label = labelOf(row, input);
  const values = row.values.flatMap(value => {
    const reading = readingOf(presented.tables, value, input.at(value));
    return reading === null ? [] : [reading.text];
  });
  const content = html`${swatch(row.slot ?? 0, kindOf(row, presented.figures))}<span class="label"
      >${label}</span
    ><span class="v"
      >${values.map((v, i) => html`${i > 0 ? html`<small> · </small>` : nothing}${v}`)}</span
    >`;
  if (!canHide(row, presented.figures)) return html`<span class="row">${content}</span>`;
  return html`<button
    class="row"
    aria-pressed=${hidden.has(row.id) ? 'false' : 'true'}
    title=${`${label}. Click: show or hide. Alt+click: only this.`}
    @click=${(event: MouseEvent) => toggle(row.id, event.altKey)}
    @pointerenter=${() => hover(row.slot)}
    @pointerleave=${() => hover(null)}
    @focus=${() => hover(row.slot)}
    @blur=${() => hover(null)}
  >
    ${content}
  </button>`;
}

export function canHide({ id }: LegendRow, figures: readonly Figure[]): boolean {
  return figures.some(({ series }) => series.some(({ legend }) => legend === id));
}

/** `test, at step 400`. */
function labelOf(row: LegendRow, { presented, at }: LegendInput): string {
  const [value] = row.values;
  if (row.saysPlace !== true || value === undefined) return row.label;
  const reading = readingOf(presented.tables, value, at(value));
  const axis = figureOf(presented.figures, value)?.x;
  if (reading === null || axis === undefined) return row.label;
  return `${row.label}, at ${placeText(axis.title, axis.format, reading.x)}`;
}

/** A sample without a marker for what has none. */
function kindOf({ id, look, slot }: LegendRow, figures: readonly Figure[]): SwatchKind {
  if (isBand(id, figures)) return slot === null ? 'band' : 'range';
  if (look === 'theory' || slot === null) return 'theory';
  if (look === 'raw' || look === 'thin' || look === 'other') return 'thin';
  if (look === 'hollow') return 'hollow';
  return look === 'line' ? 'plain' : 'line';
}

/** All that it names is drawn as bands. */
function isBand(row: string, figures: readonly Figure[]): boolean {
  const marks = figures.flatMap(figure => {
    const own = figure.series.filter(({ legend }) => legend === row).map(({ id }) => id);
    return figure.marks.filter(mark => own.includes(mark.series));
  });
  return marks.length > 0 && marks.every(({ mark }) => mark === 'band');
}
