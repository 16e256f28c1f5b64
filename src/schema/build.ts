import { type TSchema, Type } from '@sinclair/typebox';

/**
 * Additions of ours to JSON Schema, all for people: `forms` says how the value may be written,
 * `source` where a default comes from, `unit` what a number counts, `names` what completion offers.
 */
export interface Annotations {
  readonly description: string;
  /** What counts where the key is left out: the only place that says it (`withDefaults`). */
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly forms?: string;
  readonly source?: string;
  readonly unit?: string;
  /** Names from elsewhere that a word may be, for completion. */
  readonly names?: NamesOf;
}

/** Where the names of a word come from: cells of the notebook, tables of the language, or the world. */
export type NamesOf =
  'network' | 'run' | 'data-set' | 'layer' | 'block' | 'preset' | 'initialisation';

/** Tells the compiler that a schema has a default, so that a value with defaults filled in has the key. */
export type Defaulted<A> = A extends { readonly default: infer D }
  ? { readonly default: D }
  : unknown;

/** One of a few words. */
export function choice<const T extends string, const A extends Annotations>(
  words: readonly T[],
  annotations: A,
) {
  const schema = Type.Unsafe<T>({ type: 'string', enum: [...words], ...annotations });
  return schema as typeof schema & Defaulted<A>;
}

/** A closed map: any other key is a mistake. */
export function closed<T extends Record<string, TSchema>, const A extends Annotations>(
  properties: T,
  annotations: A,
) {
  const schema = Type.Object(properties, { additionalProperties: false, ...annotations });
  return schema as typeof schema & Defaulted<A>;
}

export function truth<const A extends Annotations>(annotations: A) {
  const schema = Type.Boolean({ ...annotations });
  return schema as typeof schema & Defaulted<A>;
}

export function number<const A extends Annotations>(limits: Limits, annotations: A) {
  const schema = Type.Number({ ...limits, ...annotations });
  return schema as typeof schema & Defaulted<A>;
}

export function integer<const A extends Annotations>(limits: Limits, annotations: A) {
  const schema = Type.Integer({ ...limits, ...annotations });
  return schema as typeof schema & Defaulted<A>;
}

export interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

export function list<T extends TSchema, const A extends Annotations>(
  items: T,
  limits: {
    readonly minItems?: number;
    readonly maxItems?: number;
    readonly uniqueItems?: boolean;
  },
  annotations: A,
) {
  const schema = Type.Array(items, { ...limits, ...annotations });
  return schema as typeof schema & Defaulted<A>;
}

export function optional<T extends TSchema>(schema: T) {
  return Type.Optional(schema);
}

/** Several ways to write one value. `forms` is the whole message when none of them fits. */
export function either<
  T extends TSchema[],
  const A extends Annotations & { readonly forms: string },
>(schemas: [...T], annotations: A) {
  const schema = Type.Union(schemas, { ...annotations });
  return schema as typeof schema & Defaulted<A>;
}
