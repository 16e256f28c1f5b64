import { firstWhere } from './numbers.ts';

/** A range of a text in UTF-16 offsets; `end` is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A position for people: line and column count from 1, columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Maps offsets of one text to lines and columns. `\n`, `\r\n` and `\r` end a line. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1);
    }
  }

  /** Offsets outside the text are clamped to it. */
  at(offset: number): LineColumn {
    const o = Math.max(0, Math.min(offset, this.#length));
    const line = firstWhere(this.#starts.length, i => (this.#starts[i] ?? 0) > o);
    return { line, column: o - (this.#starts[line - 1] ?? 0) + 1 };
  }
}
