import type { Ramp } from '../spec.ts';
import { type Drawn, type MarkOf, originOf, type Place } from './place.ts';
import { alongX, alongY } from './values.ts';

/** A rectangle for each row, coloured by its value. */
export function layCells(drawn: Drawn<MarkOf<'cell'>>, place: Place): void {
  const { mark, rows } = drawn;
  const { area, atX, atY } = place;
  const [x, x2] = [alongX(rows, mark.x, place), alongX(rows, mark.x2, place)];
  const [y, y2] = [alongY(rows, mark.y, place), alongY(rows, mark.y2, place)];
  const numbers = rows.numbers(mark.value);
  const boxes = new Float64Array(4 * rows.count);
  const places = new Float64Array(rows.count);
  const values = new Float64Array(rows.count);
  let count = 0;
  for (let i = 0; i < rows.count; i++) {
    const value = numbers[i] ?? NaN;
    const [a, b] = [atX(x[i] ?? NaN), atX(x2[i] ?? NaN)];
    const [c, d] = [atY(y[i] ?? NaN), atY(y2[i] ?? NaN)];
    const [left, right] = [
      Math.max(area.left, Math.min(a, b)),
      Math.min(area.right, Math.max(a, b)),
    ];
    const [top, bottom] = [
      Math.max(area.top, Math.min(c, d)),
      Math.min(area.bottom, Math.max(c, d)),
    ];
    if (!(right > left && bottom > top)) continue;
    boxes.set([left, top, right, bottom], 4 * count);
    places[count] = rampPlace(mark.ramp, value);
    values[count++] = value;
  }
  if (count === 0) return;
  place.layers.lines.push({
    ...originOf(drawn),
    item: 'cells',
    isClipped: true,
    boxes: boxes.slice(0, 4 * count),
    places: places.slice(0, count),
    values: values.slice(0, count),
    ramp: mark.ramp,
  });
}

/**
 * Where a value stands in a ramp: 0 and 1 at the ends of its domain, beyond outside, so that of two values that are both
 * clipped the farther one is known. NaN: nowhere.
 */
export function rampPlace({ scale, domain: [low, high] }: Ramp, value: number): number {
  if (Number.isNaN(value)) return NaN;
  if (scale === 'linear') return high > low ? (value - low) / (high - low) : 0.5;
  if (!(value >= 0)) return NaN;
  const span = Math.log(high / low);
  return span > 0 ? Math.log(value / low) / span : 0.5;
}
