import { html, nothing, type TemplateResult } from 'lit';
import type { CellState, KindView, NotebookCell } from '../../../src/protocol/index.ts';
import { icon } from '../../base/icon.ts';
import { swatch } from '../../base/swatch.ts';
import { leadRun, type CellWords } from './cellWords.ts';

const looks: Readonly<Record<CellWords['look'], string>> = {
  plain: '',
  live: '',
  queued: '',
  stopped: '',
  done: 'done',
  failed: 'failed',
  stale: 'stale',
  problem: 'problem-n',
};

export function stateTemplate(words: CellWords): TemplateResult | typeof nothing {
  const { look, strong, rest } = words;
  if (strong === '' && rest === '') return nothing;
  const sign =
    look === 'live'
      ? html`<span class="live breathe" aria-hidden="true"></span>`
      : words.icon === ''
        ? nothing
        : icon(words.icon);
  const dot = strong !== '' && rest !== '' && look !== 'problem' ? '· ' : '';
  return html`<span class="state ${looks[look]}"
    >${sign}${strong === '' ? nothing : html`<b>${strong}</b>`}${
      rest === ''
        ? nothing
        : html`<span class=${strong === '' ? '' : 'hide-narrow'}>${dot}${rest}</span>`
    }</span
  >`;
}

export interface HeadActions {
  readonly runAbove: () => void;
  readonly openAsText: () => void;
  readonly more: (button: HTMLElement) => void;
}

export function headTemplate(
  cell: NotebookCell,
  state: CellState | undefined,
  words: CellWords,
  kind: KindView,
  actions: HeadActions,
): TemplateResult {
  const run = state === undefined ? undefined : leadRun(state);
  const tool = (name: string, label: string, act: (event: Event) => void) =>
    html`<button class="tool" tabindex="-1" title=${label} aria-label=${label} @click=${act}>
      ${icon(name)}
    </button>`;
  return html`<div class="head">
    <span class="kind">${icon(kind.icon)}${cell.kind ?? 'unknown kind'}</span>
    <span class="name">${cell.name}</span>
    ${cell.of === null || kind.isView ? nothing : html`<span class="of">of ${cell.of}</span>`}
    ${run === undefined ? nothing : swatch(run.slot)}
    <span class="spring"></span>
    <span class="tools" role="toolbar" aria-label=${`Actions of ${cell.name || 'this cell'}`}>
      ${kind.canRun ? tool('run-above', 'Run above', actions.runAbove) : nothing}
      ${tool('go-to-file', 'Show as text', actions.openAsText)}
      ${tool('ellipsis', 'More', event => actions.more(event.currentTarget as HTMLElement))}
    </span>
    ${stateTemplate(words)}
  </div>`;
}
