import { flowText } from './flow.ts';
import type { Json } from './json.ts';
import { printable } from './printable.ts';
import {
  variantKeys,
  variantPart,
  seedKey,
  valueIn,
  type VariantPart,
  type Variant,
} from './variant.ts';

/** What runs are called that have none of the keys by which others are told apart. */
export const asWritten = 'as written';

/** For people: `rate.cosine [0.1, 0], seed 3`; of the keys, where they are given, those that it has. */
export function variantLabel(
  variant: VariantPart,
  keys: readonly string[] = variantKeys(variant),
): string {
  return keys
    .flatMap(key => {
      const value = valueIn(variant, key);
      return value === undefined ? [] : [`${printable(key)} ${valueText(value)}`];
    })
    .join(', ');
}

/** A cell with its variant, without the usual seed 1: `base`, `base, seed 3`, `base, epochs 1, seed 3`. */
export function nameWithVariant(cell: string, variant: Variant): string {
  const keys = variantKeys(variant).filter(key => key !== seedKey || variant.seed !== 1);
  return [cell, ...keys.map(key => variantLabel(variantPart(variant, [key])))].join(', ');
}

/** Longer values are cut in their middle: their ends tell more of them apart. */
const longestValue = 80;

/** A value as it is written in a notebook, on one line. */
function valueText(value: Json): string {
  const text = printable(flowText(value));
  if (text.length <= longestValue) return text;
  const half = longestValue / 2 - 1;
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}

/**
 * True where the variant has the key with exactly this value, as somebody typed it: `0.90` is 0.9, white space
 * and case do not matter, and a text that reads as a number is found in quotes: `"3"`.
 */
export function hasValue(variant: VariantPart, key: string, typed: string): boolean {
  const wanted = normal(typed);
  const name = key.toLowerCase();
  return Object.entries(variant).some(
    ([each, value]) => each.toLowerCase() === name && normal(flowText(value)) === wanted,
  );
}

/** Words, numbers and signs of a value, each in one form. A word in needless quotes is that word. */
function normal(text: string): string {
  const parts = text.normalize('NFKC').toLowerCase().match(tokens) ?? [];
  return parts.map(part => (isNumber(part) ? String(Number(part)) : unquoted(part))).join(' ');
}

const tokens = /"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{},:]|[^\s[\]{},:"']+/g;

function isNumber(text: string): boolean {
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(text);
}

function unquoted(text: string): string {
  const inner = /^'([^']*)'$/.exec(text)?.[1] ?? /^"([^"\\]*)"$/.exec(text)?.[1];
  if (inner === undefined) return text;
  const plain = flowText(inner);
  // Several words in quotes and the same without are read alike, part by part.
  return plain === inner ? inner.split(/\s+/).join(' ') : JSON.stringify(inner);
}
