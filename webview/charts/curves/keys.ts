import { nearestIndex } from '../core/lines.ts';
import type { PanelGroup } from '../../figures/group.ts';
import type { CurvesModel } from './model.ts';

/** Moves the crosshair or the range by a key; false if the key means nothing here. */
export function moveByKey(key: string, model: CurvesModel, group: PanelGroup): boolean {
  const { min, max } = model.axes.x;
  switch (key) {
    case 'ArrowLeft':
    case ',':
      return step(model, group, -1);
    case 'ArrowRight':
    case '.':
      return step(model, group, 1);
    case 'PageUp':
      return step(model, group, -10);
    case 'PageDown':
      return step(model, group, 10);
    case 'Home':
      return step(model, group, -Infinity);
    case 'End':
      return step(model, group, Infinity);
    case '+':
    case '=':
      return scale(group, min, max, 0.5);
    case '-':
      return scale(group, min, max, 2);
    case '0':
      group.zoom(null);
      return true;
    case 'Escape':
      if (group.at === null) return false;
      group.point(null);
      return true;
    default:
      return false;
  }
}

/** To the point so many points on; without a crosshair, from the last one. */
function step(model: CurvesModel, group: PanelGroup, by: number): boolean {
  const series = model.series.find(s => s.isMain) ?? model.series.find(s => s.kind !== 'theory');
  const xs = series?.line.x;
  if (series === undefined || xs === undefined || xs.length === 0) return false;
  const last = xs.length - 1;
  const here = group.at === null ? last : nearestIndex(series.line, group.at);
  const to = group.at === null && Number.isFinite(by) ? here : here + by;
  let index = Math.max(0, Math.min(last, to));
  // Both points of a jump are at one place.
  while (by > 0 && index < last && xs[index] === group.at) index++;
  group.point(xs[index] ?? null);
  return true;
}

/** Around the crosshair, else around the middle. Zooming out ends at all there is. */
function scale(group: PanelGroup, min: number, max: number, factor: number): boolean {
  if (factor > 1 && group.range === null) return true;
  const centre = group.at !== null && group.at > min && group.at < max ? group.at : (min + max) / 2;
  group.zoom([centre - (centre - min) * factor, centre + (max - centre) * factor]);
  return true;
}
