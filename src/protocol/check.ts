/**
 * Tells whether something that came over a wire has the promised shape. Checks are built in step with
 * the types they stand for: one that forgets or misspells a field does not compile.
 */
export type Check<T> = (value: unknown) => value is T;

export const isText: Check<string> = (value): value is string => typeof value === 'string';
export const isNumber: Check<number> = (value): value is number => typeof value === 'number';
export const isFlag: Check<boolean> = (value): value is boolean => typeof value === 'boolean';

/** A whole number from 0. */
export const isCount: Check<number> = (value): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

export const isBytes: Check<Uint8Array> = (value): value is Uint8Array =>
  value instanceof Uint8Array;

export function isOneOf<const T extends string>(...words: readonly T[]): Check<T> {
  const known = new Set<unknown>(words);
  return (value): value is T => known.has(value);
}

/** That, or null. What JSON dropped counts as null only where it is written so. */
export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(check);
}

/** An object with any keys. */
export function recordOf<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> =>
    typeof value === 'object' && value !== null && Object.values(value).every(check);
}

/** An object with at least these fields. */
export function shape<T extends object>(fields: {
  readonly [K in keyof T]-?: Check<T[K]>;
}): Check<T> {
  const entries = Object.entries<Check<unknown>>(fields);
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([key, check]) => check((value as Record<string, unknown>)[key]));
}

/** One of several shapes. */
export function either<T extends readonly unknown[]>(
  ...checks: { readonly [K in keyof T]: Check<T[K]> }
): Check<T[number]> {
  return (value): value is T[number] => checks.some(check => check(value));
}
