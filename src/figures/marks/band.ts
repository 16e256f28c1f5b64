import { type Drawn, type MarkOf, originOf, type Place } from './place.ts';
import { paintOf } from './style.ts';
import { alongX, shownPart } from './values.ts';

const alpha = 0.17;

/** The area between two values: of columns over x, or of two numbers over the whole width. */
export function layBand(drawn: Drawn<MarkOf<'band'>>, place: Place): void {
  const { mark } = drawn;
  if ('data' in mark) layOver(drawn, place, mark);
  else layAcross(drawn, place, mark.low, mark.high);
}

function layAcross(drawn: Drawn<MarkOf<'band'>>, place: Place, low: number, high: number): void {
  const { area, layers } = place;
  // Below what a log axis can show, the band goes on to its end.
  const [top, bottom] = [inside(place, high), inside(place, low)];
  const points = [area.left, top, area.right, top, area.right, bottom, area.left, bottom];
  const origin = originOf(drawn);
  const paint = paintOf(drawn.series);
  layers.lines.push({
    ...origin,
    item: 'area',
    isClipped: true,
    points: Float64Array.from(points),
    paint,
    alpha,
  });
  const edges = [high, low]
    .map(place.atY)
    .filter(y => y >= area.top && y <= area.bottom)
    .flatMap(y => [area.left, y, area.right, y]);
  if (edges.length > 0)
    layers.lines.push({
      ...origin,
      item: 'segments',
      isClipped: false,
      points: Float64Array.from(edges),
      line: { paint, alpha: 1, width: 1, dash: [5, 4] },
    });
}

function inside({ area, atY }: Place, value: number): number {
  const y = atY(value);
  if (!Number.isNaN(y)) return Math.max(area.top, Math.min(area.bottom, y));
  return value > 0 ? area.top : area.bottom;
}

/** Each stretch without gaps is one area: there along the upper edge, back along the lower one. */
function layOver(
  drawn: Drawn<MarkOf<'band'>>,
  place: Place,
  mark: Extract<MarkOf<'band'>, { data: string }>,
): void {
  const { rows } = drawn;
  const xs = alongX(rows, mark.x, place);
  const bounds = place.figure.y.bounds ?? [-Infinity, Infinity];
  const ends = (column: string) => {
    const values = rows.numbers(column);
    // An interval of few seeds reaches to where no value can be.
    return (i: number) => Math.max(bounds[0], Math.min(bounds[1], values[i] ?? NaN));
  };
  const [low, high] = [ends(mark.low), ends(mark.high)];
  const [first, end] = shownPart(xs, place.x.domain);
  const isThere = (i: number) => !Number.isNaN((xs[i] ?? NaN) + low(i) + high(i));
  const points: number[] = [];
  for (let from = first; from < end; from++) {
    if (!isThere(from)) continue;
    let to = from;
    while (to < end && isThere(to)) to++;
    if (to - from > 1) {
      if (points.length > 0) points.push(NaN, NaN);
      for (let i = from; i < to; i++) points.push(place.atX(xs[i] ?? NaN), edgeAt(place, high(i)));
      for (let i = to - 1; i >= from; i--)
        points.push(place.atX(xs[i] ?? NaN), edgeAt(place, low(i)));
    }
    from = to;
  }
  if (points.length === 0) return;
  place.layers.lines.push({
    ...originOf(drawn),
    item: 'area',
    isClipped: true,
    points: Float64Array.from(points),
    paint: paintOf(drawn.series),
    alpha,
  });
}

function edgeAt(place: Place, value: number): number {
  const y = place.atY(value);
  return Number.isNaN(y) ? inside(place, value) : y;
}
