import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../base/icon.ts';
import type { NotebookApp } from '../app.ts';
import type { CellElement } from '../cell/cellElement.ts';
import '../cell/cellElement.ts';
import { cellWords } from '../cell/cellWords.ts';
import type { Leaving } from '../editor/edges.ts';
import { Announcer } from './announcer.ts';
import { barTemplate } from './bar.ts';
import { CellCommands } from './cellCommands.ts';
import { helpTemplate } from './help.ts';
import { KeyReader } from './keys.ts';
import { offerCells, offerKinds } from './menus.ts';
import { ScrollKeeper } from './scrollKeeper.ts';

/** The notebook: bar, cells, help. `<reslab-notebook>` */
export class NotebookElement extends LitElement {
  static override properties = {
    app: { attribute: false },
    showsHelp: { state: true },
    message: { state: true },
  };

  declare app: NotebookApp;
  declare showsHelp: boolean;
  /** A sentence about something that did not work. */
  declare message: string;

  readonly #keys = new KeyReader();
  readonly #near = new IntersectionObserver(
    entries => {
      for (const { target, isIntersecting } of entries)
        (target as CellElement).isNear = isIntersecting;
    },
    { rootMargin: '700px 0px' },
  );
  #announcer: Announcer | null = null;
  #scroll: ScrollKeeper | null = null;
  #commands: CellCommands | null = null;

  constructor() {
    super();
    this.showsHelp = false;
    this.message = '';
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { app } = this;
    this.#announcer = new Announcer(this);
    this.#scroll = new ScrollKeeper(this, app.ui);
    const commands = new CellCommands(app, {
      element: key => this.#element(key),
      offerKinds: (at, below) => this.#offerKinds(at, below),
      showHelp: () => (this.showsHelp = true),
      update: () => {
        this.requestUpdate();
        return this.updateComplete;
      },
    });
    this.#commands = commands;
    app.store.onChange(() => this.requestUpdate());
    app.ui.onChange(() => this.requestUpdate());
    app.blocks.onChange(() => this.requestUpdate());
    app.onProblem(message => {
      this.message = message;
      this.#announcer?.alert(message);
    });
    app.onReveal(key => void commands.show(key));
    this.addEventListener('keydown', event => this.#onKey(event));
    // Nothing has the focus: a button had it that is gone or disabled now.
    document.addEventListener('keydown', event => {
      if (event.target === document.body) this.#onKey(event);
    });
    this.addEventListener('go-to', event => {
      const name = (event as CustomEvent<string>).detail;
      const cell = app.store.cells.find(each => each.name === name && each.kind !== 'network');
      if (cell !== undefined) void commands.select(cell.key);
    });
    this.addEventListener('leave-text', event => {
      const { detail } = event as CustomEvent<Leaving>;
      const from = (event.target as CellElement).cell.key;
      if (commands.leaveText(from, detail)) event.preventDefault();
    });
    window.addEventListener('blur', () => void app.store.flush());
    window.addEventListener('pagehide', () => void app.store.flush());
  }

  override render(): TemplateResult {
    const { app } = this;
    const { store, ui } = app;
    if (store.document === null) return html`<main class="notebook" aria-busy="true"></main>`;
    return html`<main class="notebook" @pointerdown=${() => (this.message = '')}>
        <h1 class="sr">${store.document.fileName}</h1>
        ${barTemplate(
          {
            isRunning: store.cells.some(cell =>
              ['live', 'queued'].includes(
                cellWords(cell, store.state(cell.key), store.kindOf(cell)).look,
              ),
            ),
            block: app.blocks.selected?.name ?? null,
            engine: store.settings.engine,
            refused: app.refused,
            readOnly: app.readOnly,
          },
          {
            runAll: () => void app.run(null, 'all'),
            stop: () => void app.stop(null),
            add: button =>
              this.#offerKinds(
                (this.#commands?.selectedIndex ?? -1) + 1,
                button.getBoundingClientRect(),
              ),
            outline: button =>
              offerCells(app.store, button.getBoundingClientRect(), key => app.reveal(key)),
            clearBlock: () => app.blocks.select(null),
            help: () => (this.showsHelp = true),
          },
        )}
        ${this.message === '' ? nothing : this.#messageRow()}
        ${store.cells.length === 0 ? this.#emptyNotebook() : nothing}
        ${repeat(
          store.cells,
          ({ key }) => key,
          (cell, i) =>
            html`<reslab-cell
                .app=${app}
                .cell=${cell}
                .state=${store.state(cell.key)}
                .note=${store.document?.notes[cell.key] ?? null}
                .isSelected=${ui.selected === cell.key}
                .isEditing=${ui.editing === cell.key}
                .isCodeFolded=${ui.hasFoldedCode(cell.key)}
                .isResultFolded=${ui.hasFoldedResult(cell.key)}
                .settings=${store.settings}
              ></reslab-cell>
              ${ui.selected === cell.key && app.readOnly === null ? this.#insertRow(i + 1) : nothing}`,
        )}
      </main>
      ${this.showsHelp ? helpTemplate(() => this.#closeHelp()) : nothing}`;
  }

  override updated(): void {
    const { store } = this.app;
    for (const cell of this.querySelectorAll<CellElement>('reslab-cell')) this.#near.observe(cell);
    this.#announcer?.update(store);
    this.#scroll?.restore();
    if (this.showsHelp) this.querySelector<HTMLElement>('.sheet')?.focus();
    this.#commands?.follow();
  }

  #messageRow(): TemplateResult {
    return html`<div class="banner failed message">
      ${icon('warning')}<span class="txt">${this.message}</span>
      <button class="tool" aria-label="Close" @click=${() => (this.message = '')}>
        ${icon('close')}
      </button>
    </div>`;
  }

  #emptyNotebook(): TemplateResult {
    return html`<div class="blank">
      <p class="say"><b>An empty notebook.</b> Begin with a note or a network.</p>
      <button
        class="btn primary"
        @click=${(event: Event) =>
          this.#offerKinds(0, (event.currentTarget as HTMLElement).getBoundingClientRect())}
      >
        ${icon('add')}Add a cell
      </button>
    </div>`;
  }

  #insertRow(at: number): TemplateResult {
    return html`<div class="insert">
      <button
        class="tool"
        tabindex="-1"
        title="Add a cell here (b)"
        aria-label="Add a cell here"
        @click=${(event: Event) =>
          this.#offerKinds(at, (event.currentTarget as HTMLElement).getBoundingClientRect())}
      >
        ${icon('add')}
      </button>
    </div>`;
  }

  #element(key: string): CellElement | undefined {
    return [...this.querySelectorAll<CellElement>('reslab-cell')].find(
      element => element.cell.key === key,
    );
  }

  #offerKinds(at: number, below: DOMRect): void {
    offerKinds(
      this.app.store,
      below,
      cellKind => void this.#commands?.change({ action: 'insert', at, cellKind }),
    );
  }

  #closeHelp(): void {
    this.showsHelp = false;
    const { selected } = this.app.ui;
    if (selected !== null) void this.#commands?.select(selected);
  }

  #onKey(event: KeyboardEvent): void {
    if (!(event.target instanceof Element)) return;
    const isCell = event.target.matches('section.cell') || event.target === document.body;
    const isText = event.target.closest('.cm-editor, input, textarea') !== null;
    // What a text has done, e.g. Ctrl+A, the editor around the page would do a second time.
    if (event.defaultPrevented && isText) event.stopPropagation();
    if (event.defaultPrevented) return;
    const command =
      this.#keys.always(event) ??
      (isText
        ? event.key === 'Escape'
          ? ({ does: 'leave' } as const)
          : null
        : isCell || event.key === 'Escape'
          ? this.#keys.command(event, performance.now())
          : null);
    if (command === null) return;
    event.preventDefault();
    // The editor around the page would act on it a second time, before what is typed is there.
    event.stopPropagation();
    void this.#commands?.do(command);
  }
}

customElements.define('reslab-notebook', NotebookElement);
