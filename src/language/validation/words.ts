import type { TSchema } from '@sinclair/typebox';
import { isOutside } from '../references.ts';
import type { Path } from '../positions.ts';
import type { Plain } from '../yaml/plain.ts';

/** What is read of a schema here. */
interface Node {
  readonly type?: string;
  readonly names?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Node[];
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
}

/**
 * The data with each number and truth value as the word that is written, wherever a word may stand and
 * that type may not: `network: 110` refers to `110`, `network: 1e3` to `1e3`. Names of cells are composed
 * (Unicode's form C).
 *
 * @param writtenAt how the text writes the number or truth value at a path
 */
export function withWords(
  schema: TSchema,
  data: Plain,
  writtenAt: (path: Path) => string | undefined,
): Plain {
  return wordsIn(formsOf([schema as Node]), data, [], writtenAt);
}

function wordsIn(
  forms: readonly Node[],
  data: Plain,
  path: Path,
  writtenAt: (path: Path) => string | undefined,
): Plain {
  if (Array.isArray(data)) {
    const items = formsOf(forms.flatMap(f => f.items ?? []));
    return data.map((item, i) => wordsIn(items, item, [...path, i], writtenAt));
  }
  if (data !== null && typeof data === 'object') {
    const inside = (key: string) =>
      formsOf(
        forms.flatMap(({ properties = {} }) =>
          Object.hasOwn(properties, key) ? (properties[key] ?? []) : [],
        ),
      );
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [
        key,
        wordsIn(inside(key), value, [...path, key], writtenAt),
      ]),
    );
  }
  if (typeof data === 'string') return forms.some(refersToCell) ? cellName(data) : data;
  if (typeof data !== 'number' && typeof data !== 'boolean') return data;
  const own = typeof data === 'number' ? ['number', 'integer'] : ['boolean'];
  const isWord = forms.some(f => f.type === 'string' && f.enum === undefined);
  if (!isWord || forms.some(f => own.includes(f.type ?? ''))) return data;
  return writtenAt(path) ?? data;
}

function refersToCell({ names }: Node): boolean {
  return names === 'network' || names === 'run';
}

/** Accents are in one form, however an editor writes them; a path keeps the bytes that the disk has. */
function cellName(text: string): string {
  return isOutside(text) ? text : text.normalize('NFC');
}

function formsOf(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap(node => (node.anyOf === undefined ? [node] : formsOf(node.anyOf)));
}
