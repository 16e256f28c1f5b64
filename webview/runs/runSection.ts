import { html, nothing, type TemplateResult } from 'lit';
import { runOperations, type RunView } from '../../src/protocol/index.ts';
import { icon } from '../base/icon.ts';
import { buttonsOf, type RunButton } from './actions.ts';
import { sentenceOf } from './sentence.ts';

export interface RunSectionOptions {
  /** In Restricted Mode nothing is started or written. */
  readonly isTrusted: boolean;
  readonly onAct: (act: RunButton['act'], run: RunView) => void;
  readonly onAnnotate: (run: RunView, tags: readonly string[], note: string) => void;
}

/** The one run that is chosen: a sentence, one primary action, four plain ones, tags and note. */
export function runSection(run: RunView, options: RunSectionOptions): TemplateResult {
  const { primary, plain } = buttonsOf(run);
  const button = ({ act, icon: name, label }: RunButton, extra = '') =>
    html`<button
      class="btn ${extra}"
      ?disabled=${!options.isTrusted && runOperations[act].needsTrust}
      @click=${() => options.onAct(act, run)}
    >
      ${icon(name)}${label}
    </button>`;
  return html`
    <p class="say">
      ${sentenceOf(run)
        .map(unbroken)
        .map((part, i) => (i % 2 === 1 ? html`<b>${part}</b>` : part))}
    </p>
    <div class="acts">
      ${button(primary, 'primary')}
      <div class="four">${plain.map(each => button(each))}</div>
    </div>
    ${engine(run)} ${words(run, options)}
  `;
}

/** A number stays on the line of its unit. */
function unbroken(text: string): string {
  return text
    .replace(/(\d) (?=(?:s|min|h|d|%)(?!\w))/g, '$1\u00a0')
    .replace(/(\d\u00a0(?:min|h|d)) (?=\d)/g, '$1\u00a0');
}

function engine({ engine, device }: RunView): TemplateResult | typeof nothing {
  if (engine === null && device === '') return nothing;
  const name = engine === null ? '' : engine.name;
  const isFallback = engine !== null && engine.name !== 'tensorflow' && engine.reason !== '';
  return html`<p class="say q small">
    ${[name, device].filter(text => text !== '').join(' on ')}${
      isFallback ? html`: ${engine.reason}` : nothing
    }
  </p>`;
}

function words(run: RunView, { isTrusted, onAnnotate }: RunSectionOptions): TemplateResult {
  const tags = run.tags.join(' ');
  const asTags = (text: string) => [...new Set(text.split(/[\s,]+/).filter(tag => tag !== ''))];
  return html`<div class="words">
    <label>
      <span>Tags</span>
      <input
        .value=${tags}
        placeholder="best, to-check"
        ?disabled=${!isTrusted}
        @change=${(e: Event) => onAnnotate(run, asTags(valueOf(e)), run.note)}
      />
    </label>
    <label>
      <span>Note</span>
      <input
        .value=${run.note}
        placeholder="what to remember"
        ?disabled=${!isTrusted}
        @change=${(e: Event) => onAnnotate(run, run.tags, valueOf(e))}
      />
    </label>
  </div>`;
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value.trim();
}
