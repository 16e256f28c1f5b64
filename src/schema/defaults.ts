import type { Static, TArray, TObject, TOptional, TSchema } from '@sinclair/typebox';
import type { SchemaNode } from './lookup.ts';

/**
 * What a text of a schema says with its defaults: keys that may be left out are there, null where the schema
 * has no default. Maps and items of lists inside are filled too; what has several forms stays as it is written.
 */
export type Filled<S extends TSchema> =
  S extends TObject<infer P>
    ? { readonly [K in keyof P]: FilledKey<P[K]> }
    : S extends TArray<infer I>
      ? readonly Filled<I>[]
      : Unchanged<Static<S>>;

type Unchanged<T> = T extends object ? { readonly [K in keyof T]: Unchanged<T[K]> } : T;

type FilledKey<S extends TSchema> =
  S extends TOptional<TSchema>
    ? S extends { readonly default: unknown }
      ? Filled<S>
      : Filled<S> | null
    : Filled<S>;

/** Fills in the defaults of a schema that the text fits. Keys come in the order of the schema. */
export function withDefaults<S extends TSchema>(schema: S, text: Static<S>): Filled<S> {
  return filled(schema, text) as Filled<S>;
}

/**
 * What a text says that gives this value, as far as it can be told: keys that are null there are left out, and those that the
 * schema does not know. Whether it fits the schema is not said.
 */
export function withoutDefaults({ properties, items }: SchemaNode, value: unknown): unknown {
  if (items !== undefined && Array.isArray(value))
    return value.map(item => withoutDefaults(items, item));
  if (properties === undefined || typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, inner]) =>
      Object.hasOwn(given, key) && given[key] !== null && given[key] !== undefined
        ? [[key, withoutDefaults(inner, given[key])]]
        : [],
    ),
  );
}

function filled({ properties, items }: SchemaNode, value: unknown): unknown {
  if (items !== undefined && Array.isArray(value)) return value.map(item => filled(items, item));
  if (properties === undefined || typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(properties).map(([key, inner]) => [
      key,
      given[key] === undefined ? structuredClone(inner.default ?? null) : filled(inner, given[key]),
    ]),
  );
}
