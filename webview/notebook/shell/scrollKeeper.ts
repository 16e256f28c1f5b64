import type { UiState } from '../store/uiState.ts';

/** Remembers which cell stood at the top of the window, and shows it again when the page is made anew. */
export class ScrollKeeper {
  readonly #root: HTMLElement;
  readonly #ui: UiState;
  #isRestored = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, ui: UiState) {
    this.#root = root;
    this.#ui = ui;
    window.addEventListener('scroll', () => this.#later(), { passive: true });
  }

  /** Once, as soon as the cell is there. */
  restore(): void {
    const { top } = this.#ui;
    if (this.#isRestored || this.#root.querySelector('section.cell') === null) return;
    this.#isRestored = true;
    if (top === null) return;
    for (const cell of this.#cells())
      if (cell.dataset['key'] === top.cell)
        window.scrollTo({ top: cell.getBoundingClientRect().top + window.scrollY + top.offset });
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), 200);
  }

  #keep(): void {
    if (!this.#isRestored) return;
    for (const cell of this.#cells()) {
      const { top, bottom } = cell.getBoundingClientRect();
      const { key } = cell.dataset;
      if (bottom <= 0 || key === undefined) continue;
      return this.#ui.scrolled({ cell: key, offset: -top });
    }
  }

  #cells(): NodeListOf<HTMLElement> {
    return this.#root.querySelectorAll<HTMLElement>('section.cell');
  }
}
