import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CellAction } from '../../../src/protocol/index.ts';
import { icon } from '../../base/icon.ts';
import type { NotebookApp } from '../app.ts';
import type { CellElement } from '../cell/cellElement.ts';
import '../cell/cellElement.ts';
import { cellWords } from '../cell/cellWords.ts';
import { addable, kindIcon } from '../cell/kinds.ts';
import { Announcer } from './announcer.ts';
import { barTemplate } from './bar.ts';
import { BlockNames } from './blockName.ts';
import { helpTemplate } from './help.ts';
import { KeyReader, type KeyCommand } from './keys.ts';
import { openMenu } from './menu.ts';
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
  #names: BlockNames | null = null;
  #scroll: ScrollKeeper | null = null;
  /** A cell to be selected as soon as it is there. */
  #awaited: string | null = null;

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
    this.#names = new BlockNames(app.source, () => this.requestUpdate());
    this.#scroll = new ScrollKeeper(this, app.ui);
    app.store.onChange(() => this.requestUpdate());
    app.ui.onChange(() => this.requestUpdate());
    app.blocks.onChange(() => this.requestUpdate());
    app.onProblem(message => {
      this.message = message;
      this.#announcer?.alert(message);
    });
    app.onReveal(key => void this.#select(key));
    this.addEventListener('keydown', event => this.#onKey(event));
    this.addEventListener('go-to', event => {
      const name = (event as CustomEvent<string>).detail;
      const cell = app.store.cells.find(each => each.name === name && each.kind !== 'network');
      if (cell !== undefined) void this.#select(cell.key);
    });
    window.addEventListener('blur', () => void app.store.flush());
    window.addEventListener('pagehide', () => void app.store.flush());
  }

  override render(): TemplateResult {
    const { app } = this;
    const { store, ui } = app;
    if (store.document === null) return html`<main class="notebook" aria-busy="true"></main>`;
    const network = store.cells.find(({ kind }) => kind === 'network')?.name ?? null;
    return html`<main class="notebook" @pointerdown=${() => (this.message = '')}>
        <h1 class="sr">${store.document.fileName}</h1>
        ${barTemplate(
          {
            isRunning: store.cells.some(cell =>
              ['live', 'queued'].includes(cellWords(cell, store.state(cell.key)).look),
            ),
            block: this.#names?.nameOf(app.blocks.selected, network) ?? null,
            engine: store.settings.engine,
            refused: app.refused,
            readOnly: app.readOnly,
          },
          {
            runAll: () => void app.run(null, 'all'),
            stop: () => void app.stop(null),
            add: button =>
              this.#offerKinds(this.#selectedIndex + 1, button.getBoundingClientRect()),
            outline: button => this.#outline(button.getBoundingClientRect()),
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
    const { store, ui } = this.app;
    for (const cell of this.querySelectorAll<CellElement>('reslab-cell')) this.#near.observe(cell);
    this.#announcer?.update(store.cells, key => store.state(key));
    this.#scroll?.restore();
    if (this.showsHelp) this.querySelector<HTMLElement>('.sheet')?.focus();
    if (this.#awaited !== null && store.cell(this.#awaited) !== undefined) {
      const key = this.#awaited;
      this.#awaited = null;
      void this.#select(key);
    }
    if (ui.selected === null && store.cells[0] !== undefined) ui.select(store.cells[0].key);
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

  get #selectedIndex(): number {
    return this.app.store.cells.findIndex(({ key }) => key === this.app.ui.selected);
  }

  #element(key: string | null): CellElement | undefined {
    if (key === null) return undefined;
    return [...this.querySelectorAll<CellElement>('reslab-cell')].find(
      element => element.cell.key === key,
    );
  }

  /** Selects a cell in command mode and shows it. */
  async #select(key: string): Promise<void> {
    this.app.ui.select(key);
    await this.updateComplete;
    const section = this.#element(key)?.querySelector<HTMLElement>('section.cell');
    section?.focus({ preventScroll: true });
    section?.scrollIntoView({ block: 'nearest' });
  }

  async #change(action: CellAction, edits = false): Promise<void> {
    const key = await this.app.change(action);
    if (key === null) return;
    this.#awaited = key;
    await this.updateComplete;
    this.requestUpdate();
    await this.updateComplete;
    if (edits) await this.#element(key)?.edit();
  }

  #offerKinds(at: number, below: DOMRect): void {
    const items = addable.map(({ kind, hint }) => ({
      label: kind,
      icon: kindIcon(kind),
      hint,
      run: () => void this.#change({ action: 'insert', at, cellKind: kind }),
    }));
    openMenu('Add a cell', items, below);
  }

  #outline(below: DOMRect): void {
    const { store } = this.app;
    const items = store.cells.map(cell => {
      const { strong, rest } = cellWords(cell, store.state(cell.key));
      const title = store.document?.notes[cell.key]?.trim().split('\n', 1)[0]?.replace(/^#+ /, '');
      return {
        label: cell.name || title || (cell.kind ?? 'cell'),
        icon: kindIcon(cell.kind),
        hint: strong || rest,
        run: () => void this.#select(cell.key),
      };
    });
    openMenu('Cells of this notebook', items, below);
  }

  #closeHelp(): void {
    this.showsHelp = false;
    const { selected } = this.app.ui;
    if (selected !== null) void this.#select(selected);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    const isCell = event.target.matches('section.cell') || event.target === document.body;
    const isText = event.target.closest('.cm-editor, input, textarea') !== null;
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
    void this.#do(command);
  }

  async #do({ does }: KeyCommand): Promise<void> {
    const { app } = this;
    const { cells } = app.store;
    const at = this.#selectedIndex;
    const cell = cells[at];
    if (does === 'undo' || does === 'redo' || does === 'save')
      return void (await app.act({ action: does }));
    if (does === 'help') return void (this.showsHelp = true);
    if (cell === undefined) return;
    const { key } = cell;
    const neighbour = cells[does === 'previous' ? at - 1 : at + 1];
    switch (does) {
      case 'previous':
      case 'next':
        return neighbour && this.#select(neighbour.key);
      case 'edit':
        return this.#element(key)?.edit();
      case 'leave':
        if (app.ui.editing === null) app.blocks.select(null);
        return this.#select(key);
      case 'run':
      case 'runAndNext':
        if (cell.kind !== 'note' && cell.kind !== 'network') void app.run(key, 'cell');
        else await app.store.flush();
        return this.#select(does === 'runAndNext' && neighbour ? neighbour.key : key);
      case 'fix':
        return this.#element(key)?.code?.offerFixes();
      case 'insertAbove':
      case 'insertBelow': {
        const box = this.#element(key)?.querySelector('.card')?.getBoundingClientRect();
        const isAbove = does === 'insertAbove';
        if (box === undefined) return;
        const y = isAbove ? box.top : box.bottom;
        return this.#offerKinds(at + (isAbove ? 0 : 1), new DOMRect(box.left + 40, y, 0, 0));
      }
      case 'delete':
        return this.#change({ action: 'delete', cell: key });
      case 'toNote':
      case 'toCode':
        return this.#change({ action: does, cell: key });
      case 'moveUp':
      case 'moveDown': {
        const to = does === 'moveUp' ? at - 1 : at + 1;
        if (to < 0 || to >= cells.length) return;
        return this.#change({ action: 'move', cell: key, to });
      }
      case 'foldResult':
        return app.ui.foldResult(key);
      case 'foldCode':
        return app.ui.foldCode(key);
    }
  }
}

customElements.define('reslab-notebook', NotebookElement);
