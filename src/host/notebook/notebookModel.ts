import * as vscode from 'vscode';
import { CellMemory, parseNotebook, type Notebook } from '../../language/index.ts';
import type { NotebookCell, NotebookDocument } from '../../protocol/index.ts';
import { LineText } from './lineText.ts';
import { NotebookCells } from './notebookCells.ts';

/** A document as its notebook views know it; one for all views of the document. */
export class NotebookModel implements vscode.Disposable {
  readonly document: vscode.TextDocument;
  readonly #changed = new vscode.EventEmitter<void>();
  /** There is a new version, or it may be written now or no longer. */
  readonly onDidChange = this.#changed.event;
  readonly #memory = new CellMemory();
  readonly #cells = new NotebookCells();
  readonly #listener: vscode.Disposable;
  #version = -1;
  #lines = new LineText('');
  #notebook: Notebook = { cells: [], diagnostics: [] };
  #shown: readonly NotebookCell[] = [];

  constructor(document: vscode.TextDocument) {
    this.document = document;
    this.#read();
    this.#listener = vscode.workspace.onDidChangeTextDocument(event => {
      if (event.document !== document || document.version === this.#version) return;
      this.#read();
      this.#changed.fire();
    });
  }

  /** Absolute; null where it has no file yet. */
  get path(): string | null {
    const { scheme, fsPath } = this.document.uri;
    return scheme === 'file' ? fsPath : null;
  }

  get version(): number {
    return this.#version;
  }

  get lines(): LineText {
    return this.#lines;
  }

  get notebook(): Notebook {
    return this.#notebook;
  }

  get cells(): readonly NotebookCell[] {
    return this.#shown;
  }

  toDocument(): NotebookDocument {
    const { uri, isUntitled } = this.document;
    const mayWrite = isUntitled || vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false;
    return {
      version: this.#version,
      text: this.#lines.text,
      cells: this.#shown,
      notes: Object.fromEntries(this.#notes()),
      fileName: vscode.workspace.asRelativePath(uri, false),
      readOnly: mayWrite ? null : `Files of ${uri.scheme}: cannot be edited here.`,
    };
  }

  toRange({ start, end }: { readonly start: number; readonly end: number }): vscode.Range {
    return new vscode.Range(this.toPosition(start), this.toPosition(end));
  }

  toPosition(offset: number): vscode.Position {
    const { line, character } = this.#lines.placeAt(offset);
    return new vscode.Position(line, character);
  }

  toSpan(range: vscode.Range): { readonly start: number; readonly end: number } {
    return { start: this.#lines.offsetAt(range.start), end: this.#lines.offsetAt(range.end) };
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }

  *#notes(): Iterable<readonly [string, string]> {
    for (const [i, { value, partial }] of this.#notebook.cells.entries()) {
      const note = value ?? partial;
      const key = this.#shown[i]?.key;
      if (note?.kind === 'note' && key !== undefined) yield [key, note.value];
    }
  }

  #read(): void {
    this.#version = this.document.version;
    this.#lines = new LineText(this.document.getText());
    this.#notebook = parseNotebook(this.#lines.text, this.#memory);
    this.#shown = this.#cells.read(this.#lines.text, this.#notebook);
  }
}
