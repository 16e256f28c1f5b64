import type { NamesOf } from './build.ts';

/** What documentation, completion and messages read of a schema. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly forms?: string;
  readonly source?: string;
  readonly unit?: string;
  readonly names?: NamesOf;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly string[];
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** The schemas of what may stand at a path of a value, one for each way to write what is around it. */
export function schemasIn(
  schema: SchemaNode,
  path: readonly (string | number)[],
): readonly SchemaNode[] {
  let nodes: readonly SchemaNode[] = [schema];
  for (const step of path)
    nodes = nodes.flatMap(formsOf).flatMap(form => {
      const isIndex = /^\d+$/.test(String(step));
      if (isIndex && form.items !== undefined) return [form.items];
      const { properties = {} } = form;
      const property = Object.hasOwn(properties, step) ? properties[step] : undefined;
      return property === undefined ? [] : [property];
    });
  return nodes;
}

/** The ways to write one value: the branches of a union, however deep, or the schema itself. */
export function formsOf(node: SchemaNode): readonly SchemaNode[] {
  return node.anyOf === undefined ? [node] : node.anyOf.flatMap(formsOf);
}
