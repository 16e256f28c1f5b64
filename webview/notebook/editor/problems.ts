import { type EditorState, StateEffect, StateField, type Range } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import type { NotebookDiagnostic } from '../../../src/protocol/index.ts';

/** The diagnostics of a cell; places count from the beginning of the cell. */
export const setProblems = StateEffect.define<readonly NotebookDiagnostic[]>();

/** Squiggles under what is wrong, and below its line what it is. */
export const problems = StateField.define<{
  readonly list: readonly NotebookDiagnostic[];
  readonly marks: DecorationSet;
}>({
  create: () => ({ list: [], marks: Decoration.none }),
  update(value, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setProblems))
        return { list: effect.value, marks: marksOf(effect.value, transaction.state) };
    return transaction.docChanged
      ? { list: value.list, marks: value.marks.map(transaction.changes) }
      : value;
  },
  provide: field => EditorView.decorations.from(field, value => value.marks),
});

function marksOf(list: readonly NotebookDiagnostic[], { doc }: EditorState): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const problem of list) {
    const start = Math.min(problem.start, doc.length);
    const end = Math.min(Math.max(problem.end, start), doc.length);
    if (problem.severity === 'information') {
      // A remark is there for who looks for it; it takes no line of its own.
      const attributes = { title: plain(problem.message) };
      if (end > start)
        ranges.push(Decoration.mark({ class: 'remark', attributes }).range(start, end));
      continue;
    }
    const level = problem.severity === 'error' ? '' : 'warn';
    if (end > start) ranges.push(Decoration.mark({ class: `squiggle ${level}` }).range(start, end));
    const line = doc.lineAt(start);
    ranges.push(
      Decoration.widget({ widget: new Message(problem), block: true, side: 1 }).range(line.to),
    );
  }
  return Decoration.set(ranges, true);
}

/** Messages have marks around words of the language. */
function plain(message: string): string {
  return message.replaceAll('`', '');
}

const icons = { error: 'error', warning: 'warning', information: 'info' };

class Message extends WidgetType {
  readonly problem: NotebookDiagnostic;

  constructor(problem: NotebookDiagnostic) {
    super();
    this.problem = problem;
  }

  override eq(other: Message): boolean {
    return (
      other.problem.message === this.problem.message &&
      other.problem.severity === this.problem.severity
    );
  }

  override toDOM(): HTMLElement {
    const { severity, message } = this.problem;
    const row = document.createElement('div');
    row.className = `problem ${severity === 'error' ? '' : 'warn'}`;
    const icon = row.appendChild(document.createElement('span'));
    icon.className = `codicon codicon-${icons[severity]}`;
    icon.setAttribute('aria-hidden', 'true');
    const words = row.appendChild(document.createElement('span'));
    words.textContent = plain(message);
    const keys = row.appendChild(document.createElement('span'));
    keys.className = 'where hide-narrow';
    for (const key of ['Ctrl', '.']) {
      keys.append(' ');
      keys.appendChild(document.createElement('kbd')).textContent = key;
    }
    return row;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}
