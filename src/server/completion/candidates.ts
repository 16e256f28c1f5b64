import { flowText } from '../../base/index.ts';
import {
  type Cursor,
  describeSchema,
  formsOf,
  kinds,
  type SchemaNode,
  schemasAt,
} from '../../language/index.ts';

import { namedWords } from '../names/words.ts';
import type { State } from '../state.ts';

/** Something that may be written at a place. */
export interface Candidate {
  readonly label: string;
  readonly role: 'kind' | 'key' | 'value';
  /** In Markdown. */
  readonly doc: string;
  readonly detail?: string;
  /** What is inserted, if not the label. */
  readonly text?: string;
  /** A value comes next, and there is something to choose from. */
  readonly goesOn?: boolean;
}

/** All that may be written at a place, best first, whatever the word there begins with. */
export function candidatesAt(cursor: Cursor, state: State): readonly Candidate[] {
  const { kind, role, path, siblings } = cursor;
  if (kind === null) return path.length === 0 && role === 'key' ? kindCandidates(siblings) : [];
  if (kind === 'note' || (path.length === 1 && path[0] === kind)) return [];
  if (role === 'key') return keysOf(schemasAt(kind, path), cursor, state);
  const schemas = schemasAt(kind, path);
  const values = valuesOf(schemas, state);
  // An item of a list may also be the beginning of a map.
  const keys = role === 'item' ? keysOf(schemas, cursor, state) : [];
  return unique([...values, ...keys]);
}

/** An empty cell is filled with an example; one that has keys gets the key that says its kind. */
function kindCandidates(siblings: readonly string[]): Candidate[] {
  return [...kinds.values()].map(({ kind, doc, example }) => ({
    label: kind,
    role: 'kind',
    doc: `${doc}\n\n\`\`\`yaml\n${example}\n\`\`\``,
    text: siblings.length === 0 ? example : `${kind}: `,
  }));
}

function keysOf(schemas: readonly SchemaNode[], { siblings }: Cursor, state: State): Candidate[] {
  return schemas.flatMap(formsOf).flatMap(({ properties = {}, required = [] }) => {
    const names = Object.keys(properties).filter(name => !siblings.includes(name));
    const ordered = [
      ...names.filter(n => required.includes(n)),
      ...names.filter(n => !required.includes(n)),
    ];
    return ordered.map((label): Candidate => {
      const node = properties[label] ?? {};
      const isWord = node.type === 'null';
      const needed = required.includes(label) ? 'needed' : undefined;
      const usual = node.default === undefined ? undefined : `default ${flowOf(node.default)}`;
      return {
        label,
        role: isWord ? 'value' : 'key',
        doc: describeSchema(node),
        detail: needed ?? usual,
        text: isWord ? label : `${label}: `,
        goesOn: !isWord && valuesOf([node], state).length > 0,
      };
    });
  });
}

function valuesOf(schemas: readonly SchemaNode[], state: State): Candidate[] {
  return unique(
    schemas.flatMap(schema => {
      const doc = describeSchema(schema);
      const plain = (value: unknown, detail?: string): Candidate => ({
        label: flowOf(value),
        role: 'value',
        doc,
        detail,
      });
      const words = formsOf(schema).flatMap(form => [
        ...(form.names === undefined
          ? []
          : namedWords(form.names, state).map(({ word, doc, detail }): Candidate => ({
              label: word,
              role: 'value',
              doc,
              detail,
            }))),
        ...(form.enum ?? []).map(word =>
          plain(word, form.default === word ? 'default' : undefined),
        ),
        ...(form.type === 'boolean' ? [plain(true), plain(false)] : []),
      ]);
      const usual = schema.default === undefined ? [] : [plain(schema.default, 'default')];
      const examples = [schema, ...formsOf(schema)].flatMap(f => f.examples ?? []);
      return [...words, ...usual, ...examples.map(e => plain(e)), ...writtenForms(schema, doc)];
    }),
  );
}

/** `forms` shows in backquotes how maps and lists are written. */
function writtenForms({ forms = '' }: SchemaNode, doc: string): Candidate[] {
  return [...forms.matchAll(/`([{[][^`]*[}\]])`/g)].map(([, label = '']) => ({
    label,
    role: 'value',
    doc,
  }));
}

function unique(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ label }) => !seen.has(label) && seen.add(label));
}

function flowOf(value: unknown): string {
  return flowText(value as Parameters<typeof flowText>[0]);
}
