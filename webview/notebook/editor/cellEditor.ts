import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { indentOnInput, indentUnit } from '@codemirror/language';
import { Annotation, Compartment, EditorState, type ChangeSet } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  tooltips,
} from '@codemirror/view';
import type { NotebookDiagnostic } from '../../../src/protocol/index.ts';
import { changesOf } from '../sync/textSync.ts';
import { editingKeys } from './editingKeys.ts';
import { leavesByArrows, type Leaving } from './edges.ts';
import { inlays, setInlays, type Inlay } from './inlays.ts';
import { languageHelp, type LanguageAccess } from './language.ts';
import { markdownMarks } from './markdownMarks.ts';
import { markedLine, setMarkedLine } from './markedLine.ts';
import { problems, setProblems } from './problems.ts';
import { editorTheme } from './theme.ts';
import { yamlMarks } from './yamlMarks.ts';

/** Of changes that come from the document. */
const fromDocument = Annotation.define<boolean>();

export interface CellEditorOptions {
  readonly text: string;
  /** Prose is wrapped, and nothing completes or explains it. */
  readonly form: 'yaml' | 'markdown';
  readonly label: string;
  /** First line of the text in the document, from 0. */
  readonly line: number;
  readonly nonce: string;
  readonly readOnly: boolean;
  readonly wordWrap: boolean;
  readonly language: LanguageAccess;
  readonly onType: (changes: ChangeSet) => void;
  readonly onFocus: (focused: boolean) => void;
  /** An arrow key leads out of the text. Returns whether there is somewhere to go. */
  readonly onLeave: (leaving: Leaving) => boolean;
}

/** The editor of one cell's text. It has no history of its own: undo is the document's. */
export class CellEditor {
  readonly view: EditorView;
  readonly #numbers = new Compartment();
  #line: number;
  #problems: readonly NotebookDiagnostic[] = [];

  constructor(parent: HTMLElement, options: CellEditorOptions) {
    this.#line = options.line;
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: options.text,
        extensions: [
          EditorView.cspNonce.of(options.nonce),
          EditorState.readOnly.of(options.readOnly),
          EditorView.contentAttributes.of({ 'aria-label': options.label }),
          this.#numbers.of(numbersFrom(options.line)),
          highlightActiveLineGutter(),
          drawSelection(),
          options.form === 'yaml'
            ? [yaml(), yamlMarks, languageHelp(options.language)]
            : markdownMarks,
          indentUnit.of('  '),
          indentOnInput(),
          closeBrackets(),
          options.wordWrap || options.form === 'markdown' ? EditorView.lineWrapping : [],
          tooltips({ parent: document.body }),
          problems,
          inlays,
          markedLine,
          leavesByArrows(options.onLeave),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...editingKeys]),
          editorTheme,
          EditorView.updateListener.of(update => {
            if (update.focusChanged) options.onFocus(update.view.hasFocus);
            for (const transaction of update.transactions)
              if (transaction.docChanged && transaction.annotation(fromDocument) !== true)
                options.onType(transaction.changes);
          }),
        ],
      }),
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Takes over the text as it is in the document; the cursor stays where it was in the words. */
  setText(text: string): void {
    const old = this.text;
    if (old === text) return;
    this.view.dispatch({
      changes: changesOf(old, text),
      annotations: fromDocument.of(true),
    });
  }

  setLine(line: number): void {
    if (line === this.#line) return;
    this.#line = line;
    this.view.dispatch({ effects: this.#numbers.reconfigure(numbersFrom(line)) });
  }

  setProblems(list: readonly NotebookDiagnostic[]): void {
    if (isSame(list, this.#problems)) return;
    this.#problems = list;
    this.view.dispatch({ effects: setProblems.of(list) });
  }

  setInlays(list: readonly Inlay[]): void {
    this.view.dispatch({ effects: setInlays.of(list) });
  }

  /** A line of the document, from 0. */
  markLine(line: number | null): void {
    this.view.dispatch({ effects: setMarkedLine.of(line === null ? null : line - this.#line) });
  }

  focus(): void {
    this.view.focus();
  }

  /** Comes in by an arrow key from the cell above or below. */
  enter({ to, column }: Leaving): void {
    const { doc } = this.view.state;
    const line = to === 'next' ? doc.line(1) : doc.line(doc.lines);
    const anchor = Math.min(line.from + column, line.to);
    this.view.dispatch({ selection: { anchor }, scrollIntoView: true });
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }
}

function numbersFrom(line: number) {
  return lineNumbers({ formatNumber: n => String(n + line) });
}

function isSame(a: readonly NotebookDiagnostic[], b: readonly NotebookDiagnostic[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, i) => {
      const other = b[i];
      return (
        other?.start === one.start &&
        other.end === one.end &&
        other.message === one.message &&
        other.severity === one.severity
      );
    })
  );
}
