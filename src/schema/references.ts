import { formsOf, type SchemaNode } from './lookup.ts';

/** A name in a value that stands for another cell. */
export interface NamedCell {
  /** `['of']`, or `['of', 1]` in a list. */
  readonly path: readonly (string | number)[];
  readonly name: string;
  readonly to: 'network' | 'run';
}

/** The names of cells among the keys of a map, and in lists there, as the schema has them (`names`). */
export function namedCells(schema: SchemaNode, value: object): NamedCell[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, node]) => {
    const given = (value as Readonly<Record<string, unknown>>)[key];
    const forms = formsOf(node);
    if (Array.isArray(given)) {
      const to = meant(forms.flatMap(({ items }) => (items === undefined ? [] : formsOf(items))));
      return given.flatMap((name, i) =>
        typeof name === 'string' && to !== null ? [{ path: [key, i], name, to }] : [],
      );
    }
    const to = meant(forms);
    return typeof given === 'string' && to !== null ? [{ path: [key], name: given, to }] : [];
  });
}

function meant(forms: readonly SchemaNode[]): NamedCell['to'] | null {
  for (const { names } of forms) if (names === 'network' || names === 'run') return names;
  return null;
}
