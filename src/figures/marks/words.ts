import type { Item, Paint } from '../scene.ts';
import { type Place } from './place.ts';

export interface Words {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly align?: 'start' | 'middle' | 'end';
  readonly paint?: Paint;
  readonly isBare?: boolean;
}

/** A text item; words that come later and ask for a free place find this one taken. */
export function layWords(
  place: Place,
  origin: Pick<Item, 'series' | 'mark' | 'look'>,
  { x, y, text, align = 'start', paint = { role: 'ink' }, isBare = false }: Words,
): void {
  const width = place.measure(text);
  place.layers.occupy(
    align === 'end' ? x - width : align === 'middle' ? x - width / 2 : x,
    width,
    y,
  );
  const item = { item: 'text', isClipped: false, x, y, text, align, paint } as const;
  place.layers.words.push({ ...origin, ...item, isBold: false, hasPlate: !isBare });
}
