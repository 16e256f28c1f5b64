import { stageLabel } from '../ticks/blockTicks.ts';
import { axesOrigin, type Place } from './place.ts';
import { layWords } from './words.ts';

/** A line where each stage begins, and above it what it is. */
export function layStages(place: Place): void {
  const { area, row, figure } = place;
  if (row === null) return;
  const lines: number[] = [];
  for (const stage of row.stages) {
    const left = Math.max(area.left, place.atX(stage.from));
    const room = Math.min(area.right, place.atX(stage.to)) - left;
    if (!(room > 0)) continue;
    if (left > area.left) lines.push(left, area.top, left, area.bottom);
    if (figure.isHeaded !== true) continue;
    const text = stageLabel(stage, room);
    layWords(place, axesOrigin, {
      x: left + 4,
      y: area.top - 8,
      text,
      paint: { role: 'quiet' },
      isBare: true,
    });
  }
  if (lines.length === 0) return;
  place.layers.back.push({
    ...axesOrigin,
    item: 'segments',
    isClipped: false,
    points: Float64Array.from(lines),
    line: { paint: { role: 'axis' }, alpha: 1, width: 1, dash: [] },
  });
}
