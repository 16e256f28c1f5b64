import type { Ramp } from '../spec.ts';
import { type Drawn, type MarkOf, originOf, type Place } from './place.ts';
import { alongX, alongY } from './values.ts';

/** A rectangle for each row, or for each row of each column, coloured by its value. */
export function layCells(drawn: Drawn<MarkOf<'cell'>>, place: Place): void {
  const { mark, rows } = drawn;
  const { area } = place;
  const down = sides(
    alongY(rows, mark.y, place),
    alongY(rows, mark.y2, place),
    place.atY,
    area.top,
    area.bottom,
  );
  const columns = columnsOf(drawn, place);
  const most = columns.length * rows.count;
  const boxes = new Float64Array(4 * most);
  const places = new Float64Array(most);
  const values = new Float64Array(most);
  const placeOf = placesIn(mark.ramp);
  let count = 0;
  for (const { across, numbers } of columns)
    for (let i = 0; i < rows.count; i++) {
      // One side for all rows of a column, or one for each row.
      const side = across.length > 2 ? 2 * i : 0;
      const [left, right] = [across[side] ?? NaN, across[side + 1] ?? NaN];
      const [top, bottom] = [down[2 * i] ?? NaN, down[2 * i + 1] ?? NaN];
      if (!(right > left && bottom > top)) continue;
      boxes[4 * count] = left;
      boxes[4 * count + 1] = top;
      boxes[4 * count + 2] = right;
      boxes[4 * count + 3] = bottom;
      const value = numbers[i] ?? NaN;
      places[count] = placeOf(value);
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
  /** Left and right of its cells: of all of them, or of each row. */
  readonly across: Float64Array;
  readonly numbers: ArrayLike<number>;
}

function columnsOf({ mark, rows }: Drawn<MarkOf<'cell'>>, place: Place): CellColumn[] {
  const { atX, area } = place;
  const between = (from: ArrayLike<number>, to: ArrayLike<number>) =>
    sides(from, to, atX, area.left, area.right);
  if ('columns' in mark)
    return mark.columns.map((column, i) => ({
      across: between([i], [i + 1]),
      numbers: rows.numbers(column),
    }));
  const [x, x2] = [alongX(rows, mark.x, place), alongX(rows, mark.x2, place)];
  return [{ across: between(x, x2), numbers: rows.numbers(mark.value) }];
}

/** Smaller and larger pixel of each pair, within the plot area. */
function sides(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  at: (value: number) => number,
  least: number,
  most: number,
): Float64Array {
  const found = new Float64Array(2 * from.length);
  for (let i = 0; i < from.length; i++) {
    const [a, b] = [at(from[i] ?? NaN), at(to[i] ?? NaN)];
    found[2 * i] = Math.max(least, Math.min(a, b));
    found[2 * i + 1] = Math.min(most, Math.max(a, b));
  }
  return found;
}

/**
 * Where a value stands in a ramp: 0 and 1 at the ends of its domain, beyond outside, so that of two values that are both
 * clipped the farther one is known. NaN: nowhere.
 */
function placesIn({ scale, domain: [low, high] }: Ramp): (value: number) => number {
  if (scale === 'linear')
    return value => (Number.isNaN(value) ? NaN : high > low ? (value - low) / (high - low) : 0.5);
  const start = Math.log(low);
  const span = Math.log(high) - start;
  return value => {
    if (!(value >= 0)) return NaN;
    return span > 0 ? (Math.log(value) - start) / span : 0.5;
  };
}
