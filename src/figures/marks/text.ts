import { type Drawn, type MarkOf, isInside, originOf, type Place } from './place.ts';
import { layWords, type Words } from './words.ts';
import { alongX, alongY } from './values.ts';

/** Words beside a point; at the right edge to the left of it. */
export function layTexts(drawn: Drawn<MarkOf<'text'>>, place: Place): void {
  const { mark, rows } = drawn;
  const [xs, ys] = [alongX(rows, mark.x, place), alongY(rows, mark.y, place)];
  const texts = rows.texts(mark.text);
  const { area } = place;
  for (let i = 0; i < rows.count; i++) {
    const [x, y] = [xs[i] ?? NaN, place.atY(ys[i] ?? NaN)];
    const text = texts[i] ?? '';
    if (text === '' || !isInside(place, x) || Number.isNaN(y)) continue;
    const at = Math.max(area.top + 2, Math.min(area.bottom - 2, y));
    layWords(place, originOf(drawn), spotFor(place, place.atX(x), at, text));
  }
}

/** The first free place: at the height of the point, above it, below it. */
function spotFor(place: Place, x: number, y: number, text: string): Words {
  const { area, layers, measure } = place;
  const width = measure(text);
  const isLeft = x + 8 + width > area.right;
  const beside = { x: x + (isLeft ? -8 : 8), text, align: isLeft ? 'end' : 'start' } as const;
  const left = isLeft ? beside.x - width : beside.x;
  const heights = [y, y - 14, y + 14].filter(h => h >= area.top + 2 && h <= area.bottom - 2);
  return { ...beside, y: heights.find(h => layers.isFree(left, width, h)) ?? y };
}
