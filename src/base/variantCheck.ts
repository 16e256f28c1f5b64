import { canonicalJson, type Json } from './json.ts';
import { limits } from './limits.ts';
import { seedKey, type Variant } from './variant.ts';

/** A key as `--set` writes it: names and numbers with points between them. */
const variantKeyForm = /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u;

/**
 * What keeps something that is not trusted from being a variant, for `X should be ...`; null: it is one. A
 * variant has a seed that is a whole number, and is as small as `limits` says.
 */
export function whyNoVariant(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'an object of keys and values';
  const entries = Object.entries(value);
  if (entries.length > limits.variantKeys) return `an object of ${limits.variantKeys} keys at most`;
  if (!entries.every(([key]) => isKey(key)))
    return `an object of keys like rate.cosine, of ${limits.variantKeySigns} signs at most`;
  if (!entries.every(([, part]) => isJson(part, limits.variantDepth)))
    return `an object of values that are nested ${limits.variantDepth} deep at most`;
  if (canonicalJson(value).length > limits.variantSigns)
    return `an object of ${limits.variantSigns} signs at most`;
  if (!Number.isSafeInteger((value as Partial<Variant>)[seedKey]))
    return 'an object with a `seed` that is a whole number';
  return null;
}

function isKey(key: string): boolean {
  // An object has this one in a way of its own.
  if (key.split('.').includes('__proto__')) return false;
  return key.length <= limits.variantKeySigns && variantKeyForm.test(key);
}

/** What JSON can say, and not nested deeper. */
function isJson(value: unknown, depth: number): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === 0) return false;
  return Object.values(value).every(part => isJson(part, depth - 1));
}
