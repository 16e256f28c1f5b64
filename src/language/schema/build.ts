import { type TSchema, Type } from '@sinclair/typebox';

/**
 * Additions of ours to JSON Schema, all for people: `forms` says how the value may be written,
 * `source` where a default comes from, `unit` what a number counts, `names` what completion offers.
 */
export interface Annotations {
  readonly description: string;
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

/** One of a few words. */
export function choice<const T extends string>(words: readonly T[], annotations: Annotations) {
  return Type.Unsafe<T>({ type: 'string', enum: [...words], ...annotations });
}

/** A closed map: any other key is a mistake. */
export function closed<T extends Record<string, TSchema>>(properties: T, annotations: Annotations) {
  return Type.Object(properties, { additionalProperties: false, ...annotations });
}

export function number(limits: Limits, annotations: Annotations) {
  return Type.Number({ ...limits, ...annotations });
}

export function integer(limits: Limits, annotations: Annotations) {
  return Type.Integer({ ...limits, ...annotations });
}

export interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

export function list<T extends TSchema>(
  items: T,
  limits: {
    readonly minItems?: number;
    readonly maxItems?: number;
    readonly uniqueItems?: boolean;
  },
  annotations: Annotations,
) {
  return Type.Array(items, { ...limits, ...annotations });
}

export function optional<T extends TSchema>(schema: T) {
  return Type.Optional(schema);
}

/** Several ways to write one value. `forms` is the whole message when none of them fits. */
export function either<T extends TSchema[]>(
  schemas: [...T],
  annotations: Annotations & { readonly forms: string },
) {
  return Type.Union(schemas, { ...annotations });
}
