import { html, nothing, type TemplateResult } from 'lit';
import type { CellState, KindView, NotebookCell } from '../../../src/protocol/index.ts';
import { formatCount } from '../../../src/base/index.ts';
import { icon } from '../../base/icon.ts';
import { cellWords, leadRun } from './cellWords.ts';

export interface EmptyActions {
  readonly run: (what: 'cell' | 'withTraining') => void;
  readonly resume: (run: string) => void;
  readonly goTo: (name: string) => void;
  /** Null, or why nothing runs here. */
  readonly refused: string | null;
}

/** The row below a cell that has something to do before there is a result, or to go on. */
export function emptyTemplate(
  cell: NotebookCell,
  state: CellState | undefined,
  kind: KindView,
  actions: EmptyActions,
): TemplateResult | typeof nothing {
  if (state === undefined) return nothing;
  const { status, prospect } = state;
  if (status.status === 'waits' && showsRecords(kind, state)) return nothing;
  if (status.status === 'waits') return waits(kind, status.on, prospect, actions);
  const { look } = cellWords(cell, state, kind);
  if (status.status === 'never' && look === 'plain')
    return row(
      kind,
      html`<b>${state.variants.length > 0 ? 'Not run as written.' : 'Not run yet.'}</b>
        ${sentence(prospect)}`,
      button(`Run ${cell.name}`, 'play', true, actions, () => actions.run('cell')),
    );
  const run = leadRun(state);
  if (look === 'stopped' && run?.canResume === true)
    return row(
      kind,
      html`<b>Stopped at step ${formatCount(run.step)}.</b> It can go on from its last checkpoint.`,
      button('Resume', 'debug-continue', true, actions, () => actions.resume(run.id)),
    );
  return nothing;
}

/** It shows what its training recorded, before a run of its own. */
export function showsRecords(kind: KindView, state: CellState | undefined): boolean {
  return kind.showsRecords && (state?.studied ?? []).length > 0;
}

function waits(
  kind: KindView,
  on: string,
  prospect: string | null,
  actions: EmptyActions,
): TemplateResult {
  const link = html`<a
    href="#"
    @click=${(event: Event) => {
      event.preventDefault();
      actions.goTo(on);
    }}
    >${on}</a
  >`;
  const text = kind.showsRecords
    ? html`<b>Nothing to measure yet.</b> What ${link} records while it trains appears here from its
        first recorded step.`
    : html`<b>No trained network yet.</b> Runs on the last checkpoint of ${link}.
        ${sentence(prospect)}`;
  return row(
    kind,
    text,
    button(`Run ${on}, then this`, 'run-above', false, actions, () => actions.run('withTraining')),
  );
}

function row(
  { icon: glyph }: KindView,
  text: TemplateResult,
  action: TemplateResult,
): TemplateResult {
  return html`<div class="todo">
    <div class="empty">${icon(glyph)}<span>${text}</span>${action}</div>
  </div>`;
}

function button(
  label: string,
  glyph: string,
  isPrimary: boolean,
  { refused }: EmptyActions,
  act: () => void,
): TemplateResult {
  return html`<button
    class="btn act ${isPrimary ? 'primary' : ''}"
    title=${refused ?? nothing}
    ?disabled=${refused !== null}
    @click=${act}
  >
    ${icon(glyph)}${label}
  </button>`;
}

function sentence(words: string | null): string {
  if (words === null || words === '') return '';
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;
}
