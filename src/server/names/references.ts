import type { Location } from 'vscode-languageserver';
import { rangeIn, type State } from '../state.ts';
import { nameAt, usesOf } from './nameAt.ts';

/** The places where a name is used, and its definition if asked for. */
export function references(
  state: State,
  offset: number,
  includeDeclaration: boolean,
): Location[] | null {
  const found = nameAt(state, offset);
  if (found === null) return null;
  const uses = usesOf(state, found.index);
  const all = includeDeclaration ? [found.target.nameRange, ...uses] : uses;
  return all.map(range => ({ uri: state.document.uri, range: rangeIn(state, range) }));
}
