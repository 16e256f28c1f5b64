import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../base/icon.ts';

export interface SectionTool {
  readonly icon: string;
  readonly label: string;
  readonly act: () => void;
}

/** A part of the panel that folds, with its tools in the heading. */
export function section(
  name: string,
  folded: readonly string[],
  onFold: (name: string) => void,
  tools: readonly SectionTool[],
  body: () => TemplateResult,
): TemplateResult {
  const isFolded = folded.includes(name);
  const id = `section-${name.toLowerCase().replace(/\W+/g, '-')}`;
  return html`<section>
    <h2>
      <button
        class="fold"
        aria-expanded=${!isFolded}
        aria-controls=${isFolded ? nothing : id}
        @click=${() => onFold(name)}
      >
        ${icon(isFolded ? 'chevron-right' : 'chevron-down')}<span>${name}</span>
      </button>
      <span class="spring"></span>
      ${
        isFolded
          ? nothing
          : tools.map(
              tool =>
                html`<button
                  class="tool"
                  title=${tool.label}
                  aria-label=${tool.label}
                  @click=${tool.act}
                >
                  ${icon(tool.icon)}
                </button>`,
            )
      }
    </h2>
    ${isFolded ? nothing : html`<div class="pane" id=${id}>${body()}</div>`}
  </section>`;
}
