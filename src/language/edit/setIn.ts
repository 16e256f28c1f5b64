import { isMap, isNode, isPair, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { parseSafely } from '../yaml/readCell.ts';
import { type Flow, flowText, Written } from './flow.ts';

type Steps = readonly (string | number)[];

/** What a word that stands for a map stands for, so that `data.train=1000` works on `data: cifar10`. */
const shortFor: Readonly<Record<string, string>> = {
  data: 'set',
  preset: 'name',
  optimizer: 'name',
};

/** The source of one cell with one value set; null where the path cannot be. */
export function setIn(source: string, path: Steps, value: Flow): string | null {
  const document = parseSafely(source);
  if (document === null || document.errors.length > 0 || !isMap(document.contents)) return null;
  let owner: Node = document.contents;
  for (const [i, step] of path.entries()) {
    const rest = path.slice(i + 1);
    const child = childOf(owner, step);
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

interface Child {
  readonly node: Node | null;
  /** Where a value would go if there is none. */
  readonly after: number;
}

function childOf(owner: Node, step: string | number): Child | undefined {
  if (isMap(owner)) {
    const pair = owner.items.find(
      p => isPair(p) && isScalar(p.key) && String(p.key.value) === String(step),
    );
    if (pair === undefined || !isNode(pair.key)) return undefined;
    const after = pair.key.range?.[1] ?? 0;
    return { node: isNode(pair.value) ? pair.value : null, after };
  }
  if (!isSeq(owner)) return undefined;
  const item = owner.items[Number(step)];
  return isNode(item) ? { node: item, after: item.range?.[0] ?? 0 } : undefined;
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

function replace(source: string, { node, after }: Child, value: Flow): string {
  const text = flowText(value);
  if (node === null || isEmpty(node)) {
    const colon = /^[ \t]*:/.exec(source.slice(after));
    const at = after + (colon?.[0].length ?? 0);
    return `${source.slice(0, at)}${colon ? '' : ':'} ${text}${source.slice(at)}`;
  }
  const [start = 0, end = 0] = node.range ?? [];
  return source.slice(0, start) + text + source.slice(trimEnd(source, start, end));
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
