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
  const pieces: TextRange[] = [];
  for (const [i, start] of starts.entries()) {
    const before = pieces.at(-1);
    const end = starts[i + 1] ?? text.length;
    // Directives belong to the document whose marker follows them.
    if (before !== undefined && hasOnlyDirectives(text.slice(before.start, before.end)))
      pieces[pieces.length - 1] = { start: before.start, end };
    else pieces.push({ start, end });
  }
  return pieces;
}

function hasOnlyDirectives(text: string): boolean {
  return /^%/m.test(text) && !/^(?!\.\.\.|[ \t]*(?:#.*)?\r?$)[^%]/m.test(text);
}
