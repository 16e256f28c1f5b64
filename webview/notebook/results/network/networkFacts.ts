import { html, nothing, type TemplateResult } from 'lit';
import type { NetworkData } from '../../../../src/protocol/index.ts';
import { formatBytes, formatCount, formatShort } from '../../../../src/base/index.ts';

/** Name, value and what it is of. */
export type Fact = readonly [name: string, value: string, of: string];

export function networkFacts({ summary, stages }: NetworkData): Fact[] {
  const blocks = stages.map(s => s.to - s.from);
  return [
    ['blocks', formatCount(summary.blocks.length), blocks.join('-')],
    ['depth', formatCount(summary.depth), 'layers'],
    ['parameters', formatCount(summary.trainableParameters), ''],
    ['multiply-adds', formatShort(summary.macs), 'per image'],
    [
      'memory to train',
      formatBytes(summary.trainingMemoryBytes),
      `batch ${formatCount(summary.batch)}`,
    ],
    ['receptive field', `${formatCount(summary.receptiveField)}²`, 'pixels'],
  ];
}

export function factsTemplate(facts: readonly Fact[]): TemplateResult {
  return html`<dl class="facts">
    ${facts.map(
      ([name, value, of]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}${of === '' ? nothing : html` <small>${of}</small>`}</dd>
        </div>`,
    )}
  </dl>`;
}
