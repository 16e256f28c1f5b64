import type { Location } from 'vscode-languageserver';
import { rangeIn, type State } from '../state.ts';
import { nameAt } from './nameAt.ts';

/** Where the cell begins whose name stands at an offset. */
export function definition(state: State, offset: number): Location | null {
  const found = nameAt(state, offset);
  if (found === null) return null;
  return { uri: state.document.uri, range: rangeIn(state, found.target.nameRange) };
}
