import { Kind, OptionalKind, type TSchema } from '@sinclair/typebox/type';
import { Check } from '@sinclair/typebox/value';

/** A schema as what walks beside a value sees it. */
export type Seen =
  | { readonly is: 'shape'; readonly fields: readonly (readonly [string, TSchema])[] }
  | { readonly is: 'record'; readonly value: TSchema }
  | { readonly is: 'list'; readonly item: TSchema; readonly longest: number }
  /** Null is one of its values. */
  | { readonly is: 'nullable'; readonly other: TSchema }
  | Either
  | { readonly is: 'plain' };

/** One of several shapes. The field `tag` tells them apart. */
interface Either {
  readonly is: 'either';
  readonly tag: string;
  readonly shapes: readonly { readonly tag: TSchema; readonly shape: TSchema }[];
}

/** Each schema is looked at once: a list of runs reads the same ones thousands of times. */
const seen = new WeakMap<TSchema, Seen>();

export function seenAs(schema: TSchema): Seen {
  const known = seen.get(schema);
  if (known !== undefined) return known;
  const found = look(schema);
  seen.set(schema, found);
  return found;
}

export function isOptional(schema: TSchema): boolean {
  return OptionalKind in schema;
}

export function isUnknown(schema: TSchema): boolean {
  return schema[Kind] === 'Unknown';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field of its own: what an object has from its prototype came from nowhere. */
export function fieldOf(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function look(schema: TSchema): Seen {
  if (schema[Kind] === 'Object') {
    const { properties, additionalProperties: value } = schema as unknown as ObjectSchema;
    if (value !== undefined) return { is: 'record', value };
    return { is: 'shape', fields: Object.entries(properties) };
  }
  if (schema[Kind] === 'Array') {
    const { items, maxItems = Infinity } = schema as unknown as ListSchema;
    return { is: 'list', item: items, longest: maxItems };
  }
  if (schema[Kind] === 'Union') {
    const { anyOf } = schema as unknown as UnionSchema;
    const others = anyOf.filter(each => each[Kind] !== 'Null');
    const [other] = others;
    if (other !== undefined && others.length === 1 && anyOf.length === 2)
      return { is: 'nullable', other };
    return eitherOf(others) ?? { is: 'plain' };
  }
  return { is: 'plain' };
}

/** The tag is the first field that all of them have and that is a word in each. */
function eitherOf(shapes: readonly TSchema[]): Either | null {
  const fields = shapes.map(each => {
    const seen = seenAs(each);
    return new Map(seen.is === 'shape' ? seen.fields : []);
  });
  const tag = [...(fields[0]?.keys() ?? [])].find(key => fields.every(of => isWord(of.get(key))));
  if (tag === undefined) return null;
  const tags = shapes.map((shape, i) => ({ shape, tag: fields[i]?.get(tag) ?? shape }));
  return { is: 'either', tag, shapes: tags };
}

/** One literal or several. A format is a number, the same in all. */
function isWord(schema: TSchema | undefined): boolean {
  const options = (schema?.['anyOf'] ?? [schema]) as readonly (TSchema | undefined)[];
  return options.every(option => typeof option?.['const'] === 'string');
}

/** Which of the shapes a value means to be, by its tag. */
export function meant({ tag, shapes }: Either, value: unknown): TSchema | undefined {
  const told = isObject(value) ? fieldOf(value, tag) : undefined;
  return shapes.find(each => Check(each.tag, told))?.shape;
}

interface ObjectSchema {
  readonly properties: Readonly<Record<string, TSchema>>;
  readonly additionalProperties?: TSchema;
}

interface ListSchema {
  readonly items: TSchema;
  readonly maxItems?: number;
}

interface UnionSchema {
  readonly anyOf: readonly TSchema[];
}
