import { limits } from './limits.ts';

/** What JSON can say. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** JSON with sorted keys and no white space: equal exactly for equal values. A field that is undefined is none. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
}

/**
 * JSON that is not trusted. Throws a SyntaxError where it is none, or is nested deeper than `limits.jsonDepth`: what
 * walks a value afterwards, and JSON.stringify itself, would overflow the stack.
 */
export function parseJson(text: string): unknown {
  if (depthOf(text) > limits.jsonDepth)
    throw new SyntaxError(`is nested more than ${limits.jsonDepth} deep`);
  return JSON.parse(text) as unknown;
}

const [quote, backslash] = [0x22, 0x5c];
const opening = new Set(['[', '{'].map(s => s.charCodeAt(0)));
const closing = new Set([']', '}'].map(s => s.charCodeAt(0)));

/** How deep brackets go outside of strings, in one pass; of text that is no JSON, some number. */
function depthOf(text: string): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    if (sign === quote) inString = !inString;
    else if (inString) i += sign === backslash ? 1 : 0;
    else if (opening.has(sign)) deepest = Math.max(deepest, ++depth);
    else if (closing.has(sign)) depth--;
  }
  return deepest;
}
