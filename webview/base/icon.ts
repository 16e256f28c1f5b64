import { html, type TemplateResult } from 'lit';

/** A codicon; the word for it stands beside it or in the label of its button. */
export function icon(name: string, extra = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${extra}" aria-hidden="true"></span>`;
}
