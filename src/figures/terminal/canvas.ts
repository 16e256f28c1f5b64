import type { Screen } from './screen.ts';

/** Bits of a braille sign by row and column of its eight dots. */
const dots = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/**
 * Signs in rows, on which dots are set: eight to a sign in braille, one in ASCII, where it shows as the sign that it was
 * set with. A sign that is put covers dots.
 */
export class Canvas {
  readonly columns: number;
  readonly rows: number;
  /** Dots across and down a sign. */
  readonly across: number;
  readonly down: number;
  readonly #bits: Uint8Array;
  readonly #inks: string[];
  readonly #signs: (string | undefined)[];

  constructor(columns: number, rows: number, { isUnicode }: Screen) {
    this.columns = columns;
    this.rows = rows;
    [this.across, this.down] = isUnicode ? [2, 4] : [1, 1];
    this.#bits = new Uint8Array(columns * rows);
    this.#inks = Array.from(this.#bits, () => ' ');
    this.#signs = Array.from(this.#bits, () => undefined);
  }

  /** Sets a dot; one outside is none. */
  set(x: number, y: number, ink: string): void {
    const at = this.#at(Math.floor(x / this.across), Math.floor(y / this.down));
    if (at === null) return;
    this.#bits[at] = (this.#bits[at] ?? 0) | (dots[y % this.down]?.[x % this.across] ?? 0);
    this.#inks[at] = ink;
  }

  /** Puts a sign over what is there; false where it is outside. */
  put(column: number, row: number, sign: string): boolean {
    const at = this.#at(column, row);
    if (at !== null) this.#signs[at] = sign;
    return at !== null;
  }

  isPut(column: number, row: number): boolean {
    const at = this.#at(column, row);
    return at === null || this.#signs[at] !== undefined;
  }

  /** The signs of a row. */
  line(row: number): string {
    return Array.from({ length: this.columns }, (_, column) => {
      const at = row * this.columns + column;
      const bits = this.#bits[at] ?? 0;
      const drawn = this.down === 1 ? this.#inks[at] : String.fromCodePoint(0x2800 + bits);
      return this.#signs[at] ?? (bits === 0 ? ' ' : (drawn ?? ' '));
    }).join('');
  }

  #at(column: number, row: number): number | null {
    const isInside = column >= 0 && column < this.columns && row >= 0 && row < this.rows;
    return isInside ? row * this.columns + column : null;
  }
}
