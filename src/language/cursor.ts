import { isMap, isNode, isPair, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import type { TextRange } from '../base/index.ts';
import { kindAmong } from './kinds/index.ts';
import type { Path } from './positions.ts';
import { parseSafely } from './yaml/readCell.ts';
import { splitCells } from './yaml/splitCells.ts';

/** What somebody writes at a place of a text, also where the text around it is not finished. */
export interface Cursor {
  /** Of the cell; null where it has none yet. */
  readonly kind: string | null;
  readonly role: 'key' | 'value' | 'item';
  /** For a key that of the map around it; else that of the value or item itself. */
  readonly path: Path;
  /** What stands between the start of the word and the place. */
  readonly word: string;
  /** All of the word, which a completion replaces; empty where there is none. */
  readonly range: TextRange;
  /** The other keys of the map, or of the maps that are items beside it. */
  readonly siblings: readonly string[];
  /** Whether it stands inside brackets. */
  readonly flow: boolean;
  /** For a key: a colon follows already. */
  readonly hasColon: boolean;
}

/** A character of the private use area: YAML reads it as part of a word. */
const mark = '\uE000';

/**
 * Reads the cell with a mark at this place and looks where the mark arrives. Null in comments, block
 * texts, markers and where no word can stand. Never throws.
 */
export function cursorAt(text: string, offset: number): Cursor | null {
  const piece = splitCells(text).findLast(p => p.start < offset || p.start === 0);
  if (piece === undefined || offset > piece.end || text.includes(mark)) return null;
  const source = text.slice(piece.start, piece.end);
  const at = offset - piece.start;
  const lineStart = source.lastIndexOf('\n', at - 1) + 1;
  const before = source.slice(lineStart, at);
  const after = /[^\r\n]*/.exec(source.slice(at))?.[0] ?? '';
  if (before.length <= 3 && /^(---|\.\.\.)(\s|$)/.test(before + after)) return null;
  const { depth, inComment } = scan(source.slice(0, at));
  if (inComment) return null;
  const flow = depth > 0;
  // A word alone on its line is the beginning of a key; without its colon it would join the next line.
  const alone =
    !flow && /^\s*[\p{L}\p{N}_-]*$/u.test(before) && /^[\p{L}\p{N}_-]*\s*(#.*)?$/u.test(after);
  const rest = /^[\p{L}\p{N}_-]*/u.exec(after)?.[0] ?? '';
  const marked = `${source.slice(0, at)}${mark}${rest}${alone ? ':' : ''}${source.slice(at + rest.length)}`;
  const document = parseSafely(marked);
  const found = document && isNode(document.contents) ? find(document.contents, []) : null;
  if (document === null || found === null || found.node.type?.startsWith('BLOCK') === true)
    return null;
  const [start = 0, end = 0] = found.node.range ?? [];
  if (marked.slice(start, end).includes('\n')) return null;
  const colon = /^\s*:/.test(marked.slice(end)) && !alone;
  return {
    kind: kindOf(document.contents),
    role: found.role,
    path: found.path,
    word: marked.slice(start, at).replace(/^['"]/, ''),
    range: { start: piece.start + start, end: piece.start + end - mark.length },
    siblings: found.siblings,
    flow,
    hasColon: found.role === 'key' && colon,
  };
}

interface Found {
  readonly node: Scalar;
  readonly role: Cursor['role'];
  readonly path: Path;
  readonly siblings: readonly string[];
}

function find(node: Node, path: Path): Found | null {
  if (isMap(node)) {
    const keys = node.items.map(pair => keyOf(pair)).filter(key => !key.includes(mark));
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      if (isMarked(pair.key)) return { node: pair.key, role: 'key', path, siblings: keys };
      const inner = [...path, keyOf(pair)];
      if (isMarked(pair.value))
        return { node: pair.value, role: 'value', path: inner, siblings: keys };
      const found = isNode(pair.value) ? find(pair.value, inner) : null;
      if (found !== null) return found;
    }
    return null;
  }
  if (!isSeq(node)) return null;
  for (const [i, item] of node.items.entries()) {
    const inner = [...path, i];
    if (isMarked(item)) return { node: item, role: 'item', path: inner, siblings: [] };
    const found = isNode(item) ? find(item, inner) : null;
    if (found !== null) return found;
  }
  return null;
}

function isMarked(node: unknown): node is Scalar {
  return isScalar(node) && typeof node.value === 'string' && node.value.includes(mark);
}

function keyOf(pair: unknown): string {
  return isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : '';
}

function kindOf(contents: unknown): string | null {
  if (!isMap(contents)) return null;
  return kindAmong(contents.items.map(keyOf)) ?? null;
}

/** How many brackets are open at the end of a source, and whether it ends in a comment. */
function scan(source: string): { readonly depth: number; readonly inComment: boolean } {
  let depth = 0;
  let quote = '';
  let inComment = false;
  for (let i = 0; i < source.length; i++) {
    const c = source.charAt(i);
    const opens = i === 0 || /[\s[{,:]/.test(source.charAt(i - 1));
    if (c === '\n') inComment = false;
    else if (inComment) continue;
    else if (quote !== '') {
      if (c === '\\' && quote === '"') i++;
      else if (c === quote) quote = '';
    } else if ((c === '"' || c === "'") && opens) quote = c;
    else if (c === '#' && (i === 0 || /\s/.test(source.charAt(i - 1)))) inComment = true;
    else if ((c === '[' || c === '{') && (opens || depth > 0)) depth++;
    else if (c === ']' || c === '}') depth = Math.max(0, depth - 1);
  }
  return { depth, inComment };
}
