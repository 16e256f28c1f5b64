import { LineIndex } from '../../base/index.ts';

export interface Place {
  readonly line: number;
  readonly character: number;
}

/** A document's text with `\n` at the end of each line, as views know it, and its places. */
export class LineText {
  readonly text: string;
  #index: LineIndex | null = null;
  #starts: number[] | null = null;

  constructor(documentText: string) {
    this.text = documentText.replace(/\r\n?/g, '\n');
  }

  placeAt(offset: number): Place {
    this.#index ??= new LineIndex(this.text);
    const { line, column } = this.#index.at(offset);
    return { line: line - 1, character: column - 1 };
  }

  /** Places outside the text are clamped to it. */
  offsetAt({ line, character }: Place): number {
    this.#starts ??= startsOf(this.text);
    const start = this.#starts[line];
    if (start === undefined) return line < 0 ? 0 : this.text.length;
    const end = (this.#starts[line + 1] ?? this.text.length + 1) - 1;
    return Math.min(end, start + Math.max(0, character));
  }
}

function startsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
