import { Composer, type CST, type Document, type Node, Parser } from 'yaml';
import { limits, type TextRange } from '../../base/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { Positions } from '../positions.ts';
import { oddCharacter } from './oddCharacters.ts';
import { type Plain, plainOf } from './plain.ts';
import { syntaxDiagnostic } from './syntaxDiagnostic.ts';

/** One cell as YAML, before its kind is known. Ranges are those of the whole text. */
export interface CellSyntax {
  /** From the first to the last character that is not white space or a marker. */
  readonly range: TextRange;
  readonly data: Plain;
  readonly positions: Positions;
  readonly diagnostics: readonly Diagnostic[];
}

/** Each cell reports at most this many syntax errors; what follows the first is often its echo. */
const mostErrors = 5;

/** Reading is linear, about 5 µs a character at worst; a cell that people write has a few hundred. */
const longestCell = limits.cellSigns;

const deepestSyntax = 100;

/** Reads one piece of the text; null if it holds nothing but white space and comments. */
export function readCell(text: string, piece: TextRange): CellSyntax | null {
  const source = text.slice(piece.start, piece.end);
  const range = contentRange(source, piece.start);
  if (range === null) return null;
  const diagnostics: Diagnostic[] = [];
  const positions = new Positions();
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const within = (start: number, end: number): TextRange => trimmed(text, piece, start, end);
  let data: Plain = null;
  const refuse = (message: string): CellSyntax => ({
    range,
    data,
    positions,
    diagnostics: [{ code: 'text.too-complex', severity: 'error', message, range }],
  });
  if (source.length > longestCell && !/^note:/m.test(source.slice(0, 1000)))
    return refuse(
      `A cell may have at most ${longestCell} characters; this one has ${source.length}.`,
    );
  const document = parseSafely(source);
  if (document === null)
    return refuse(
      `Values are nested more than ${deepestSyntax} deep; a cell needs only a few levels.`,
    );
  const places = new Set<number>();
  for (const error of document.errors.slice(0, mostErrors)) {
    const problem =
      oddCause(error.pos, source, piece.start) ?? syntaxDiagnostic(error, within, text);
    // The library often says two things of one place; the first is the cause.
    if (!places.has(error.pos[0]) && !diagnostics.some(d => d.range.start === problem.range.start))
      report(problem);
    places.add(error.pos[0]);
  }
  // Of tags `plainOf` says more.
  for (const warning of document.warnings.slice(0, mostErrors))
    if (warning.code !== 'TAG_RESOLVE_FAILED')
      report({ ...syntaxDiagnostic(warning, within, text), severity: 'warning' });
  const directive = /^%(?!YAML[ \t]+1\.2[ \t]*(?:#.*)?\r?$).*$/m.exec(source);
  if (directive !== null && directive.index < range.start - piece.start)
    report({
      code: 'yaml.syntax',
      severity: 'error',
      message: 'A line that begins with `%` means nothing here; notebooks are YAML 1.2. Remove it.',
      range: within(directive.index, directive.index + directive[0].length),
    });
  const rangeOf = (node: Node) => (node.range ? within(node.range[0], node.range[1]) : range);
  const sourceOf = (node: Node) => source.slice(node.range?.[0], node.range?.[1]);
  data = plainOf(document, rangeOf, sourceOf, positions, report);
  return { range, data, positions, diagnostics };
}

/** The first document of a text that has content; null if it is nested too deep to be read. */
export function parseSafely(source: string): Document | null {
  // A piece may begin with the end of the document before it.
  const own = source.replace(/^\.\.\.(?=[ \t\r\n]|$)/, '   ');
  const tokens = [...new Parser().parse(own)];
  if (depthOf(tokens) > deepestSyntax) return null;
  // Keys are compared in plainOf: the library does it in quadratic time.
  // The schema is fixed, so that no directive makes `yes` true and `010` eight.
  const composer = new Composer({
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    schema: 'core',
  });
  const [first, ...others] = composer.compose(tokens, true);
  if (first === undefined) throw new Error('a forced composer gives a document');
  return others.find(d => first.contents === null && d.contents !== null) ?? first;
}

/**
 * A character that nobody sees, on the lines where the library lost its way and outside of comments: it
 * is the likely cause, and the line looks right.
 */
function oddCause(
  [from, to]: readonly [number, number],
  source: string,
  offset: number,
): Diagnostic | null {
  const start = source.lastIndexOf('\n', Math.max(0, from - 1)) + 1;
  const next = source.indexOf('\n', Math.max(from, to - 1));
  const lines = source.slice(start, next < 0 ? source.length : next);
  const odd = oddCharacter(lines.replace(/(?<=\s)#.*/g, comment => ' '.repeat(comment.length)));
  if (odd === null) return null;
  const at = offset + start + odd.at;
  const range = { start: at, end: at + odd.length };
  return { code: 'text.invisible', severity: 'error', message: odd.message, range, fix: odd.fix };
}

/**
 * How deep a syntax tree is, without recursion. The library composes by recursion, and a stack that
 * ends inside one of its regular expressions ends the whole process, so it must not be tried.
 */
function depthOf(tokens: readonly CST.Token[]): number {
  let deepest = 0;
  const open: { token: CST.Token; depth: number }[] = tokens.map(token => ({ token, depth: 1 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    deepest = Math.max(deepest, depth);
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const item of token.items) {
      if (item.key) open.push({ token: item.key, depth: depth + 1 });
      if (item.value) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return deepest;
}

function contentRange(source: string, offset: number): TextRange | null {
  const lines = source.matchAll(/^(?!%|(?:---|\.\.\.)[ \t]*(?:#.*)?\r?$)[ \t]*[^\s#].*$/gm);
  let first: number | null = null;
  let last = 0;
  for (const match of lines) {
    first ??= match.index + (/\S/.exec(match[0])?.index ?? 0);
    last = match.index + match[0].trimEnd().length;
  }
  return first === null ? null : { start: offset + first, end: offset + last };
}

/** The range in the whole text, without white space at its end, inside its piece, never empty if it can be. */
function trimmed(text: string, piece: TextRange, start: number, end: number): TextRange {
  const from = Math.min(piece.start + Math.max(0, start), piece.end);
  let to = Math.min(piece.start + Math.max(start, end), piece.end);
  while (to > from + 1 && /\s/.test(text[to - 1] ?? '')) to--;
  return { start: from, end: to };
}
