import type { NotebookCell } from '../../../src/protocol/index.ts';
import type { NotebookApp } from '../app.ts';
import { CellEditor } from '../editor/cellEditor.ts';
import { openMenu } from '../shell/menu.ts';

/** Keeps the editor of a cell in step with the document. */
export class CellCode {
  readonly #app: NotebookApp;
  readonly #key: string;
  readonly #editor: CellEditor;
  #inlayTimer: ReturnType<typeof setTimeout> | undefined;
  #seen = -1;

  constructor(app: NotebookApp, cell: NotebookCell, parent: HTMLElement) {
    this.#app = app;
    this.#key = cell.key;
    const { store } = app;
    this.#editor = new CellEditor(parent, {
      text: store.textOf(cell),
      label: `Text of ${cell.kind ?? 'cell'} ${cell.name}`.trim(),
      line: cell.line,
      nonce: app.nonce,
      readOnly: app.readOnly !== null,
      wordWrap: store.settings.wordWrap,
      onType: changes => store.typed(this.#key, changes),
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

  /** Takes over what the document has now. */
  follow(): void {
    const { store } = this.#app;
    const cell = store.cell(this.#key);
    if (cell === undefined) return;
    this.#editor.setText(store.textOf(cell));
    this.#editor.setLine(cell.line);
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

  focus(at?: number): void {
    this.#editor.focus(at);
  }

  markLine(line: number | null): void {
    this.#editor.markLine(line);
  }

  get cursor(): number {
    return this.#editor.view.state.selection.main.head;
  }

  /** What can be done about the place of the cursor, as a menu below it. */
  async offerFixes(): Promise<void> {
    const at = this.cursor;
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
