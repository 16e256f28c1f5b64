import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { CellState, NotebookCell } from '../../../src/protocol/index.ts';
import type { ResultContext } from '../../base/context.ts';
import type { NotebookApp } from '../app.ts';
import { ResultElement, type ShownResult } from '../../results/result.ts';
import type { Leaving } from '../editor/edges.ts';
import { openMenu } from '../../base/menu.ts';
import { bannerTemplate } from './banner.ts';
import type { CellCode } from './cellCode.ts';
import { cellWords } from './cellWords.ts';
import { CodeSlot } from './codeSlot.ts';
import { emptyTemplate } from './empty.ts';
import { headTemplate } from './head.ts';
import { resultTag } from './kinds.ts';
import { moreItems } from './moreItems.ts';
import { noteTemplate } from './note.ts';
import { railTemplate, threadTemplate } from './rail.ts';
import { variantsTemplate } from './variants.ts';

/** The result of a kind that has an element of its own. */
type OwnResult = HTMLElement & { context: ResultContext | null };

/** A cell of the notebook: `<reslab-cell>`. Editor and result are made when it comes near the screen. */
export class CellElement extends LitElement {
  static override properties = {
    app: { attribute: false },
    cell: { attribute: false },
    state: { attribute: false },
    note: { attribute: false },
    isSelected: { attribute: false },
    isEditing: { attribute: false },
    isCodeFolded: { attribute: false },
    isResultFolded: { attribute: false },
    isNear: { state: true },
    settings: { attribute: false },
  };

  declare app: NotebookApp;
  declare cell: NotebookCell;
  declare state: CellState | undefined;
  /** Markdown of a note; null for other kinds. */
  declare note: string | null;
  declare isSelected: boolean;
  declare isEditing: boolean;
  declare isCodeFolded: boolean;
  declare isResultFolded: boolean;
  declare isNear: boolean;
  declare settings: unknown;

  readonly #slot = new CodeSlot(this);
  #result: HTMLElement | null = null;
  #shown: ShownResult | null = null;

  constructor() {
    super();
    this.note = null;
    this.isSelected = false;
    this.isEditing = false;
    this.isCodeFolded = false;
    this.isResultFolded = false;
    this.isNear = false;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#slot.empty();
    this.#result = null;
  }

  /** Puts the cursor into the text, where it comes from another cell by an arrow key. */
  async edit(from?: Leaving): Promise<void> {
    this.isNear = true;
    this.app.ui.edit(this.cell.key);
    await this.updateComplete;
    // The class that shows the text of a note comes with the next update of the list.
    this.isEditing = true;
    await this.updateComplete;
    this.#slot.refit();
    this.code?.focus(from);
  }

  /** Its text is there to be edited, not folded away or shown as a note. */
  get showsText(): boolean {
    return !this.isCodeFolded && !this.#showsNote;
  }

  get code(): CellCode | null {
    return this.#slot.code;
  }

  override render(): TemplateResult {
    const { cell, state, app } = this;
    const words = cellWords(cell, state, app.store.kindOf(cell));
    const showsNote = this.#showsNote;
    const classes = {
      cell: true,
      notecell: cell.kind === 'note',
      focus: this.isSelected,
      edit: this.isEditing,
      bad: words.look === 'failed' || words.look === 'problem',
      stale: words.look === 'stale',
    };
    const name = `${cell.kind ?? 'unknown kind'} ${cell.name}`.trim();
    return html`<section
      class=${classMap(classes)}
      aria-label=${name}
      aria-current=${this.isSelected ? 'true' : nothing}
      tabindex=${this.isSelected ? 0 : -1}
      data-key=${cell.key}
      @focusin=${() => app.ui.select(cell.key)}
      @pointerdown=${() => app.ui.select(cell.key)}
    >
      <div class="rail">
        ${railTemplate(cell, words, app.store.kindOf(cell), {
          run: () => void app.run(cell.key, 'cell'),
          stop: () => void app.stop(cell.key),
          refused: app.refused,
        })}
      </div>
      <div class="card">
        ${threadTemplate(cell, words)}
        ${
          showsNote
            ? noteTemplate(
                this.note ?? '',
                href => void app.act({ action: 'openLink', href }),
                () => void this.edit(),
              )
            : this.#head()
        }
        ${showsNote ? nothing : bannerTemplate(cell, state, app.store.kindOf(cell), this.#bannerActions)}
        <div class="body" ?hidden=${showsNote}>
          <div class="code" ?hidden=${this.isCodeFolded}></div>
          ${this.isCodeFolded ? this.#foldedCode() : nothing}
          ${this.isResultFolded || showsNote ? nothing : this.#resultPart()}
        </div>
        ${showsNote || this.isResultFolded ? nothing : this.#toDo()}
        ${showsNote || this.isResultFolded ? nothing : this.#variants()}
      </div>
    </section>`;
  }

