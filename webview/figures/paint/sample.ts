import {
  identityOf,
  type Colour,
  type LineStyle,
  type Marker,
  type Series,
} from '../../../src/figures/index.ts';
import type { Theme } from '../../base/theme.ts';
import { colourOf } from './draw.ts';

/** How the sample of a series looks in a legend. */
export function sampleOf(
  { slot, look }: Pick<Series, 'slot' | 'look'>,
  theme: Theme,
): { readonly line: LineStyle; readonly marker: Marker | null; readonly colour: Colour } {
  const isTheory = look === 'theory' || slot === null;
  const isFaint = look === 'raw' || look === 'thin' || look === 'other';
  const { dash, marker } = identityOf(slot ?? 0);
  const paint = isTheory ? ({ role: 'quiet' } as const) : ({ role: 'run', slot } as const);
  const hasMarker = !isTheory && (look === 'main' || look === 'marked');
  return {
    line: {
      paint,
      alpha: isFaint ? 0.6 : 1,
      width: isFaint ? 1 : 2,
      dash: isTheory ? [5, 4] : isFaint ? [] : dash,
    },
    marker: hasMarker ? marker : null,
    colour: colourOf(paint, theme),
  };
}
