import { type Drawn, type MarkOf, isInside, originOf, type Place } from './place.ts';
import { layWords } from './words.ts';
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
    const fits = place.atX(x) + 8 + place.measure(text) <= area.right;
    layWords(place, originOf(drawn), {
      x: place.atX(x) + (fits ? 8 : -8),
      y: Math.max(area.top + 2, Math.min(area.bottom - 2, y)),
      text,
      align: fits ? 'start' : 'end',
    });
  }
}
