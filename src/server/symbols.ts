import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { Cell } from '../language/index.ts';
import { rangeIn, type State } from './state.ts';

const symbolKinds: Readonly<Record<string, SymbolKind>> = {
  note: SymbolKind.String,
  network: SymbolKind.Class,
  train: SymbolKind.Method,
};

/** The outline: one symbol a cell, its keys inside. */
export function documentSymbols(state: State): DocumentSymbol[] {
  return state.notebook.cells.map(cell => ({
    name: titleOf(cell),
    detail: cell.kind ?? '',
    kind: symbolKinds[cell.kind ?? ''] ?? SymbolKind.Event,
    range: rangeIn(state, cell.range),
    selectionRange: rangeIn(state, cell.nameRange),
    children: childrenOf(state, cell),
  }));
}

function titleOf({ kind, name, partial }: Cell): string {
  if (partial?.kind === 'note') {
    const [line = ''] = partial.value.split(/\r?\n/).filter(l => l.trim() !== '');
    return line.replace(/^#+\s*/, '').slice(0, 80) || 'note';
  }
  return name || kind || 'cell';
}

function childrenOf(state: State, { kind, positions }: Cell): DocumentSymbol[] {
  if (kind === null || kind === 'note') return [];
  const children: DocumentSymbol[] = [];
  for (const [[key = '', ...rest], { key: keyRange, value }] of positions.entries()) {
    if (rest.length > 0 || keyRange === null || key === kind) continue;
    // The value of an alias stands elsewhere.
    const end = Math.max(keyRange.end, value.end);
    children.push({
      name: key,
      kind: SymbolKind.Property,
      range: rangeIn(state, { start: keyRange.start, end }),
      selectionRange: rangeIn(state, keyRange),
    });
  }
  return children;
}
