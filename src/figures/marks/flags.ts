import type { EventMark } from '../spec.ts';
import { axesOrigin, type Place } from './place.ts';
import { layWords } from './words.ts';

/** Rows of words: beside the flags above the plot, else under one another inside it. */
const rows = [-10, 9, 23, 37];

/**
 * Flags above the plot area. Their words never lie on each other or on another flag: they stand right of the pole, else
 * shortened, else left of it, else one row lower.
 */
export function layFlags(place: Place, events: readonly EventMark[]): void {
  const flags = events.filter(event => event.label !== null).sort((a, b) => a.x - b.x);
  const poles = flags.map(({ x }) => place.atX(x));
  const { area, layers } = place;
  for (const pole of poles)
    layers.words.push({
      ...axesOrigin,
      item: 'flag',
      isClipped: false,
      x: pole,
      top: area.top - 15,
      bottom: area.top,
    });
  /** How far the words of each row reach. */
  const ends = rows.map(() => area.left - 2);
  flags.forEach((flag, i) => {
    const spot = spotFor(place, flag, poles, i, ends);
    if (spot === null) return;
    ends[spot.row] = spot.left + place.measure(spot.text) + 4;
    layWords(place, axesOrigin, {
      x: spot.left,
      y: area.top + (rows[spot.row] ?? 0),
      text: spot.text,
      isBare: spot.row === 0,
    });
  });
}

interface Spot {
  readonly row: number;
  readonly left: number;
  readonly text: string;
}

function spotFor(
  place: Place,
  flag: EventMark,
  poles: readonly number[],
  i: number,
  ends: readonly number[],
): Spot | null {
  const { area } = place;
  const pole = poles[i] ?? 0;
  const texts = [flag.label ?? '', flag.short ?? ''].filter(text => text !== '');
  const beside = (row: number, text: string, most: number): Spot | null => {
    const width = place.measure(text);
    const gap = row === 0 ? 10 : 5;
    const start = ends[row] ?? 0;
    if (pole + gap >= start && pole + gap + width <= most) return { row, left: pole + gap, text };
    const before = row === 0 && i > 0 ? (poles[i - 1] ?? 0) + 11 : area.left;
    const left = pole - 6 - width;
    return left >= Math.max(start, before) ? { row, left, text } : null;
  };
  // Above the plot the next flag is in the way; inside it only its pole, which a plate covers.
  const next = poles[i + 1];
  const above = next === undefined ? area.right + 8 : next - 4;
  for (let row = 0; row < rows.length; row++)
    for (const text of texts) {
      if ((rows[row] ?? 0) + 6 > area.bottom - area.top) return null;
      const spot = beside(row, text, row === 0 ? above : area.right);
      if (spot !== null) return spot;
    }
  return null;
}
