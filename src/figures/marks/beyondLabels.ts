import { formatTick } from '../../base/index.ts';
import { unitFactor } from '../shown.ts';
import type { Outlier } from './outliers.ts';
import { type Drawn, originOf, type Place } from './place.ts';
import { layWords } from './words.ts';

/** Triangles nearer to each other than this are labelled together. */
const clusterGap = 34;

/** Of each cluster of triangles the farthest value, where it lies on no other words. */
export function layBeyondLabels(
  drawn: Drawn,
  place: Place,
  found: readonly Outlier[],
  isAbove: boolean,
): void {
  for (const cluster of clustersOf(found)) layLabel(drawn, place, cluster, isAbove);
}

function clustersOf(found: readonly Outlier[]): Outlier[][] {
  const all: Outlier[][] = [];
  let last = -Infinity;
  for (const one of [...found].sort((a, b) => a.at - b.at)) {
    if (one.at - last > clusterGap) all.push([]);
    all.at(-1)?.push(one);
    last = one.at;
  }
  return all;
}

function layLabel(drawn: Drawn, place: Place, cluster: readonly Outlier[], isAbove: boolean): void {
  const { area, layers } = place;
  const isGreater = isAbove === place.y.domain[1] > place.y.domain[0];
  const farthest = cluster.reduce((a, b) =>
    (isGreater ? b.value > a.value : b.value < a.value) ? b : a,
  );
  const text = labelOf(farthest, place);
  const width = place.measure(text);
  const isRight = area.right - farthest.at < width + 12;
  const x = farthest.at + (isRight ? -7 : 7);
  // Beside a lone triangle; past the row of triangles where there are several, or words of another line.
  const inward = cluster.length > 1 && area.bottom - area.top > 40 ? [14, 27, 40] : [6, 19, 32];
  const heights = inward
    .filter(distance => distance <= area.bottom - area.top - 6)
    .map(distance => (isAbove ? area.top + distance : area.bottom - distance));
  const left = isRight ? x - width : x;
  const y = heights.find(height => layers.isFree(left, width, height));
  if (y === undefined) return;
  const align = isRight ? 'end' : 'start';
  layWords(place, originOf(drawn), { x, y, text, align, paint: { role: 'quiet' } });
}

/** `6.34`; of infinities in a row of blocks `∞ from 2.1 on`. */
function labelOf({ value, rows, x }: Outlier, { y, row }: Place): string {
  const text = formatTick(Number((value * unitFactor(y.format)).toPrecision(3)));
  if (Number.isFinite(value) || rows === 1 || row === null) return text;
  return `${text} from ${row.nameOf(Math.min(row.count - 1, Math.floor(x)))} on`;
}