  override updated(_changed: PropertyValues): void {
    const { progress } = cellWords(this.cell, this.state, this.app.store.kindOf(this.cell));
    this.querySelector<HTMLElement>('.thread i')?.style.setProperty(
      'width',
      `${(progress ?? 0) * 100}%`,
    );
    if (this.isNear && this.showsText) this.#slot.fill();
    else if (!this.isNear) this.#slot.keepPlace();
  }

  get #showsNote(): boolean {
    const isSound = this.state?.status.status !== 'invalid';
    return this.cell.kind === 'note' && !this.isEditing && this.note !== null && isSound;
  }

  #head(): TemplateResult {
    const { app, cell } = this;
    const kind = app.store.kindOf(cell);
    return headTemplate(cell, this.state, cellWords(cell, this.state, kind), kind, {
      runAbove: () => void app.run(cell.key, 'above'),
      openAsText: () => void app.act({ action: 'openAsText', line: cell.line }),
      more: button => openMenu('Cell', moreItems(app, cell), button.getBoundingClientRect()),
    });
  }

  get #bannerActions() {
    const { app, cell } = this;
    return {
      run: () => void app.run(cell.key, 'cell'),
      resume: (run: string) => void app.operate('resume', run),
      showLog: (run: string) => void app.operate('showLog', run),
      showChanges: () => void app.act({ action: 'showChanges', cell: cell.key }),
      canRun: app.refused === null,
    };
  }

  #foldedCode(): TemplateResult {
    const [first = ''] = this.app.store.textOf(this.cell).split('\n', 1);
    return html`<button class="folded" @click=${() => this.app.ui.foldCode(this.cell.key)}>
      ${first} …
    </button>`;
  }

  #toDo(): TemplateResult | typeof nothing {
    const { app, cell, state } = this;
    return emptyTemplate(cell, state, app.store.kindOf(cell), {
      run: what => void app.run(cell.key, what),
      resume: run => void app.operate('resume', run),
      goTo: name => this.dispatchEvent(new CustomEvent('go-to', { detail: name, bubbles: true })),
      refused: app.refused,
    });
  }

  #variants(): TemplateResult | typeof nothing {
    return variantsTemplate(this.state, run => void this.app.act({ action: 'showInRuns', run }));
  }

  #resultPart(): unknown {
    const { app, cell, state } = this;
    const tag = state === undefined ? undefined : resultTag(cell.kind);
    if (tag === undefined || state === undefined) {
      this.#result = null;
      return nothing;
    }
    if (!this.isNear) {
      // Keeps its height so that what is below does not jump.
      this.#result = null;
      return html`<div class="plots kept"></div>`;
    }
    if (this.#result?.localName !== tag) this.#result = document.createElement(tag);
    if (this.#result instanceof ResultElement) {
      this.#shown = shownOf(app, cell.key, this.#shown);
      this.#result.shown = this.#shown;
      this.#result.isExpected = state.runs.length > 0;
    } else
      (this.#result as OwnResult).context = {
        source: app.source,
        selection: app.blocks,
        cell,
        state,
        settings: app.store.settings,
        exportFile: app.exportFile,
        markLine: line => this.code?.markLine(line),
      };
    return this.#result;
  }
}

/** The same object while it is the same cell. */
function shownOf(app: NotebookApp, cell: string, before: ShownResult | null): ShownResult {
  if (before?.name === cell) return before;
  const { source, blocks: selection, exportFile, kept } = app;
  return { of: { cell }, runs: [], source, selection, exportFile, kept, name: cell };
}

customElements.define('reslab-cell', CellElement);
