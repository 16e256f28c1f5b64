import type { Place, Drawn } from './place.ts';
import { originOf } from './place.ts';
import { layBeyondLabels } from './beyondLabels.ts';
import { paintOf } from './style.ts';
import { outliersOf, type Course } from './outliers.ts';

/**
 * Values beyond the axis are never dropped: triangles at its edge, the farthest of near ones with its value. So are those
 * that have no place on it: infinities (one for each run of them in a stage), and what is not positive on a log axis.
 */
export function layBeyond(drawn: Drawn, place: Place, course: Course): void {
  const { area, layers } = place;
  const sides = outliersOf(drawn, place, course);
  for (const isAbove of [true, false]) {
    const found = isAbove ? sides.above : sides.below;
    if (found.length === 0) continue;
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
    layBeyondLabels(drawn, place, found, isAbove);
  }
}
