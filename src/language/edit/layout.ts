import type { Node } from 'yaml';
import { firstWhere } from '../../base/index.ts';
import type { TextEdit } from './textEdit.ts';

interface Parts {
  readonly key: Node | null;
  readonly value: Node | null;
}

/** The white space of one cell as it should be, collected while its nodes are visited. */
export class Layout {
  readonly #source: string;
  readonly #starts: number[] = [0];
  /** The indent of a line, where a key or a dash begins it. */
  readonly #indents = new Map<number, number>();
  /** A line inside of a value, and the line that its value begins on. */
  readonly #owners = new Map<number, number>();
  readonly #inside: TextEdit[] = [];
  #keepsAll = false;

  constructor(source: string) {
    this.#source = source;
    for (const { index } of source.matchAll(/\n/g)) this.#starts.push(index + 1);
  }

  /** Nothing but the end of the cell is changed. */
  keepAll(): void {
    this.#keepsAll = true;
  }

  /** A key begins its line. */
  line(key: Node, indent: number): void {
    const [start = 0] = key.range ?? [];
    if (/^ *$/.test(this.#before(start))) this.#indents.set(this.#lineOf(start), indent);
  }

  /** A dash, behind nothing else, leads to an item. */
  dash(item: Node, indent: number): void {
    const [start = 0] = item.range ?? [];
    const match = /^( *)-( +)$/.exec(this.#before(start));
    if (match === null) return;
    const line = this.#lineOf(start);
    this.#indents.set(line, indent);
    this.#replace(start - (match[2]?.length ?? 0), start, ' ');
  }

  /** One space behind a colon; where a comment is aligned behind the value, it keeps its column. */
  colon(key: Node, value: Node): void {
    const [, end = 0] = key.range ?? [];
    const [start = 0] = value.range ?? [];
    if (/^ *: +$/.test(this.#source.slice(end, start))) this.#replace(end, start, ': ');
  }

  /** Nothing inside brackets, one space behind commas. */
  flow(node: Node, items: readonly Parts[]): void {
    const [start = 0, end = 0] = node.range ?? [];
    const source = this.#source.slice(start, end);
    if (source.includes('\n') || source.includes('#') || items.length === 0) return;
    const ranges = items.map(({ key, value }) => ({
      start: key?.range?.[0] ?? 0,
      end: Math.max(key?.range?.[1] ?? 0, value?.range?.[1] ?? 0),
    }));
    ranges.forEach((range, i) => {
      const from = ranges[i - 1]?.end ?? start + 1;
      const gap = this.#source.slice(from, range.start);
      if (i === 0 ? /^ +$/.test(gap) : /^ *, *$/.test(gap))
        this.#replace(from, range.start, i === 0 ? '' : ', ');
    });
    const last = ranges.at(-1)?.end ?? start;
    if (/^ +$/.test(this.#source.slice(last, end - 1))) this.#replace(last, end - 1, '');
  }

  /** Lines of a value that is no block collection move with the line it begins on. */
  span(from: Node, to: Node, isBlock: boolean): void {
    if (isBlock) return;
    const first = this.#lineOf(from.range?.[0] ?? 0);
    const last = this.#lineOf(Math.max(0, (to.range?.[1] ?? 1) - 1));
    for (let line = first + 1; line <= last; line++)
      if (!this.#owners.has(line)) this.#owners.set(line, first);
  }

  /** @param isLast nothing follows the cell, so its text ends with one line break */
  edits(isLast: boolean): TextEdit[] {
    const edits: TextEdit[] = this.#keepsAll ? [] : [...this.#inside];
    let blank = 0;
    this.#starts.forEach((start, line) => {
      const end = this.#starts[line + 1] ?? this.#source.length;
      const text = this.#source.slice(start, end);
      const content = text.replace(/\r?\n$/, '');
      if (this.#keepsAll || this.#isInside(line)) return;
      if (content.trim() === '') {
        blank++;
        const isEnd = start === this.#source.length;
        if ((blank > 1 || line === 0) && !isEnd) edits.push({ start, end, text: '' });
        else if (content !== '') edits.push({ start, end: start + content.length, text: '' });
        return;
      }
      blank = 0;
      const kept = content.trimEnd().length;
      if (kept < content.length)
        edits.push({ start: start + kept, end: start + content.length, text: '' });
      const old = /^ */.exec(content)?.[0].length ?? 0;
      const indent = this.#indentOf(line, old);
      if (indent !== old) edits.push({ start, end: start + old, text: ' '.repeat(indent) });
    });
    if (isLast && !/\n$/.test(this.#source)) {
      const at = this.#source.length;
      edits.push({ start: at, end: at, text: this.#source.includes('\r\n') ? '\r\n' : '\n' });
    }
    return edits.sort((a, b) => a.start - b.start);
  }

  /** Of a scalar of several lines, whose white space may matter: only moved as a whole. */
  #isInside(line: number): boolean {
    return this.#owners.has(line) && this.#shiftOf(line) === 0;
  }

  #indentOf(line: number, old: number): number {
    const own = this.#indents.get(line);
    if (own !== undefined) return own;
    if (this.#owners.has(line)) return Math.max(1, old + this.#shiftOf(line));
    // A comment on its own belongs to what follows, or at the end to what it is aligned with.
    const text = this.#source.slice(this.#starts[line]);
    if (!/^ *#/.test(text)) return old;
    for (let next = line + 1; next < this.#starts.length; next++) {
      const indent = this.#indents.get(next);
      if (indent !== undefined) return indent;
      const rest = this.#source.slice(this.#starts[next]);
      if (!/^ *(#|\r?\n|$)/.test(rest)) break;
    }
    return old;
  }

  #shiftOf(line: number): number {
    const owner = this.#owners.get(line) ?? line;
    const indent = this.#indents.get(owner);
    if (indent === undefined) return 0;
    const old = /^ */.exec(this.#source.slice(this.#starts[owner]))?.[0].length ?? 0;
    return indent - old;
  }

  #replace(start: number, end: number, text: string): void {
    if (this.#source.slice(start, end) !== text) this.#inside.push({ start, end, text });
  }

  #before(at: number): string {
    return this.#source.slice(this.#starts[this.#lineOf(at)], at);
  }

  #lineOf(offset: number): number {
    return Math.max(0, firstWhere(this.#starts.length, i => (this.#starts[i] ?? 0) > offset) - 1);
  }
}
