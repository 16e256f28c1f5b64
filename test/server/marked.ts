import { TextDocument } from 'vscode-languageserver-textdocument';
import { expect } from 'vitest';
import type { CellMemory } from '../../src/language/index.ts';
import { makeState, type State } from '../../src/server/state.ts';
import type { StoreRun } from '../../src/server/store/storeRun.ts';

export const uri = 'untitled:test.resnet.yaml';

/** A notebook and the place of its only `|`, which is not part of the text. */
export function marked(
  source: string,
  runs: readonly StoreRun[] = [],
): { readonly state: State; readonly offset: number } {
  const pieces = source.split('|');
  expect(pieces, 'one `|` marks the cursor').toHaveLength(2);
  return { state: stateOf(pieces.join(''), runs), offset: (pieces[0] ?? '').length };
}

export function stateOf(
  text: string,
  runs: readonly StoreRun[] = [],
  memory?: CellMemory,
  deviceMemoryBytes?: number,
): State {
  const document = TextDocument.create(uri, 'resnet-notebook', 1, text);
  return makeState(document, runs, memory, deviceMemoryBytes);
}

/** The text after the edits, as an editor applies them. */
export function edited(
  state: State,
  edit:
    { changes?: Record<string, Parameters<typeof TextDocument.applyEdits>[1]> } | null | undefined,
): string {
  return TextDocument.applyEdits(state.document, edit?.changes?.[uri] ?? []);
}
