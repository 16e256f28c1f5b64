import { type SemanticTokens, SemanticTokensBuilder } from 'vscode-languageserver';
import type { TextRange } from '../base/index.ts';
import { type Cell, formsOf, schemasAt } from '../language/index.ts';
import { rangeIn, type State } from './state.ts';

/** Types of tokens, by their number. */
export const tokenTypes = ['keyword', 'class', 'function', 'property', 'enumMember', 'number'];

export const tokenModifiers = ['declaration'];

interface Token {
  readonly range: TextRange;
  readonly type: (typeof tokenTypes)[number];
  readonly declares?: boolean;
}

/** What each word of the notebook is: kinds, names and where they are used, keys, words that mean something. */
export function semanticTokens(state: State): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  const tokens = state.notebook.cells.flatMap(cell => tokensOf(state, cell));
  let last = 0;
  for (const { range, type, declares } of tokens.sort((a, b) => a.range.start - b.range.start)) {
    const { start, end } = rangeIn(state, range);
    if (range.start < last || start.line !== end.line || range.end <= range.start) continue;
    last = range.end;
    const length = end.character - start.character;
    builder.push(start.line, start.character, length, tokenTypes.indexOf(type), declares ? 1 : 0);
  }
  return builder.build();
}

function tokensOf(state: State, cell: Cell): Token[] {
  const { kind, nameRange, positions, references } = cell;
  if (kind === null || kind === 'note') return [];
  const tokens: Token[] = references.map(({ range, to }) => ({ range, type: typeOf(to) }));
  const isReference = (range: TextRange) => references.some(r => r.range.start === range.start);
  for (const [path, { key, value }] of positions.entries()) {
    const isKind = path.length === 1 && path[0] === kind;
    if (key !== null) tokens.push({ range: key, type: isKind ? 'keyword' : 'property' });
    if (isKind) {
      const type = typeOf(kind === 'network' ? 'network' : 'run');
      if (cell.name !== '') tokens.push({ range: nameRange, type, declares: true });
      continue;
    }
    const text = state.text.slice(value.start, value.end);
    if (value.start === key?.start || isReference(value) || /[\n[{]/.test(text)) continue;
    if (/^[-+.]?\d/.test(text)) tokens.push({ range: value, type: 'number' });
    else if (isWord(kind, path)) tokens.push({ range: value, type: 'enumMember' });
  }
  return tokens;
}

function typeOf(to: string): Token['type'] {
  return to === 'network' ? 'class' : 'function';
}

function isWord(kind: string, path: readonly string[]): boolean {
  return schemasAt(kind, path)
    .flatMap(formsOf)
    .some(form => form.enum !== undefined || form.names !== undefined || form.type === 'boolean');
}
