import {
  fits,
  guarded,
  shape,
  text as shortText,
  type Of,
  type Schema,
} from '../untrusted/index.ts';
import type { Check } from './channel.ts';

/** Texts over a wire may be long: a whole document, a table of results. */
export const text = shortText({ longest: Infinity });

/** What is no number, too: a loss may be one. */
export const number: Schema<number> = guarded(value =>
  typeof value === 'number' ? null : 'a number',
);

/** A file to be saved. */
export const bytes: Schema<Uint8Array> = guarded(value =>
  value instanceof Uint8Array ? null : 'bytes',
);

export const nothing = shape({});

/** What a view may ask: by method what goes with the question and what comes back. */
type Methods = Readonly<Record<string, Method>>;
type Method = readonly [params: Schema<unknown>, answer: Schema<unknown>];

export type RequestsOf<M extends Methods> = {
  readonly [K in keyof M]: [params: Of<M[K][0]>, answer: Of<M[K][1]>];
};

/** Tells whether something that came over a wire is what the schema says. */
export function checkOf<T>(schema: Schema<T>): Check<T> {
  return (value): value is T => fits(schema, value);
}

export function paramsOf<M extends Methods>(
  methods: M,
): { readonly [K in keyof M]: Check<Of<M[K][0]>> } {
  return checksOf(methods, ([params]) => params) as never;
}

export function answersOf<M extends Methods>(
  methods: M,
): { readonly [K in keyof M]: Check<Of<M[K][1]>> } {
  return checksOf(methods, ([, answer]) => answer) as never;
}

function checksOf(methods: Methods, side: (method: Method) => Schema<unknown>) {
  const checks = Object.entries(methods).map(([name, method]) => [name, checkOf(side(method))]);
  return Object.fromEntries(checks) as Record<string, Check<unknown>>;
}
