import { parseJson } from '../base/index.ts';

/**
 * Reads fields out of JSON that is not trusted. A reader throws `Mismatch`, which says which field
 * is wrong and what was expected; the parser that made the reader catches it.
 */
export interface Reader {
  /** The field's path from the top, for messages. */
  at(name: string): string;
  /** The field `format`, which must be 1. */
  format(): 1;
  text(name: string, limits?: { pattern?: RegExp; longest?: number }): string;
  number(name: string): number;
  /** A safe integer. */
  integer(name: string): number;
  /** A safe integer from 0. */
  count(name: string): number;
  flag(name: string): boolean;
  /** ISO 8601 with zone. */
  time(name: string): string;
  any(name: string): unknown;
  object<T>(name: string, read: (r: Reader) => T): T;
  /** Of objects. */
  list<T>(name: string, read: (r: Reader) => T): T[];
}

/** A field is not what it should be. */
class Mismatch extends Error {}

/** Longest text of a field, in UTF-16 units: a cell's text may be long, nothing else is. */
const longestText = 1_000_000;

/** The reader of the object that this JSON text is. */
export function json(text: string): Reader {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    const isDeep = error instanceof SyntaxError && error.message.startsWith('is nested');
    throw new Mismatch(isDeep ? error.message : text.trim() === '' ? 'is empty' : 'is not JSON');
  }
  return reader(value, '');
}

export function isMismatch(error: unknown): error is Error {
  return error instanceof Mismatch;
}

/** Null where the field is null or absent. */
export function optional<T>(r: Reader, name: string, read: () => T): T | null {
  return (r.any(name) ?? null) === null ? null : read();
}

/** A value of which a check says what it should be; null: it is that. */
export function checked<T>(r: Reader, name: string, check: (value: unknown) => string | null): T {
  const value = r.any(name);
  const wanted = check(value);
  if (wanted === null) return value as T;
  throw new Mismatch(`\`${r.at(name)}\` should be ${wanted}, not ${shown(value)}`);
}

export function oneOf<const T extends string>(r: Reader, name: string, values: readonly T[]): T {
  const text = r.text(name);
  const found = values.find(v => v === text);
  if (found === undefined)
    throw new Mismatch(`\`${r.at(name)}\` should be ${values.join(', ')}, not ${shown(text)}`);
  return found;
}

/** An object whose values all are of one type; `read` gives undefined for a wrong one. */
export function listOf<T>(
  r: Reader,
  name: string,
  read: (value: unknown) => T | undefined,
): Readonly<Record<string, T>> {
  return r.object(name, () => {
    const entries = Object.entries(r.any(name) as object).map(([key, value]) => {
      const v = read(value);
      if (v === undefined)
        throw new Mismatch(`\`${r.at(name)}\` holds ${shown(value)} under ${shown(key)}`);
      return [key, v] as const;
    });
    return Object.fromEntries(entries);
  });
}

function reader(source: unknown, path: string): Reader {
  if (typeof source !== 'object' || source === null || Array.isArray(source))
    throw new Mismatch(
      `${path === '' ? 'it' : `\`${path}\``} should be an object, not ${shown(source)}`,
    );
  const fields = new Map<string, unknown>(Object.entries(source));
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const expect = <T>(name: string, what: string, test: (v: unknown) => v is T): T => {
    const value: unknown = fields.get(name);
    if (test(value)) return value;
    throw new Mismatch(`\`${at(name)}\` should be ${what}, not ${shown(value)}`);
  };
  return {
    at,
    format: () => expect(`format`, '1 (a newer version may have written it)', v => v === 1),
    text: (name, { pattern, longest = longestText } = {}) =>
      expect(
        name,
        pattern === undefined ? 'text' : `text like ${pattern.source}`,
        (v): v is string =>
          typeof v === 'string' && v.length <= longest && (pattern?.test(v) ?? true),
      ),
    number: name => expect(name, 'a number', (v): v is number => Number.isFinite(v)),
    integer: name => expect(name, 'an integer', (v): v is number => Number.isSafeInteger(v)),
    count: name =>
      expect(
        name,
        'an integer from 0',
        (v): v is number => Number.isSafeInteger(v) && (v as number) >= 0,
      ),
    flag: name => expect(name, 'true or false', v => typeof v === 'boolean'),
    time: name =>
      expect(
        name,
        'a time such as 2026-11-21T06:25:01.000Z',
        (v): v is string =>
          typeof v === 'string' && v.length < 40 && Number.isFinite(Date.parse(v)),
      ),
    any: name => fields.get(name),
    object: (name, read) => read(reader(fields.get(name), at(name))),
    list: (name, read) =>
      expect(name, 'a list', (v): v is unknown[] => Array.isArray(v)).map((v, i) =>
        read(reader(v, `${at(name)}[${i}]`)),
      ),
  };
}

function shown(value: unknown): string {
  const text = value === undefined ? 'missing' : (JSON.stringify(value) ?? 'missing');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
