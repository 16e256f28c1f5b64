import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type Scalar,
} from 'yaml';
import { limits, type TextRange } from '../../base/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Path, Positions } from '../positions.ts';
import { oddCharacter } from './oddCharacters.ts';

/** Plain data of a YAML node: what JSON can say. */
export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

/** Deeper or larger values are no notebook; the limits keep aliases from exploding. */
const deepest = 32;
const mostNodes = limits.yamlNodes;

/** Turns a document into plain data, remembers where each part stands, and reports what is odd. */
export function plainOf(
  document: Document,
  rangeOf: (node: Node) => TextRange,
  sourceOf: (node: Node) => string,
  positions: Positions,
  report: (diagnostic: Diagnostic) => void,
): Plain {
  let nodes = 0;
  let tooMuch = false;

  const refuse = (node: Node, message: string): null => {
    if (!tooMuch)
      report({ code: 'text.too-complex', severity: 'error', message, range: rangeOf(node) });
    tooMuch = true;
    return null;
  };

  const read = (node: Node | null, path: Path, at: TextRange | null): Plain => {
    if (node === null || tooMuch) return null;
    nodes++;
    checkTag(node);
    if (nodes > mostNodes) return refuse(node, `A cell may hold at most ${mostNodes} values.`);
    if (path.length > deepest)
      return refuse(node, `Values are nested too deep; a cell needs at most ${deepest} levels.`);
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target !== undefined) return read(target, path, at ?? rangeOf(node));
      report({
        code: 'yaml.alias',
        severity: 'error',
        message: `There is no anchor \`&${node.source}\` above in this cell; write the value out.`,
        range: rangeOf(node),
      });
      return null;
    }
    if (isMap(node)) return readMap(node.items, path, at);
    if (isSeq(node))
      return node.items.map((item, i) => {
        const range = at ?? (isNode(item) ? rangeOf(item) : rangeOf(node));
        positions.set([...path, i], { key: null, value: range });
        if (isPair(item)) return readMap([item], [...path, i], at);
        const value = asNode(item);
        positions.set([...path, i], { key: null, value: range, ...writtenOf(value) });
        return read(value, [...path, i], at);
      });
    return isScalar(node) ? readScalar(node, path, at) : null;
  };

  const readScalar = (node: Scalar, path: Path, at: TextRange | null): Plain => {
    checkCharacters(node, path[0] === 'note' && path.length === 1, at);
    return scalarOf(node.value);
  };

  /** What nobody sees changes what is read: `10` and a zero-width space is no number. */
  const checkCharacters = (node: Scalar, inNote: boolean, at: TextRange | null): void => {
    if (typeof node.value !== 'string') return;
    const range = at ?? rangeOf(node);
    const lost = node.value.indexOf('\ufffd');
    if (lost >= 0)
      report({
        code: 'text.encoding',
        severity: inNote ? 'warning' : 'error',
        message:
          'A character here could not be read: the text is not UTF-8. Open it in the encoding that it has and save it as UTF-8.',
        range,
      });
    // What an alias stands for is looked at where it is written.
    if (inNote || node.type !== 'PLAIN' || at !== null) return;
    const odd = oddCharacter(sourceOf(node));
    if (odd === null) return;
    const start = range.start + odd.at;
    report({
      code: 'text.invisible',
      severity: 'error',
      message: odd.message,
      range: { start, end: start + odd.length },
      fix: odd.fix,
    });
  };

  /** `written` of the number, truth value or word for nothing that a node is or stands for. */
  const writtenOf = (node: Node | null): { readonly written?: string } => {
    const scalar = isAlias(node) ? node.resolve(document) : node;
    if (!isScalar(scalar) || scalar.source === undefined) return {};
    const isOther = typeof scalar.value === 'number' || typeof scalar.value === 'boolean';
    const isNothing = scalar.value === null && scalar.source !== '';
    return isOther || isNothing ? { written: scalar.source } : {};
  };

  /** A tag makes another value of what is written. */
  const checkTag = (node: Node): void => {
    const tag = isAlias(node) ? undefined : node.tag;
    if (tag === undefined || tag === 'tag:yaml.org,2002:str' || tag === '!') return;
    report({
      code: 'yaml.syntax',
      severity: 'error',
      message: 'Tags mean nothing here; remove what begins with `!`.',
      range: rangeOf(node),
    });
  };

  const readMap = (items: readonly unknown[], path: Path, at: TextRange | null): Plain => {
    const map: Record<string, Plain> = Object.create(null) as Record<string, Plain>;
    for (const pair of items) {
      if (!isPair(pair) || tooMuch) continue;
      const key = asNode(pair.key);
      const name = isScalar(key) ? keyOf(key) : '';
      const keyRange = at ?? (key === null ? null : rangeOf(key));
      const value = asNode(pair.value);
      const valueRange = at ?? (value === null ? keyRange : rangeOf(value));
      if (keyRange === null || valueRange === null) continue;
      if (!isScalar(key)) {
        report({
          code: 'key.not-text',
          severity: 'error',
          message: 'A key must be a word; put quotes around it or remove it.',
          range: keyRange,
        });
        continue;
      }
      checkCharacters(key, false, at);
      if (name in map) {
        const first = positions.get([...path, name])?.key;
        report({
          code: 'key.duplicate',
          severity: 'error',
          message: `\`${name}\` is given twice; remove one of them.`,
          range: keyRange,
          related: first ? [{ message: 'It is first given here.', range: first }] : [],
        });
        continue;
      }
      positions.set([...path, name], { key: keyRange, value: valueRange, ...writtenOf(value) });
      map[name] = read(value, [...path, name], at);
    }
    return map;
  };

  return read(document.contents, [], null);
}

/** A key is the word that is written, also where YAML reads a number: `1e3` is no `1000`. */
function keyOf({ value, source }: Scalar): string {
  return typeof value === 'string' ? value : (source ?? textOf(value));
}

function scalarOf(value: unknown): Plain {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  return typeof value === 'number' ? value : textOf(value);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const simple =
    typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
  return simple ? String(value) : '';
}

function isNode(value: unknown): value is Node {
  return isAlias(value) || isMap(value) || isSeq(value) || isScalar(value);
}

function asNode(value: unknown): Node | null {
  return isNode(value) ? value : null;
}
