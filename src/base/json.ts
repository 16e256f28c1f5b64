import { limits } from './limits.ts';

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
