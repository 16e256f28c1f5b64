import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { TextRange } from '../../base/index.ts';
import {
  blockEdits,
  type Cell,
  digestCell,
  expandPreset,
  parseNotebook,
} from '../../language/index.ts';
import { diagnostics } from '../diagnostics.ts';
import { rangeIn, type State } from '../state.ts';
import type { Fix } from './fix.ts';
import { fixOf } from './fixes.ts';

/** Repairs of the mistakes in a range, and rewritings of what stands there. */
export function codeActions(state: State, within: TextRange): CodeAction[] {
  const actions: CodeAction[] = [];
  const shown = diagnostics(state);
  state.diagnostics().forEach((diagnostic, i) => {
    if (!touches(diagnostic.range, within)) return;
    const fix = fixOf(diagnostic, state);
    const [reported] = shown.slice(i, i + 1);
    if (fix === null || reported === undefined) return;
    actions.push({
      ...actionOf(state, fix),
      kind: CodeActionKind.QuickFix,
      diagnostics: [reported],
      isPreferred: true,
    });
  });
  for (const [index, cell] of state.notebook.cells.entries()) {
    const block = cell.positions.get(['block']);
    if (block?.key != null && touches({ start: block.key.start, end: block.value.end }, within))
      for (const { title, edits } of blockEdits(state.text, cell, index)) {
        const fix = { title, edits: edits.map(e => ({ range: e, newText: e.text })) };
        const isNew = edits.some(e => e.start > block.value.end);
        const kind = isNew ? CodeActionKind.RefactorExtract : CodeActionKind.RefactorRewrite;
        actions.push({ ...actionOf(state, fix), kind });
      }
    const preset = cell.positions.get(['preset']);
    if (
      preset === undefined ||
      !touches({ ...preset.value, ...(preset.key && { start: preset.key.start }) }, within)
    )
      continue;
    const fix = presetFix(state, cell);
    if (fix !== null)
      actions.push({ ...actionOf(state, fix), kind: CodeActionKind.RefactorRewrite });
  }
  return actions;
}

/** Only where it changes nothing about the network: a cell that overrides a part may mean more. */
function presetFix({ text }: State, cell: Cell): Fix | null {
  const edit = expandPreset(text, cell);
  if (edit === null) return null;
  const after = text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
  const alone = (source: Cell['range'], whole: string, grown: number) =>
    parseNotebook(whole.slice(source.start, source.end + grown));
  const before = digestCell(alone(cell.range, text, 0), cell.name);
  const same = digestCell(alone(cell.range, after, after.length - text.length), cell.name);
  if (before === null || before !== same) return null;
  return { title: 'Write the preset out', edits: [edit] };
}

function actionOf(state: State, { title, edits }: Fix): CodeAction {
  const changes = edits.map(({ range, newText }) => ({ range: rangeIn(state, range), newText }));
  return { title, edit: { changes: { [state.document.uri]: changes } } };
}

function touches(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
