import { identityOf } from '../identity.ts';
import type { LineStyle, Marker, Paint } from '../scene.ts';
import type { Look, Series } from '../spec.ts';
import { type Place } from './place.ts';

/** Closer markers than this many pixels would hide the line. */
const markerSpace = 6;

/** Up to so many blocks have a marker each, and a line that stands back behind them. */
const fewBlocks = 40;

/** Of so many points or more a dash only breaks up what is jagged already. */
const manyPoints = 100;

const theoryLine = { paint: { role: 'quiet' }, alpha: 1, width: 1.5, dash: [5, 4] } as const;

export function paintOf({ slot, look }: Pick<Series, 'slot' | 'look'>): Paint {
  return slot === null || look === 'theory' ? { role: 'quiet' } : { role: 'run', slot };
}

/** A run that others stand in front of. */
export function standsBack(look: Look): boolean {
  return look === 'other' || look === 'thin' || look === 'raw';
}

export function markerOf({ slot, look }: Pick<Series, 'slot' | 'look'>): Marker {
  if (look === 'theory') return 'ring';
  if (standsBack(look)) return 'circle';
  const { marker } = identityOf(slot ?? 0);
  if (look !== 'hollow') return marker;
  // The run whose own marker is hollow has a full one there.
  return marker === 'ring' ? 'circle' : 'ring';
}

/** How a line looks with these points: x0, y0, ... in pixels. */
export function lineStyle(series: Series, place: Place, points: Float64Array): LineStyle {
  const { look, slot } = series;
  if (look === 'theory') return theoryLine;
  const paint = paintOf(series);
  const identity = identityOf(slot ?? 0);
  const isSolid = slot === null || identity.dash.length === 0 || isJagged(points);
  const dash = isSolid ? [] : identity.dash;
  if (look === 'raw') return { paint, alpha: 0.28, width: 1, dash: [] };
  if (look === 'thin') return { paint, alpha: 0.55, width: 1, dash: [] };
  if (look === 'other') return { paint, alpha: 0.4, width: 1, dash };
  if (look === 'hollow') return { paint, alpha: 0.6, width: 1, dash };
  if (look === 'main' && place.row !== null)
    return isDense(place)
      ? { paint, alpha: 1, width: 1.25, dash }
      : { paint, alpha: 0.55, width: 1, dash };
  if (slot === null || identity.weight === 'full' || place.emphasis === slot)
    return { paint, alpha: 1, width: 1.75, dash };
  return identity.weight === 'thin'
    ? { paint, alpha: 1, width: 1, dash }
    : { paint, alpha: 0.5, width: 0.75, dash };
}

/** More blocks are shown than have room for markers. */
export function isDense({ x }: Place): boolean {
  return Math.abs(x.domain[1] - x.domain[0]) > fewBlocks;
}

/** The radius of the markers on a line with so many points shown over so many pixels; 0: none. */
export function markerRadius(series: Series, place: Place, shown: number, pixels: number): number {
  const { look, slot } = series;
  if (look !== 'main' && look !== 'marked' && look !== 'hollow') return 0;
  const { weight } = identityOf(slot ?? 0);
  if (weight === 'hairline' && place.emphasis !== slot) return 0;
  if (look === 'main' && place.row !== null) return isDense(place) ? 0 : 2.75;
  const space = pixels / Math.max(1, shown);
  if (shown > 2 && space < markerSpace) return 0;
  return weight === 'thin' ? 2.25 : shown > 2 && space < 12 ? 2.5 : 3.25;
}

/** Many points whose line goes up and down more than it goes forward. */
function isJagged(points: Float64Array): boolean {
  if (points.length <= 2 * manyPoints) return false;
  let [along, up] = [0, 0];
  for (let i = 2; i < points.length; i += 2) {
    const x = Math.abs((points[i] ?? 0) - (points[i - 2] ?? 0));
    const y = Math.abs((points[i + 1] ?? 0) - (points[i - 1] ?? 0));
    if (Number.isNaN(x + y)) continue;
    along += x;
    up += y;
  }
  return up > 2 * along;
}
