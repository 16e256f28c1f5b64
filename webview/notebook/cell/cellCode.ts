import type { ChangeSet } from '@codemirror/state';
import type { NotebookCell } from '../../../src/protocol/index.ts';
import type { NotebookApp } from '../app.ts';
import { CellEditor } from '../editor/cellEditor.ts';
import type { Leaving } from '../editor/edges.ts';
import { readNote, writeNote } from '../editor/noteText.ts';
import { changesOf } from '../sync/textSync.ts';
import { openMenu } from '../../base/menu.ts';

type Form = 'yaml' | 'markdown';

/** Keeps the editor of a cell in step with the document. A note is edited as the Markdown in it. */
export class CellCode {
  readonly form: Form;
  readonly #app: NotebookApp;
  readonly #key: string;
  readonly #editor: CellEditor;
  #inlayTimer: ReturnType<typeof setTimeout> | undefined;
  #seen = -1;

  constructor(
    app: NotebookApp,
    cell: NotebookCell,
    parent: HTMLElement,
    onLeave: (leaving: Leaving) => boolean,
  ) {
    this.#app = app;
    this.#key = cell.key;
    const { store } = app;
    const source = store.textOf(cell);
    this.form = formOf(cell, source);
    this.#editor = new CellEditor(parent, {
      text: this.#shown(source),
      form: this.form,
      label: `Text of ${cell.kind ?? 'cell'} ${cell.name}`.trim(),
      line: this.#lineOf(cell),
      nonce: app.nonce,
      readOnly: app.readOnly !== null,
      wordWrap: store.settings.wordWrap,
      onType: changes => this.#typed(changes),
      onLeave,
      onFocus: focused => {
        if (focused) return app.ui.edit(this.#key);
        if (app.ui.editing === this.#key) app.ui.edit(null);
        void store.flush();
      },
      language: {
        complete: async offset => {
          const found = await app.atPlace((host, version) =>
            host.ask('complete', { version, offset: offset + this.#start }),
          );
          return (found?.items ?? []).map(item => ({
            ...item,
            edit: {
              ...item.edit,
              start: item.edit.start - this.#start,
              end: item.edit.end - this.#start,
            },
          }));
        },
        hover: async offset => {
          const found = await app.atPlace((host, version) =>
            host.ask('hover', { version, offset: offset + this.#start }),
          );
          if (found === null) return null;
          const { start, end } = found.span;
          return { ...found, span: { start: start - this.#start, end: end - this.#start } };
        },
        openLink: href => void app.act({ action: 'openLink', href }),
      },
    });
    this.follow();
  }

  get #start(): number {
    return this.#app.store.cell(this.#key)?.start ?? 0;
  }

  /** A note may become something else while it is edited, and another cell a note. */
  get isFitting(): boolean {
    const { store } = this.#app;
    const cell = store.cell(this.#key);
    return cell === undefined || formOf(cell, store.textOf(cell)) === this.form;
  }

  /** Takes over what the document has now. */
  follow(): void {
    const { store } = this.#app;
    const cell = store.cell(this.#key);
    if (cell === undefined || (this.form === 'markdown' && !this.isFitting)) return;
    this.#editor.setText(this.#shown(store.textOf(cell)));
    this.#editor.setLine(this.#lineOf(cell));
    if (this.form === 'markdown') return;
    this.#editor.setProblems(
      store.diagnostics
        .filter(({ start }) => start >= cell.start && start <= cell.end)
        .map(problem => ({
          ...problem,
          start: problem.start - cell.start,
          end: Math.min(problem.end, cell.end) - cell.start,
        })),
    );
    if (cell.kind !== 'network' || store.version === this.#seen) return;
    this.#seen = store.version;
    clearTimeout(this.#inlayTimer);
    this.#inlayTimer = setTimeout(() => void this.#askInlays(), 250);
  }

  focus(from?: Leaving): void {
    if (from === undefined) this.#editor.focus();
    else this.#editor.enter(from);
  }

  get hasFocus(): boolean {
    return this.#editor.view.hasFocus;
  }

  markLine(line: number | null): void {
    this.#editor.markLine(line);
  }

  /** What can be done about the place of the cursor, as a menu below it. */
  async offerFixes(): Promise<void> {
    if (this.form === 'markdown') return;
    const at = this.#editor.view.state.selection.main.head;
    const line = this.#editor.view.state.doc.lineAt(at);
    const found = await this.#app.atPlace((host, version) =>
      host.ask('fixes', {
        version,
        span: { start: line.from + this.#start, end: line.to + this.#start },
      }),
    );
    const place = this.#editor.view.coordsAtPos(at);
    if (place === null) return;
    const fixes = [...(found?.fixes ?? [])].sort(
      (a, b) => Number(b.preferred) - Number(a.preferred),
    );
    const none = { label: 'Nothing to fix here', icon: 'info', disabled: true, run: () => {} };
    openMenu(
      'Quick fix',
      fixes.length === 0
        ? [none]
        : fixes.map(({ id, title, preferred }) => ({
            label: title.replaceAll('`', ''),
            icon: preferred ? 'lightbulb-autofix' : 'lightbulb',
            run: () => void this.#app.atPlace(host => host.ask('applyFix', { id })),
          })),
      place,
    );
  }

  destroy(): void {
    clearTimeout(this.#inlayTimer);
    this.#editor.destroy();
  }

  #shown(source: string): string {
    return this.form === 'yaml' ? source : (readNote(source)?.markdown ?? '');
  }

  /** Markdown begins below the header of its note. */
  #lineOf({ line }: NotebookCell): number {
    return this.form === 'yaml' ? line : line + 1;
  }

  #typed(changes: ChangeSet): void {
    const { store } = this.#app;
    if (this.form === 'yaml') return store.typed(this.#key, changes);
    const cell = store.cell(this.#key);
    if (cell === undefined) return;
    const source = store.textOf(cell);
    const note = readNote(source);
    if (note === null) return;
    store.typed(this.#key, changesOf(source, writeNote(note, this.#editor.text)));
  }

  async #askInlays(): Promise<void> {
    const cell = this.#app.store.cell(this.#key);
    if (cell === undefined) return;
    const { version } = this.#app.store;
    const found = await this.#app.atPlace((host, now) =>
      now === version
        ? host.ask('inlays', { version, span: { start: cell.start, end: cell.end } })
        : Promise.resolve({ inlays: [] }),
    );
    if (found === null || version !== this.#app.store.version) return;
    this.#editor.setInlays(
      found.inlays.map(({ offset, label }) => ({ offset: offset - this.#start, label })),
    );
  }
}

function formOf({ kind }: NotebookCell, source: string): Form {
  return kind === 'note' && readNote(source) !== null ? 'markdown' : 'yaml';
}
