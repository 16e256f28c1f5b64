import type { NotebookCell } from '../../../src/protocol/index.ts';
import type { NotebookApp } from '../app.ts';
import type { Leaving } from '../editor/edges.ts';
import { CellCode } from './cellCode.ts';

type Owner = HTMLElement & { readonly app: NotebookApp; readonly cell: NotebookCell };

/** The place of the text in a cell; it has an editor from when the cell comes near the screen. */
export class CodeSlot {
  readonly #owner: Owner;
  #code: CellCode | null = null;
  #forgetText: (() => void) | null = null;

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  get code(): CellCode | null {
    return this.#code;
  }

  fill(): void {
    const parent = this.#parent;
    if (this.#code !== null || parent === null) return;
    const { app, cell } = this.#owner;
    parent.textContent = '';
    parent.classList.remove('plain');
    this.#code = new CellCode(app, cell, parent, leaving => this.#leave(leaving));
    this.#forgetText = app.store.onText(() => {
      if (this.#code?.form === 'markdown') this.refit();
      this.#code?.follow();
    });
  }

  /** Makes the editor anew where the text has become something that is edited in another way. */
  refit(): void {
    if (this.#code === null || this.#code.isFitting) return;
    const { hasFocus } = this.#code;
    this.empty();
    this.fill();
    if (hasFocus) this.#code.focus();
  }

  /** Text as high as the editor will be. */
  keepPlace(): void {
    const parent = this.#parent;
    if (this.#code !== null || parent === null) return;
    const text = this.#owner.app.store.textOf(this.#owner.cell);
    if (parent.textContent === text) return;
    parent.textContent = text;
    parent.classList.add('plain');
  }

  empty(): void {
    this.#forgetText?.();
    this.#forgetText = null;
    this.#code?.destroy();
    this.#code = null;
  }

  get #parent(): HTMLElement | null {
    return this.#owner.querySelector<HTMLElement>('.body > .code');
  }

  /** Who goes there says so by preventing the event. */
  #leave(detail: Leaving): boolean {
    const event = new CustomEvent('leave-text', { detail, bubbles: true, cancelable: true });
    return !this.#owner.dispatchEvent(event);
  }
}
