import type { Range, WorkspaceEdit } from 'vscode-languageserver';
import { flowText, UserError } from '../../base/index.ts';
import { rangeIn, type State } from '../state.ts';
import { nameAt, type NameAt, usesOf } from './nameAt.ts';

const longestName = 100;

/** The name that would be renamed; null where there is none. */
export function prepareRename(
  state: State,
  offset: number,
): { readonly range: Range; readonly placeholder: string } | null {
  const found = nameAt(state, offset);
  return found && { range: rangeIn(state, found.range), placeholder: found.target.name };
}

/**
 * Renames a cell where it is defined and wherever it is used. Runs keep their results: a digest does
 * not read names.
 *
 * @throws UserError `rename.name` for what can be no name or is the name of another cell
 */
export function rename(state: State, offset: number, newName: string): WorkspaceEdit | null {
  const found = nameAt(state, offset);
  if (found === null) return null;
  const name = newName.trim();
  const problem = problemOf(name, state, found);
  if (problem !== null) throw new UserError('rename.name', problem);
  const ranges = [found.target.nameRange, ...usesOf(state, found.index)];
  const edits = ranges.map(range => ({ range: rangeIn(state, range), newText: flowText(name) }));
  return { changes: { [state.document.uri]: edits } };
}

function problemOf(name: string, { notebook }: State, { target, index }: NameAt): string | null {
  if (name === '') return 'A cell needs a name; write a word or a few.';
  if (name.length > longestName) return `A name may have at most ${longestName} characters.`;
  if (/\p{Cc}/u.test(name)) return 'A name stands on one line.';
  const isNetwork = target.kind === 'network';
  const taken = notebook.cells.some(
    (c, i) => i !== index && c.name === name && isNetwork === (c.kind === 'network'),
  );
  return taken ? `There is already a cell named \`${name}\`; take another name.` : null;
}
