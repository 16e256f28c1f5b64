import { timesOf } from '../ticks/labels.ts';
import { formatTick } from '../../base/index.ts';
import { transformOf } from '../scales/transform.ts';
import { type Drawn, isInside, originOf, type Place } from './place.ts';
import { paintOf } from './style.ts';

export interface Course {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  /** The part [first, end) that may be shown. */
  readonly first: number;
  readonly end: number;
}

interface Outlier {
  /** Pixel. */
  readonly at: number;
  readonly x: number;
  readonly value: number;
  /** Infinities that stand in a row are one. */
  readonly rows: number;
}

/** Triangles nearer than this are labelled together. */
const clusterGap = 34;

/** More than this many are thinned to one for each pixel. */
const most = 200;

/**
 * Values beyond the axis are never dropped: triangles at its edge, the farthest of near ones with its value. So are those
 * that have no place on it: infinities (one for each run of them in a stage), and what is not positive on a log axis.
 */
export function beyondItems(drawn: Drawn, place: Place, course: Course): void {
  for (const isAbove of [true, false]) {
    const found = thinned(outliers(drawn, place, course, isAbove), isAbove);
    if (found.length === 0) continue;
    const { area, layers } = place;
    const points = new Float64Array(2 * found.length);
    found.forEach(({ at }, i) => points.set([at, isAbove ? area.top + 1 : area.bottom - 1], 2 * i));
    layers.edges.push({
      ...originOf(drawn),
      item: 'beyond',
      isClipped: false,
      points,
      isAbove,
      paint: paintOf(drawn.series),
      values: Float64Array.from(found, f => f.value),
    });
    for (const cluster of clusters(found)) layLabel(drawn, place, cluster, isAbove);
  }
}

function outliers(drawn: Drawn, place: Place, course: Course, isAbove: boolean): Outlier[] {
  const side = sideOf(place);
  const showsAll = drawn.mark.mark === 'point' || showsBeyond(drawn);
  const found: Outlier[] = [];
  let before = NaN;
  let stage: unknown = null;
  for (let i = course.first; i < course.end; i++) {
    const [x, value] = [course.xs[i] ?? NaN, course.ys[i] ?? NaN];
    const isFinite = Number.isFinite(value);
    const on = isFinite || Number.isNaN(value) ? 0 : side(value);
    const isSame = on !== 0 && value === before && stageAt(place, x) === stage;
    before = value;
    stage = on === 0 ? null : stageAt(place, x);
    if ((isFinite ? side(value) : on) !== (isAbove ? 1 : -1) || !isInside(place, x)) continue;
    // A line that stands back leaves the picture; what has no place on the axis would be seen nowhere.
    if (!showsAll && isFinite && !Number.isNaN(place.atY(value))) continue;
    const last = found.at(-1);
    if (isSame && last !== undefined && last.value === value) {
      found[found.length - 1] = { ...last, rows: last.rows + 1 };
      continue;
    }
    found.push({ at: place.atX(x), x, value, rows: 1 });
  }
  return found;
}

function showsBeyond({ mark, series }: Drawn): boolean {
  const shows = 'showsBeyond' in mark ? mark.showsBeyond : undefined;
  return shows ?? ['main', 'line', 'marked'].includes(series.look);
}

/** 1 above the plot area, -1 below, 0 inside or no number. Rounding of a mean is not beyond the axis. */
function sideOf({ y }: Place): (value: number) => -1 | 0 | 1 {
  const to = transformOf(y);
  const [low, high] = [to(y.domain[0]), to(y.domain[1])];
  const isReversed = high < low;
  return value => {
    if (Number.isNaN(value)) return 0;
    const isLow = value === -Infinity || (y.scale === 'log' && value <= 0);
    const along = isLow
      ? -Infinity
      : value === Infinity
        ? Infinity
        : (to(value) - low) / (high - low);
    if (!Number.isFinite(along)) return along > 0 !== isReversed ? 1 : -1;
    return along > 1 + 1e-6 ? 1 : along < -1e-6 ? -1 : 0;
  };
}

const stageAt = ({ row }: Place, x: number) => row?.stageOf(Math.floor(x))?.index ?? null;

/** Of very many the farthest in each column of pixels. */
function thinned(found: readonly Outlier[], isAbove: boolean): readonly Outlier[] {
  if (found.length <= most) return found;
  const kept = new Map<number, Outlier>();
  for (const one of found) {
    const column = Math.floor(one.at);
    const other = kept.get(column);
    if (other === undefined || isFarther(one, other, isAbove)) kept.set(column, one);
  }
  return [...kept.values()].sort((a, b) => a.at - b.at);
}

const isFarther = (a: Outlier, b: Outlier, isAbove: boolean) =>
  isAbove ? a.value > b.value : a.value < b.value;

function clusters(found: readonly Outlier[]): Outlier[][] {
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
  const farthest = cluster.reduce((a, b) => (isFarther(b, a, isAbove) ? b : a));
  const text = labelOf(farthest, place);
  const width = place.measure(text);
  const isRight = area.right - farthest.at < width + 12;
  const x = farthest.at + (isRight ? -7 : 7);
  // Beside a lone triangle; past the row of triangles where there are several, or words of another line.
  const inward = cluster.length > 1 && area.bottom - area.top > 40 ? [14, 27, 40] : [6, 19, 32];
  for (const distance of inward) {
    const y = isAbove ? area.top + distance : area.bottom - distance;
    if (distance > area.bottom - area.top - 6) return;
    if (!layers.take(isRight ? x - width : x, width, y)) continue;
    layers.words.push({
      ...originOf(drawn),
      item: 'text',
      isClipped: false,
      x,
      y,
      text,
      align: isRight ? 'end' : 'start',
      paint: { role: 'quiet' },
      isBold: false,
      hasPlate: true,
    });
    return;
  }
}

function labelOf({ value, rows, x }: Outlier, { y, row }: Place): string {
  const text = formatTick(Number((value * timesOf(y.format)).toPrecision(3)));
  if (Number.isFinite(value) || rows === 1 || row === null) return text;
  return `${text} from ${row.nameOf(Math.min(row.count - 1, Math.floor(x)))} on`;
}
