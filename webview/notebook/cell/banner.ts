import { html, nothing, type TemplateResult } from 'lit';
import type { CellState, KindView, NotebookCell } from '../../../src/protocol/index.ts';
import { formatShare } from '../../../src/base/index.ts';
import { icon } from '../../base/icon.ts';
import { cellWords, leadRun } from './cellWords.ts';

export interface BannerActions {
  readonly run: () => void;
  readonly resume: (run: string) => void;
  readonly showLog: (run: string) => void;
  readonly showChanges: () => void;
  readonly canRun: boolean;
}

/** Differences that are named in the banner; the rest is counted. */
const most = 3;

/** What happened, then the numbers, then what can be done: of failed, stopped and out-of-date cells. */
export function bannerTemplate(
  cell: NotebookCell,
  state: CellState | undefined,
  kind: KindView,
  actions: BannerActions,
): TemplateResult | typeof nothing {
  if (state === undefined) return nothing;
  const { look } = cellWords(cell, state, kind);
  if (look === 'failed') return failed(state, actions);
  if (look === 'stale') return outOfDate(state, actions);
  return nothing;
}

function failed(state: CellState, actions: BannerActions): TemplateResult | typeof nothing {
  const run = leadRun(state);
  if (run === undefined || !('message' in run.life)) return nothing;
  const { message, advice } = run.life;
  const [first = '', ...rest] = message.split(/(?<=[.:]) /);
  const kept = run.canResume
    ? `A checkpoint of step ${run.checkpoints.at(-1) ?? run.step} was kept.`
    : 'No checkpoint was written.';
  const accuracy = run.accuracy === null ? '' : ` Last test accuracy ${formatShare(run.accuracy)}.`;
  return html`<div class="banner failed">
    ${icon('error')}
    <div class="txt">
      <b>${first}</b> ${rest.join(' ')}
      <small>${kept}${accuracy} ${advice ?? ''}</small>
    </div>
    <div class="acts">
      <button class="btn" @click=${() => actions.showLog(run.id)}>${icon('output')}Log</button>
      ${
        run.canResume
          ? html`<button
              class="btn"
              ?disabled=${!actions.canRun}
              @click=${() => actions.resume(run.id)}
            >
              ${icon('debug-continue')}Resume
            </button>`
          : nothing
      }
      ${again(actions, false)}
    </div>
  </div>`;
}

function outOfDate(state: CellState, actions: BannerActions): TemplateResult {
  const changes = state.outOfDate ?? [];
  const shown = changes.slice(0, most);
  const more = changes.length - shown.length;
  return html`<div class="banner stale">
    ${icon('history')}
    <div class="txt">
      <b>Out of date.</b> Since this run the text
      changed${shown.length === 0 ? '' : ': '}${shown.map(
        ({ path, old, new: now }, i) =>
          html`${i === 0 ? '' : ', '}<code>${path}</code>
            <span class="was">${old || 'not set'}</span> <ins>${now || 'not set'}</ins>`,
      )}${more > 0 ? ` and ${more} more` : ''}.
      <small>The result below is of the old text and stays until the next run.</small>
    </div>
    <div class="acts">
      <button class="btn" @click=${actions.showChanges}>${icon('diff')}What changed</button>
      ${again(actions, true)}
    </div>
  </div>`;
}

function again(actions: BannerActions, isPrimary: boolean): TemplateResult {
  return html`<button
    class="btn ${isPrimary ? 'primary' : ''}"
    ?disabled=${!actions.canRun}
    @click=${actions.run}
  >
    ${icon(isPrimary ? 'play' : 'debug-rerun')}Run again
  </button>`;
}
