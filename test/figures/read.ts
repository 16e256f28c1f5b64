import { defined } from '../../src/base/index.ts';
import { type Item, layOut, type Panel } from '../../src/figures/index.ts';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The number that a label says, as a person reads it; NaN where it is none. */
export function numberOf(label: string): number {
  const plain = label
    .replace(/\u2212/g, '-')
    .replace(/^\+/, '')
    .replace(/,/g, '')
    .replace(/10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/, (_, sign: string, digits: string) => {
      const exponent = [...digits].map(d => superscripts.indexOf(d)).join('');
      return `1e${sign === '' ? '' : '-'}${exponent}`;
    })
    .replace(/ × 1e/, 'e');
  return plain.trim() === '' ? NaN : Number(plain);
}

/** The only panel of a figure. */
export function onlyPanel(...input: Parameters<typeof layOut>): Panel {
  return defined(layOut(...input).panels[0], 'a panel');
}

/** Items of one kind. */
export function itemsOf<K extends Item['item']>(
  panel: Panel,
  kind: K,
): Extract<Item, { readonly item: K }>[] {
  return panel.items.filter(i => i.item === kind) as Extract<Item, { readonly item: K }>[];
}

/** x0, y0, ... as pairs. */
export function pairs(points: Float64Array): [number, number][] {
  return Array.from({ length: points.length / 2 }, (_, i) => [
    points[2 * i] ?? NaN,
    points[2 * i + 1] ?? NaN,
  ]);
}
