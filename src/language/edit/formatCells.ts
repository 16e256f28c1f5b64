import { isMap, isNode, isPair, isSeq, type Node } from 'yaml';
import { parseSafely, readCell } from '../yaml/readCell.ts';
import { splitCells } from '../yaml/splitCells.ts';
import { longestText } from '../parseNotebook.ts';
import { applyEdits, type TextEdit } from './textEdit.ts';
import { Layout } from './layout.ts';

/**
 * Edits that bring white space into one form: two spaces for each level, one behind `:` and `,`, none
 * inside brackets, none at the end of a line, at most one blank line. Words, comments and what
 * stands in notes stay, and so does the place of a comment behind a value where it can. A cell that
 * is no YAML, or that would read differently, is left alone.
 */
export function formatCells(text: string): TextEdit[] {
  if (text.length > longestText) return [];
  return splitCells(text).flatMap(({ start, end }) => {
    const source = text.slice(start, end);
    const isLast = end === text.length;
    return formatPiece(source, isLast).map(edit => ({
      ...edit,
      start: edit.start + start,
      end: edit.end + start,
    }));
  });
}

function formatPiece(source: string, isLast: boolean): TextEdit[] {
  const edits = layoutOf(source)?.edits(isLast) ?? [];
  if (edits.length === 0) return [];
  const before = meaning(source);
  return before !== null && before === meaning(applyEdits(source, edits)) ? edits : [];
}

function layoutOf(source: string): Layout | null {
  const document = parseSafely(source);
  if (document === null || document.errors.length > 0 || !isMap(document.contents)) return null;
  const [first] = document.contents.items;
  const layout = new Layout(source);
  // Markdown has white space of its own.
  const isNote = isPair(first) && isNode(first.key) && String(first.key) === 'note';
  if (!isNote) visit(document.contents, 0, layout);
  else layout.keepAll();
  return layout;
}

function visit(node: unknown, indent: number, layout: Layout): void {
  if (!isNode(node)) return;
  if (isMap(node)) {
    if (node.flow) layout.flow(node, node.items.map(partsOf));
    for (const pair of node.items) {
      const { key, value } = partsOf(pair);
      if (key === null) continue;
      if (!node.flow) layout.line(key, indent);
      if (value !== null) layout.colon(key, value);
      layout.span(key, value ?? key, isBlock(value));
      visit(value, indent + 2, layout);
    }
  } else if (isSeq(node)) {
    if (node.flow)
      layout.flow(
        node,
        node.items.map(item => ({ key: asNode(item), value: null })),
      );
    for (const item of node.items) {
      if (!node.flow && isNode(item)) layout.dash(item, indent);
      if (isNode(item)) layout.span(item, item, isBlock(item));
      visit(isPair(item) ? item.value : item, indent + 2, layout);
    }
  }
}

/** A collection that has lines of its own. */
function isBlock(node: Node | null): boolean {
  return (isMap(node) || isSeq(node)) && node.flow !== true;
}

function partsOf(pair: unknown): { readonly key: Node | null; readonly value: Node | null } {
  if (!isPair(pair)) return { key: null, value: null };
  return { key: asNode(pair.key), value: asNode(pair.value) };
}

function asNode(value: unknown): Node | null {
  return isNode(value) ? value : null;
}

/** All that formatting must not change: values, mistakes, comments and words; null if it is not known. */
function meaning(source: string): string | null {
  const cell = readCell(source, { start: 0, end: source.length });
  const codes = cell?.diagnostics.map(d => d.code) ?? [];
  if (cell === null || codes.includes('text.too-complex')) return null;
  return JSON.stringify([cell.data, codes, source.replace(/\s+/g, '')]);
}
