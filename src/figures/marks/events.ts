import type { EventMark } from '../spec.ts';
import { layFlags } from './flags.ts';
import { axesOrigin, isInside, type Place } from './place.ts';
import { layWords } from './words.ts';

/** Growth, resume and restart as dotted lines with flags above; failures as crosses where the curve ends. */
export function layEvents(place: Place): void {
  const events = place.figure.events ?? [];
  // A heat map has time on y: its events lie across it.
  if (place.y.scale === 'time' && place.x.scale !== 'time') return layAcross(place, events);
  const shown = events.filter(event => isInside(place, event.x));
  const { area } = place;
  const lines = shown
    .filter(event => event.kind === 'event')
    .flatMap(({ x }) => [place.atX(x), area.top, place.atX(x), area.bottom]);
  pushDotted(place, lines, 'quiet');
  layFlags(
    place,
    shown.filter(event => event.kind === 'event'),
  );
  for (const event of shown) if (event.kind === 'failure') layFailure(place, event);
}

function layAcross(place: Place, events: readonly EventMark[]): void {
  const { area } = place;
  const lines: number[] = [];
  for (const { x, label } of events) {
    const y = place.atY(x);
    if (!(y >= area.top && y <= area.bottom)) continue;
    lines.push(area.left, y, area.right, y);
    if (label === null) continue;
    // Above the line, but inside the plot.
    const at = y - 18 < area.top ? y + 9 : y - 9;
    layWords(place, axesOrigin, { x: area.right - 4, y: at, text: label, align: 'end' });
  }
  pushDotted(place, lines, 'ink');
}

function pushDotted(place: Place, lines: readonly number[], role: 'quiet' | 'ink'): void {
  if (lines.length === 0) return;
  // Over the cells of a heat map, but under curves.
  const layer = role === 'ink' ? place.layers.markers : place.layers.back;
  layer.push({
    ...axesOrigin,
    item: 'segments',
    isClipped: false,
    points: Float64Array.from(lines),
    line: { paint: { role }, alpha: 1, width: 1, dash: [2, 2] },
  });
}

function layFailure(place: Place, { x, y, label, series = '' }: EventMark): void {
  const { area, layers } = place;
  const pixel = place.atX(x);
  const value = y === undefined ? NaN : place.atY(y);
  const at = Number.isNaN(value) ? area.top : Math.max(area.top, Math.min(area.bottom, value));
  const origin = { ...axesOrigin, series };
  layers.words.push({
    ...origin,
    item: 'cross',
    isClipped: false,
    x: pixel,
    y: at,
    paint: { role: 'error' },
  });
  if (label === null || label === '') return;
  const fits = pixel + 10 + place.measure(label) <= area.right;
  layWords(place, origin, {
    x: pixel + (fits ? 10 : -10),
    y: at,
    text: label,
    align: fits ? 'start' : 'end',
    paint: { role: 'error' },
  });
}
