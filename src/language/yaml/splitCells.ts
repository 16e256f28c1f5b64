import type { TextRange } from '../../base/index.ts';

/**
 * Cuts a notebook at its document markers, lines that begin with `---` or `...`. A piece contains its
 * own marker, so that an error in one cell cannot reach the next. Offsets cover the whole text.
 */
export function splitCells(text: string): TextRange[] {
  const starts: number[] = [0];
  const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
  for (let match = marker.exec(text); match !== null; match = marker.exec(text))
    if (match.index > 0) starts.push(match.index);
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? text.length }));
}
