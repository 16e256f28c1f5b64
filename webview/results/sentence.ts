import { html, type TemplateResult } from 'lit';
import type { Sentence } from '../../src/figures/index.ts';

export function sentenceTemplate(sentence: Sentence): TemplateResult {
  return html`${sentence.map(part => (typeof part === 'string' ? part : html`<b>${part.strong}</b>`))}`;
}
