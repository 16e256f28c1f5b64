import {
  type Alias,
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  visit,
  type YAMLMap,
} from 'yaml';
import { parseSafely } from '../yaml/readCell.ts';
import { type Flow, flowText, Written } from '../../base/index.ts';

type Steps = readonly (string | number)[];

/** What a word that stands for a map stands for, so that `data.train=1000` works on `data: cifar10`. */
const shortFor: Readonly<Record<string, string>> = {
  data: 'set',
  preset: 'name',
  optimizer: 'name',
};

/**
 * The source of one cell with one value set; null where the path cannot be. Where an alias elsewhere
 * would change with the value, the name of its anchor.
 */
export function setIn(
  source: string,
  path: Steps,
  value: Flow,
): string | { readonly anchor: string } | null {
  const document = parseSafely(source);
  if (document === null || document.errors.length > 0 || !isMap(document.contents)) return null;
  let owner: Node = document.contents;
  for (const [i, step] of path.entries()) {
    const rest = path.slice(i + 1);
    const child = childOf(source, owner, step);
    const anchor = sharedAnchor(document, child?.node ?? null, rest.length === 0);
    if (anchor !== null) return { anchor };
    if (child === undefined) {
      if (!isMap(owner) || typeof step !== 'string') return null;
      return insert(source, owner, step, nest(rest, value));
    }
    if (rest.length === 0 || child.node === null || isEmpty(child.node))
      return replace(source, child, nest(rest, value));
    if (isScalar(child.node)) {
      const word = shortFor[String(step)];
      const scalar = child.node.value;
      if (i !== 0 || word === undefined || typeof scalar !== 'string') return null;
      const long = nest(rest, value);
      if (!isMapOf(long)) return null;
      return replace(source, child, { [word]: scalar, ...long });
    }
    owner = child.node;
  }
  return null;
}

/** The anchor of a node, or in one that is replaced, that an alias outside of it stands for. */
function sharedAnchor(document: Document, node: Node | null, isReplaced: boolean): string | null {
  if (node === null) return null;
  const anchors = new Set<string>();
  const within = new Set<Alias>();
  visit(node, {
    Alias: (_, alias) => void within.add(alias),
    Value: (_, { anchor }) => {
      if (anchor !== undefined) anchors.add(anchor);
      return isReplaced ? undefined : visit.BREAK;
    },
  });
  let shared: string | null = null;
  visit(document, {
    Alias: (_, alias) => {
      if (!anchors.has(alias.source) || within.has(alias)) return;
      shared = alias.source;
      return visit.BREAK;
    },
  });
  return shared;
}

interface Child {
  readonly node: Node | null;
  /** Characters before its key on its line; -1 for an item of a list. */
  readonly column: number;
  /** Where a value would go if there is none. */
  readonly after: number;
}

function childOf(source: string, owner: Node, step: string | number): Child | undefined {
  if (isMap(owner)) {
    const pair = owner.items.find(
      p => isPair(p) && isScalar(p.key) && String(p.key.value) === String(step),
    );
    if (pair === undefined || !isNode(pair.key)) return undefined;
    const after = pair.key.range?.[1] ?? 0;
    const column = columnOf(source, pair.key.range?.[0] ?? 0);
    return { node: isNode(pair.value) ? pair.value : null, column, after };
  }
  if (!isSeq(owner)) return undefined;
  const item = owner.items[Number(step)];
  return isNode(item) ? { node: item, column: -1, after: item.range?.[0] ?? 0 } : undefined;
}

function columnOf(source: string, at: number): number {
  return at - (source.lastIndexOf('\n', at - 1) + 1);
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1];
}

function nest(path: Steps, value: Flow): Flow {
  return path.reduceRight<Flow>((inner, step) => ({ [String(step)]: inner }), value);
}

function isMapOf(value: Flow): value is { [key: string]: Flow } {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof Written)
  );
}

function replace(source: string, { node, column, after }: Child, value: Flow): string {
  const text = flowText(value);
  if (node === null || isEmpty(node)) {
    const colon = /^[ \t]*:/.exec(source.slice(after));
    const at = after + (colon?.[0].length ?? 0);
    return `${source.slice(0, at)}${colon ? '' : ':'} ${text}${source.slice(at)}`;
  }
  const [start = 0, end = 0] = node.range ?? [];
  // The dashes of a list may stand below the first letter of its key; nothing else may.
  const indent = columnOf(source, start) <= column ? '  ' : '';
  return source.slice(0, start) + indent + text + source.slice(trimEnd(source, start, end));
}

function insert(source: string, owner: YAMLMap, key: string, value: Flow): string {
  const pair = `${flowText(key)}: ${flowText(value)}`;
  const [start = 0, end = 0] = owner.range ?? [];
  if (owner.flow) {
    const inside = trimEnd(source, start, end) - 1;
    const comma = owner.items.length === 0 ? '' : ', ';
    const at = trimEnd(source, start, inside);
    return source.slice(0, at) + comma + pair + source.slice(at);
  }
  const indent = /[^\r\n]*$/.exec(source.slice(0, start))?.[0] ?? '';
  const last = trimEnd(source, start, end);
  const lineEnd = /[^\r\n]*/.exec(source.slice(last))?.[0].length ?? 0;
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  const at = last + lineEnd;
  // A map in a list begins behind its dash; the next line is indented with spaces instead.
  return `${source.slice(0, at)}${newline}${indent.replace(/[^ ]/g, ' ')}${pair}${source.slice(at)}`;
}

function trimEnd(source: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(source[at - 1] ?? '')) at--;
  return at;
}
