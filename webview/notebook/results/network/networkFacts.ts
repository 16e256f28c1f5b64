import { html, nothing, type TemplateResult } from 'lit';
import type { NetworkData } from '../../../../src/protocol/index.ts';
import { formatInteger, formatMillions } from '../../../base/format.ts';

/** Name, value and what it is of. */
export type Fact = readonly [name: string, value: string, of: string];

export function networkFacts({ summary, stages }: NetworkData): Fact[] {
  const blocks = stages.map(s => s.to - s.from);
  return [
    ['blocks', formatInteger(summary.blocks.length), blocks.join('-')],
    ['depth', formatInteger(summary.depth), 'layers'],
    ['parameters', formatInteger(summary.trainableParameters), ''],
    ['multiply-adds', formatMillions(summary.macs), 'per image'],
    [
      'memory to train',
      bytesText(summary.trainingMemoryBytes),
      `batch ${formatInteger(summary.batch)}`,
    ],
    ['receptive field', `${formatInteger(summary.receptiveField)}²`, 'pixels'],
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

/** Three digits in binary units: `412 MiB`, `1.25 GiB`. */
export function bytesText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const unit = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** unit;
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}
