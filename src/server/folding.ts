import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import type { TextRange } from '../base/index.ts';
import type { State } from './state.ts';

/** Cells, values of several lines, and runs of comments. */
export function foldingRanges(state: State): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const seen = new Set<number>();
  const add = ({ start, end }: TextRange, kind?: FoldingRangeKind) => {
    const startLine = state.document.positionAt(start).line;
    const endLine = state.document.positionAt(end).line;
    if (endLine <= startLine || seen.has(startLine)) return;
    seen.add(startLine);
    ranges.push(kind === undefined ? { startLine, endLine } : { startLine, endLine, kind });
  };
  for (const { range, kind, positions } of state.notebook.cells) {
    add(range, kind === 'note' ? FoldingRangeKind.Comment : undefined);
    for (const [, { key, value }] of positions.entries())
      add({ start: key?.start ?? value.start, end: value.end });
  }
  for (const match of state.text.matchAll(/^[ \t]*#.*(?:\r?\n[ \t]*#.*)+/gm))
    add({ start: match.index, end: match.index + match[0].length }, FoldingRangeKind.Comment);
  return ranges.sort((a, b) => a.startLine - b.startLine);
}
