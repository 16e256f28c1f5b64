import type { LineStyle } from '../scene.ts';
import type { Series } from '../spec.ts';
import { type Drawn, type MarkOf, isInside, originOf, type Place } from './place.ts';
import { paintOf } from './style.ts';
import { layWords } from './words.ts';

/** A straight line over the whole width or height, with words at the end away from the data. */
export function layRule(drawn: Drawn<MarkOf<'rule'>>, place: Place): void {
  const { mark, series } = drawn;
  const line = ruleStyle(series);
  if (mark.y !== undefined) layAcross(drawn, place, mark.y, line);
  if (mark.x !== undefined) layUpright(drawn, place, mark.x, line);
}

export function ruleStyle(series: Pick<Series, 'slot' | 'look'>): LineStyle {
  const dash = series.look === 'theory' ? [2, 3] : [];
  return { paint: paintOf(series), alpha: 1, width: 1.25, dash };
}

function layAcross(
  drawn: Drawn<MarkOf<'rule'>>,
  place: Place,
  value: number,
  line: LineStyle,
): void {
  const { mark } = drawn;
  const { area } = place;
  const y = place.atY(value);
  if (!(y >= area.top - 1e-3 && y <= area.bottom + 1e-3)) return;
  const points = Float64Array.of(area.left, y, area.right, y);
  place.layers.lines.push({ ...originOf(drawn), item: 'segments', isClipped: false, points, line });
  if (mark.text === undefined) return;
  const x = mark.isLeft === true ? area.left + 4 : area.right - 3;
  const width = place.measure(mark.text);
  const left = mark.isLeft === true ? x : x - width;
  // Below the axis the words would lie on its ticks, above the plot on the caption.
  const heights = (mark.isBelow === true ? [y + 10, y - 9] : [y - 9, y + 10]).filter(
    h => h + 6 <= area.bottom && h - 7 >= area.top,
  );
  layWords(place, originOf(drawn), {
    x,
    y: heights.find(h => place.layers.isFree(left, width, h)) ?? heights[0] ?? y,
    text: mark.text,
    align: mark.isLeft === true ? 'start' : 'end',
    paint: { role: 'quiet' },
  });
}

function layUpright(
  drawn: Drawn<MarkOf<'rule'>>,
  place: Place,
  value: number,
  line: LineStyle,
): void {
  const { mark } = drawn;
  const { area } = place;
  if (!isInside(place, value)) return;
  const x = place.atX(value);
  const points = Float64Array.of(x, area.top, x, area.bottom);
  place.layers.lines.push({ ...originOf(drawn), item: 'segments', isClipped: false, points, line });
  if (mark.text === undefined) return;
  const fits = x + 8 + place.measure(mark.text) <= area.right;
  layWords(place, originOf(drawn), {
    x: x + (fits ? 5 : -5),
    y: mark.isBelow === true ? area.bottom - 9 : area.top + 9,
    text: mark.text,
    align: fits ? 'start' : 'end',
    paint: { role: 'quiet' },
  });
}
