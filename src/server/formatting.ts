import type { TextEdit } from 'vscode-languageserver';
import type { TextRange } from '../base/index.ts';
import { formatCells } from '../language/index.ts';
import { rangeIn, type State } from './state.ts';

/** White space in one form, in a range or everywhere; see `formatCells`. */
export function formatting(state: State, within?: TextRange): TextEdit[] {
  return formatCells(state.text)
    .filter(e => within === undefined || (e.end >= within.start && e.start <= within.end))
    .map(e => ({ range: rangeIn(state, e), newText: e.text }));
}
