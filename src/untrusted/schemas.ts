import * as Type from '@sinclair/typebox/type';

/** What a value from outside has to be, and the type that it then has. */
export type Schema<T> = Type.TUnsafe<T>;

export type Of<S extends Schema<unknown>> = Type.Static<S>;

type Fields = Readonly<Record<string, Schema<unknown>>>;

/** Longest text of a field, in UTF-16 units: a cell's text may be long, nothing else is. */
const longestText = 1_000_000;

/**
 * What is no shape says by itself what it should be, for `X should be ...`. A text is as long as `longest`
 * at most.
 */
export function text({ pattern, longest = longestText }: TextLimits = {}): Schema<string> {
  const expects = pattern === undefined ? 'text' : `text like ${pattern.source}`;
  const form = pattern === undefined ? {} : { pattern: pattern.source };
  return Type.Unsafe<string>(Type.String({ ...form, maxLength: longest, expects }));
}

export interface TextLimits {
  readonly pattern?: RegExp;
  readonly longest?: number;
}

export const number: Schema<number> = Type.Unsafe(Type.Number({ expects: 'a number' }));

const most = Number.MAX_SAFE_INTEGER;

/** A safe integer. */
export const integer: Schema<number> = Type.Unsafe(
  Type.Integer({ minimum: -most, maximum: most, expects: 'an integer' }),
);

/** A safe integer from 0. */
export const count: Schema<number> = Type.Unsafe(
  Type.Integer({ minimum: 0, maximum: most, expects: 'an integer from 0' }),
);

export const flag: Schema<boolean> = Type.Unsafe(Type.Boolean({ expects: 'true or false' }));

/** Whoever uses it has to check it. */
export const anything: Schema<unknown> = Type.Unknown();

/** One value; `expects` says which. */
export function exactly<const T extends string | number | boolean>(
  value: T,
  expects = String(value),
): Schema<T> {
  return Type.Unsafe(Type.Literal(value, { expects }));
}

/** One of these. */
export function words<const T extends readonly (string | number)[]>(...all: T): Schema<T[number]> {
  const expects = all.join(', ');
  return Type.Unsafe(
    Type.Union(
      all.map(word => Type.Literal(word)),
      { expects },
    ),
  );
}

export function orNull<T>(schema: Schema<T>): Schema<T | null> {
  return Type.Unsafe(Type.Union([schema, Type.Null()]));
}

/** Of `longest` items at most. */
export function listOf<T>(item: Schema<T>, longest?: number): Schema<readonly T[]> {
  const bound = longest === undefined ? {} : { maxItems: longest };
  return Type.Unsafe(Type.Array(item, bound));
}

/** So many items, each of its own. */
export function row<const T extends readonly Schema<unknown>[]>(
  ...items: T
): Schema<{ readonly [I in keyof T]: Of<T[I]> }> {
  return Type.Unsafe(Type.Tuple([...items]));
}

/** An object with any keys. */
export function recordOf<T>(value: Schema<T>): Schema<Readonly<Record<string, T>>> {
  return Type.Unsafe(Type.Object({}, { additionalProperties: value }));
}

/** An object with at least these fields, and perhaps with some of the others. */
export function shape<F extends Fields, O extends Fields = Record<never, never>>(
  fields: F,
  perhaps?: O,
): Schema<Shaped<F, O>> {
  const others = Object.entries(perhaps ?? {}).map(([key, field]) => [key, Type.Optional(field)]);
  const properties = { ...fields, ...(Object.fromEntries(others) as Record<string, Type.TSchema>) };
  return Type.Unsafe(Type.Object(properties));
}

type Shaped<F extends Fields, O extends Fields> = Flat<
  { readonly [K in keyof F]: Of<F[K]> } & { readonly [K in keyof O]?: Of<O[K]> }
>;

/** The same type; readers see its fields, not how they came together. */
type Flat<T> = { [K in keyof T]: T[K] };

/** One of several shapes, which a word in a field of all of them may tell apart. */
export function either<const T extends readonly Schema<unknown>[]>(
  ...shapes: T
): Schema<Of<T[number]>> {
  return Type.Unsafe(Type.Union([...shapes]));
}

/** A value of which a function says what it should be; null: it is that. */
export function guarded<T>(why: (value: unknown) => string | null): Schema<T> {
  return Type.Unsafe({ [Type.Kind]: guardedKind, expects: why });
}

const guardedKind = 'Guarded';
Type.TypeRegistry.Set<{ readonly expects: (value: unknown) => string | null }>(
  guardedKind,
  ({ expects }, value) => expects(value) === null,
);

/** ISO 8601 with zone. */
export const time: Schema<string> = guarded(value =>
  typeof value === 'string' && value.length < 40 && Number.isFinite(Date.parse(value))
    ? null
    : 'a time such as 2026-11-21T06:25:01.000Z',
);
