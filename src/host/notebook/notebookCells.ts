import { cellPieces, type Notebook } from '../../language/index.ts';
import type { NotebookCell } from '../../protocol/index.ts';
import { cellKeys, knownAfter, type KnownCell } from './cellKeys.ts';

/**
 * The cells of a text as views show them: each with the comments around it, without its marker and
 * without empty lines at its ends. Remembers the keys of the cells from text to text.
 */
export class NotebookCells {
  #known: readonly KnownCell[] = [];
  #made = 0;

  read(text: string, notebook: Notebook): NotebookCell[] {
    const cells = cellPieces(text, notebook).map(({ cell, body, end }) => {
      const source = text.slice(body, end);
      const lead = /^(?:[ \t]*\n)*/.exec(source)?.[0].length ?? 0;
      const start = Math.min(body + lead, cell.range.start);
      const stop = Math.max(body + source.trimEnd().length, start);
      return { cell, start, end: stop, source: text.slice(start, stop) };
    });
    const keys = cellKeys(
      this.#known,
      cells.map(({ cell, source }) => ({ kind: cell.kind, name: cell.name, text: source })),
      () => `c${++this.#made}`,
    );
    const now = cells.map(({ cell, source }, i) => ({
      key: keys[i] ?? '',
      kind: cell.kind,
      name: cell.name,
      text: source,
    }));
    this.#known = knownAfter(this.#known, now);
    let [line, at] = [0, 0];
    return cells.map(({ cell, start, end }, i) => {
      for (let next = text.indexOf('\n', at); next >= 0 && next < start;) {
        line++;
        at = next + 1;
        next = text.indexOf('\n', at);
      }
      return {
        key: keys[i] ?? '',
        kind: cell.kind,
        name: cell.name,
        start,
        end,
        line,
        of: cell.references[0]?.name ?? null,
      };
    });
  }
}
