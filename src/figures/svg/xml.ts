import { printable } from '../../base/index.ts';
import type { Colour } from '../colour.ts';

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element as text; attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, ...content: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? px(value) : escaped(value)}"`)
    .join('');
  return content.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${content.join('')}</${name}>`;
}

/** A pixel with two decimals at most, so within 0.005 of it. Beyond any picture it stands still. */
export function px(value: number): string {
  const within = Math.max(-farthest, Math.min(farthest, value));
  return String(Math.round(within * 100) / 100 || 0);
}

/** Farther out, single precision of renderers would move what is inside. */
const farthest = 1e7;

/** Text between tags or in quotes. What XML has no way to write is written out. */
export function escaped(text: string | undefined): string {
  return printable(text ?? '')
    .replace(unwritable, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Halves of characters, and the two signs that are none. */
const unwritable = /\p{Surrogate}|[\ufffe\uffff]/gu;

/** `fill` and, where it is not opaque, `fill-opacity`, as programs of before CSS 4 read them; or `stroke`. */
export function coloured(use: 'fill' | 'stroke', colour: Colour, times = 1): Attributes {
  const alpha = Math.round(colour.alpha * times * 1000) / 1000;
  return {
    [use]: `#${[colour.red, colour.green, colour.blue].map(hex).join('')}`,
    [`${use}-opacity`]: alpha === 1 ? undefined : String(alpha),
  };
}

function hex(byte: number): string {
  const whole = Math.max(0, Math.min(255, Math.round(byte)));
  return whole.toString(16).padStart(2, '0');
}
