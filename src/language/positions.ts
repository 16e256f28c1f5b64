import type { TextRange } from '../base/index.ts';

/** Where in a cell's value: keys and indices, e.g. `['stages', 1, 'stride']`. */
export type Path = readonly (string | number)[];

/** A place in the text: the key (null for items of a list) and the value. */
export interface Position {
  readonly key: TextRange | null;
  readonly value: TextRange;
  /** How a number, `true` or `false` is written, where that differs in type from a word: `1e3`, `010`. */
  readonly written?: string;
}

/** A key or a value of the text. */
export interface Place {
  readonly path: readonly string[];
  readonly part: 'key' | 'value';
  readonly range: TextRange;
}

/** Where the parts of a cell's value stand in the text. */
export class Positions {
  readonly #byPointer: Map<string, Position>;
  readonly #shift: number;

  constructor(byPointer = new Map<string, Position>(), shift = 0) {
    this.#byPointer = byPointer;
    this.#shift = shift;
  }

  /** The same places further down in a text. */
  shifted(by: number): Positions {
    return new Positions(this.#byPointer, this.#shift + by);
  }

  set(path: Path, position: Position): void {
    this.#byPointer.set(pointerOf(path), position);
  }

  get(path: Path): Position | undefined {
    const found = this.#byPointer.get(pointerOf(path));
    return found && this.#moved(found);
  }

  /** All places, in the order of reading: what is around a part comes before it. */
  *entries(): Iterable<readonly [path: string[], position: Position]> {
    for (const [pointer, position] of this.#byPointer)
      yield [pathOf(pointer), this.#moved(position)];
  }

  /** The innermost key or value that an offset of the text lies in or touches. */
  at(offset: number): Place | null {
    let found: Place | null = null;
    const size = (range: TextRange) => range.end - range.start;
    for (const [path, { key, value }] of this.entries())
      for (const [part, range] of [
        ['value', value],
        ['key', key],
      ] as const)
        if (range !== null && range.start <= offset && offset <= range.end)
          if (found === null || size(range) <= size(found.range)) found = { path, part, range };
    return found;
  }

  #moved(position: Position): Position {
    if (this.#shift === 0) return position;
    const move = ({ start, end }: TextRange) => ({
      start: start + this.#shift,
      end: end + this.#shift,
    });
    return { ...position, key: position.key && move(position.key), value: move(position.value) };
  }

  /** The place of this path, or of the nearest part around it that the text has. */
  nearest(path: Path): Position | undefined {
    for (let length = path.length; length > 0; length--) {
      const found = this.get(path.slice(0, length));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** JSON pointer (RFC 6901), as the validator writes it. */
export function pointerOf(path: Path): string {
  return path.map(p => `/${String(p).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function pathOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(p => p.replaceAll('~1', '/').replaceAll('~0', '~'));
}
