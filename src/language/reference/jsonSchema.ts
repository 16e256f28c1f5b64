import { kinds } from '../kinds/index.ts';

/**
 * The language as JSON Schema: one document of a notebook. It is what the checks use, so an editor
 * that knows YAML and JSON Schema can complete and check notebooks without us. Names, shapes and
 * lists of layers say more than a schema can; those only our own checks find.
 */
export function notebookJsonSchema(): object {
  const cells = [...kinds.values()].map(({ kind, doc, example, schema }) => {
    const { properties = {}, required = [] } = schema as {
      properties?: Record<string, unknown>;
      required?: readonly string[];
    };
    const name =
      kind === 'note'
        ? { description: 'Markdown.', type: ['string', 'number', 'boolean', 'null'] }
        : {
            description: 'Its name, by which other cells refer to it.',
            type: ['string', 'number', 'boolean'],
          };
    const cell = {
      description: doc,
      examples: [example],
      type: 'object',
      additionalProperties: false,
      required: [kind, ...required],
      properties: { [kind]: name, ...properties },
    };
    return [kind, cell] as const;
  });
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A cell of a Residual Lab notebook (*.resnet.yaml)',
    anyOf: cells.map(([kind]) => ({ $ref: `#/definitions/${kind}` })),
    definitions: Object.fromEntries(cells),
  };
  // Schemas carry symbols of their library, which JSON leaves out.
  return JSON.parse(JSON.stringify(schema), nameOfAnyType) as object;
}

/** A name of a cell may be written as a number or truth value, where it is given and where it is referred to. */
function nameOfAnyType(_: string, node: unknown): unknown {
  const { type, names } = (node ?? {}) as { readonly type?: unknown; readonly names?: unknown };
  const isName = type === 'string' && (names === 'network' || names === 'run');
  return isName ? { ...(node as object), type: ['string', 'number', 'boolean'] } : node;
}
