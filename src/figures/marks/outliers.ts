import { transformOf, valueAt } from '../scales/transform.ts';
import { type Drawn, isInside, type Place } from './place.ts';

/** The part [first, end) of a mark's values. */
export interface Course {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  readonly first: number;
  readonly end: number;
}

/** A value beyond the axis. */
export interface Outlier {
  /** Pixel. */
  readonly at: number;
  readonly x: number;
  readonly value: number;
  /** Infinities that stand in a row are one. */
  readonly rows: number;
}

export interface Outliers {
  readonly above: readonly Outlier[];
  readonly below: readonly Outlier[];
}

/** More rows than this for each pixel: of each column of pixels only the farthest is kept. */
const mostPerPixel = 4;

/** What lies beyond the axis in the shown part of x, in order. */
export function outliersOf(drawn: Drawn, place: Place, { xs, ys, first, end }: Course): Outliers {
  const [low, high] = innerRange(place);
  const showsAll = drawn.mark.mark === 'point' || showsBeyond(drawn);
  const isMany = end - first > mostPerPixel * (place.area.right - place.area.left);
  const isReversed = place.y.domain[1] < place.y.domain[0];
  const [greater, smaller] = [new Side(true, isMany), new Side(false, isMany)];
  for (let i = first; i < end; i++) {
    const value = ys[i] ?? NaN;
    if (value >= low && value <= high) {
      greater.endRun();
      smaller.endRun();
      continue;
    }
    const x = xs[i] ?? NaN;
    if (Number.isNaN(value) || !isInside(place, x)) continue;
    // A line that stands back leaves the picture; what has no place on the axis would be seen nowhere.
    if (!showsAll && Number.isFinite(value) && !Number.isNaN(place.atY(value))) continue;
    const at = place.atX(x);
    const stage = place.row?.stageOf(Math.floor(x))?.index ?? 0;
    (value > high ? greater : smaller).add({ at, x, value, rows: 1 }, stage);
  }
  const [above, below] = isReversed ? [smaller, greater] : [greater, smaller];
  return { above: above.all(), below: below.all() };
}

/** The values that are on the axis. Rounding of a mean is not beyond it. */
function innerRange({ y }: Place): readonly [number, number] {
  const [a, b] = y.range;
  const air = (b - a) * 1e-6;
  const to = transformOf(y);
  const ends = [valueAt(y, a - air), valueAt(y, b + air)].filter(v => !Number.isNaN(to(v)));
  // The inverse of a scale rounds, which must not leave out the ends themselves.
  const [low, high] = [Math.min(...ends, ...y.domain), Math.max(...ends, ...y.domain)];
  return [low, Math.min(high, Number.MAX_VALUE)];
}

function showsBeyond({ mark, series }: Drawn): boolean {
  const shows = 'showsBeyond' in mark ? mark.showsBeyond : undefined;
  return shows ?? ['main', 'line', 'marked', 'hollow'].includes(series.look);
}

/** Outliers on one side. */
class Side {
  readonly #isGreater: boolean;
  readonly #isMany: boolean;
  readonly #found: Outlier[] = [];
  /** The infinity and the stage that the next row may go on with. */
  #run: string | null = null;

  constructor(isGreater: boolean, isMany: boolean) {
    this.#isGreater = isGreater;
    this.#isMany = isMany;
  }

  endRun(): void {
    this.#run = null;
  }

  add(one: Outlier, stage: number): void {
    const last = this.#found.at(-1);
    const run = Number.isFinite(one.value) ? null : `${one.value} ${stage}`;
    const goesOn = run !== null && run === this.#run;
    this.#run = run;
    if (last !== undefined && goesOn)
      this.#found[this.#found.length - 1] = { ...last, rows: last.rows + 1 };
    else if (last !== undefined && this.#isMany && Math.floor(last.at) === Math.floor(one.at)) {
      if (this.#isFarther(one.value, last.value)) this.#found[this.#found.length - 1] = one;
    } else this.#found.push(one);
  }

  all(): readonly Outlier[] {
    return this.#found;
  }

  #isFarther(a: number, b: number): boolean {
    return this.#isGreater ? a > b : a < b;
  }
}
