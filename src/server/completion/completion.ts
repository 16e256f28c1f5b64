import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  MarkupKind,
} from 'vscode-languageserver';
import { type Cursor, cursorAt } from '../../language/index.ts';
import { rangeIn, type State } from '../state.ts';
import { type Candidate, candidatesAt } from './candidates.ts';

const itemKinds = {
  kind: CompletionItemKind.Class,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
};

/** What may be written at an offset, with documentation; also in the middle of an unfinished cell. */
export function completion(state: State, offset: number): CompletionList | null {
  const cursor = cursorAt(state.text, offset);
  if (cursor === null) return null;
  const range = rangeIn(state, cursor.range);
  const items = candidatesAt(cursor, state).map((candidate, i): CompletionItem => {
    const { label, role, doc, detail, goesOn } = candidate;
    return {
      label,
      kind: itemKinds[role],
      detail,
      documentation: { kind: MarkupKind.Markdown, value: doc },
      sortText: String(i).padStart(4, '0'),
      filterText: label,
      insertTextFormat: InsertTextFormat.PlainText,
      textEdit: { range, newText: textOf(candidate, cursor) },
      command:
        goesOn === true && !cursor.hasColon
          ? { title: 'Suggest values', command: 'editor.action.triggerSuggest' }
          : undefined,
    };
  });
  return { isIncomplete: false, items };
}

function textOf({ label, role, text }: Candidate, cursor: Cursor): string {
  return role === 'key' && cursor.hasColon ? label : (text ?? label);
}
