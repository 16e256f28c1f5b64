import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { renderMarkdown } from '../text/markdown.ts';

/** A note as people read it. Its links are opened by the host; a double click edits it. */
export function noteTemplate(
  markdown: string,
  openLink: (href: string) => void,
  edit: () => void,
): TemplateResult {
  const onClick = (event: Event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    event.preventDefault();
    openLink(link.href);
  };
  return html`<div class="note" @click=${onClick} @dblclick=${edit}>
    ${guard([markdown], () =>
      markdown.trim() === ''
        ? html`<p class="say q">An empty note. Press Enter to write it.</p>`
        : renderMarkdown(markdown),
    )}
  </div>`;
}
