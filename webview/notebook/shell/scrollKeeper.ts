import type { UiState } from '../store/uiState.ts';

/** Results above may still grow this long after the page was made anew. */
const settleMs = 6000;

/** Remembers which cell stood at the top of the window, and shows it again when the page is made anew. */
export class ScrollKeeper {
  readonly #root: HTMLElement;
  readonly #ui: UiState;
  /** Holds the cell in its place while others grow; null once somebody scrolls, or it has settled. */
  #holding: ResizeObserver | null = null;
  #isRestored = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, ui: UiState) {
    this.#root = root;
    this.#ui = ui;
    window.addEventListener('scroll', () => this.#later(), { passive: true });
    for (const event of ['wheel', 'pointerdown', 'keydown'])
      window.addEventListener(event, () => this.#letGo(), { passive: true, capture: true });
  }

  /** Once, as soon as the cells are there. */
  restore(): void {
    if (this.#isRestored || this.#root.querySelector('section.cell') === null) return;
    this.#isRestored = true;
    if (this.#ui.top === null) return;
    this.#show();
    this.#holding = new ResizeObserver(() => this.#show());
    this.#holding.observe(this.#root);
    setTimeout(() => this.#letGo(), settleMs);
  }

  #show(): void {
    const { top } = this.#ui;
    if (top === null) return;
    for (const cell of this.#cells())
      if (cell.dataset['key'] === top.cell)
        window.scrollTo({ top: cell.getBoundingClientRect().top + window.scrollY + top.offset });
  }

  #letGo(): void {
    this.#holding?.disconnect();
    this.#holding = null;
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), 200);
  }

  #keep(): void {
    if (!this.#isRestored || this.#holding !== null) return;
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
