import { html, nothing, type TemplateResult } from 'lit';
import { formatCount } from '../../../../src/base/index.ts';
import { swatch } from '../../../base/swatch.ts';
import type { NormsView } from './normsView.ts';

/** What of the theory is drawn. */
export interface Shown {
  readonly theory: boolean;
  readonly band: boolean;
}

export function normsLegend(
  { slot, theory, examples, own }: NormsView,
  band: { readonly delta: number; readonly factor: number },
  shown: Shown,
  toggle: (what: keyof Shown) => void,
): TemplateResult {
  const row = (what: keyof Shown, sample: TemplateResult, words: string) =>
    html`<button class="row" aria-pressed=${shown[what]} @click=${() => toggle(what)}>
      ${sample}<span>${words}</span>
    </button>`;
  const factor = band.factor === 1 ? '' : `${band.factor}·`;
  const isDense = own.count > 40;
  return html`<div class="series" role="group" aria-label="series">
    <span class="row">
      ${swatch(slot, isDense ? 'plain' : 'line')}
      <span>measured${examples === null ? '' : ` on ${formatCount(examples)} examples`}</span>
    </span>
    ${theory === null ? nothing : row('theory', swatch(0, 'theory'), `theory: ${theory.label} (1/d)`)}
    ${row('band', swatch(0, 'band'), `theory: 1 ± δ, δ = ${factor}log(2L)/L = ${band.delta.toFixed(3)}`)}
  </div>`;
}
