import { nothing, svg, html, type TemplateResult } from 'lit';
import { identityOf, markerOf, type Marker } from '../../src/figures/index.ts';

/** What a sample shows: a line with its marker, one with a hollow marker, a train line without, each batch, theory, its band, the range of several runs. */
export type SwatchKind = 'line' | 'hollow' | 'plain' | 'thin' | 'theory' | 'band' | 'range';

/** The line of a run as a small drawing, for legends, heads of cells and tables. */
export function swatch(slot: number, kind: SwatchKind = 'line', short = false): TemplateResult {
  const width = short ? 22 : 34;
  const { colour, dash, marker, weight } = identityOf(slot);
  const isTheory = kind === 'theory' || kind === 'band';
  const classes = `swatch ${short ? 'short ' : ''}${isTheory ? 'theory' : `run-${colour}`}`;
  if (kind === 'range')
    return html`<svg class=${classes} viewBox="0 0 34 10" aria-hidden="true">
      <rect width="34" height="10" fill="currentColor" opacity="0.2" />
    </svg>`;
  if (kind === 'band')
    return html`<svg class=${classes} viewBox="0 0 34 10" aria-hidden="true">
      <rect width="34" height="10" fill="currentColor" opacity="0.2" />
      <path d="M0 .5h34M0 9.5h34" stroke="currentColor" stroke-dasharray="5 4" />
    </svg>`;
  const isFaint = kind === 'thin' || kind === 'hollow';
  const stroke = isFaint || weight === 'hairline' ? 1 : weight === 'thin' ? 1.25 : 2;
  return html`<svg class=${classes} viewBox="0 0 ${width} 10" aria-hidden="true">
    <line
      x1="0"
      x2=${width}
      y1="5"
      y2="5"
      stroke="currentColor"
      stroke-width=${stroke}
      stroke-dasharray=${(isTheory ? [5, 4] : kind === 'thin' ? [] : dash).join(' ')}
      opacity=${isFaint ? 0.75 : 1}
    />
    ${
      kind === 'line' || kind === 'hollow'
        ? markerAt(kind === 'line' ? marker : markerOf({ slot, look: kind }), width / 2)
        : nothing
    }
  </svg>`;
}

function markerAt(marker: Marker, x: number): TemplateResult {
  switch (marker) {
    case 'circle':
      return svg`<circle cx=${x} cy="5" r="3" fill="currentColor" />`;
    case 'square':
      return svg`<rect x=${x - 3} y="2" width="6" height="6" fill="currentColor" />`;
    case 'triangle':
      return svg`<path d=${`M${x} 1.4l3.6 6.4h-7.2z`} fill="currentColor" />`;
    case 'diamond':
      return svg`<path d=${`M${x} 1l4 4-4 4-4-4z`} fill="currentColor" />`;
    case 'ring':
      return svg`<circle class="hollow" cx=${x} cy="5" r="3" stroke="currentColor" stroke-width="1.5" />`;
  }
}
