import { html, type TemplateResult } from 'lit';
import type { Said } from '../../src/figures/index.ts';
import type { FiguresData } from '../../src/protocol/index.ts';
import { icon } from '../base/icon.ts';
import { sentenceTemplate } from './sentence.ts';

/** A selected block would have its course through the recorded steps. */
export function canFollow({ frames, figures }: FiguresData): boolean {
  return frames !== null && figures.some(({ x }) => x.scale === 'block');
}

export const followHint = html`<p class="say q">
  Click a block in any plot to follow it through the steps; <kbd>Esc</kbd> lets go.
</p>`;

/** A sentence by its tone, a warning with its icon. */
export function saidTemplate({ tone, text }: Said): TemplateResult {
  if (tone === 'warning')
    return html`<p class="say warning">${icon('warning')} ${sentenceTemplate(text)}</p>`;
  return html`<p class=${tone === 'quiet' ? 'say q' : 'say'}>${sentenceTemplate(text)}</p>`;
}
