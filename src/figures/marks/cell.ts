import type { Ramp } from '../spec.ts';
import { type Drawn, type MarkOf, originOf, type Place } from './place.ts';
import { alongX, alongY } from './values.ts';

/** A rectangle for each row, or for each row of each column, coloured by its value. */
export function layCells(drawn: Drawn<MarkOf<'cell'>>, place: Place): void {
  const { mark, rows } = drawn;
  const { area, atX, atY } = place;
  const [y, y2] = [alongY(rows, mark.y, place), alongY(rows, mark.y2, place)];
  const columns = columnsOf(drawn, place);
  const most = columns.length * rows.count;
  const boxes = new Float64Array(4 * most);
  const places = new Float64Array(most);
  const values = new Float64Array(most);
  let count = 0;
  for (const { x, x2, numbers } of columns)
    for (let i = 0; i < rows.count; i++) {
      const value = numbers[i] ?? NaN;
      const [a, b] = [atX(x(i)), atX(x2(i))];
      const [c, d] = [atY(y[i] ?? NaN), atY(y2[i] ?? NaN)];
      const left = Math.max(area.left, Math.min(a, b));
      const right = Math.min(area.right, Math.max(a, b));
      const top = Math.max(area.top, Math.min(c, d));
      const bottom = Math.min(area.bottom, Math.max(c, d));
      if (!(right > left && bottom > top)) continue;
      boxes[4 * count] = left;
      boxes[4 * count + 1] = top;
      boxes[4 * count + 2] = right;
      boxes[4 * count + 3] = bottom;
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

interface CellColumn {
  /** Both ends of the cell of a row. */
  readonly x: (row: number) => number;
  readonly x2: (row: number) => number;
  readonly numbers: ArrayLike<number>;
}

function columnsOf({ mark, rows }: Drawn<MarkOf<'cell'>>, place: Place): CellColumn[] {
  if ('columns' in mark)
    return mark.columns.map((column, i) => ({
      x: () => i,
      x2: () => i + 1,
      numbers: rows.numbers(column),
    }));
  const [x, x2] = [alongX(rows, mark.x, place), alongX(rows, mark.x2, place)];
  const numbers = rows.numbers(mark.value);
  return [{ x: row => x[row] ?? NaN, x2: row => x2[row] ?? NaN, numbers }];
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
