import { readViewState, type ViewState } from './viewState.ts';

/** What is selected and folded in this view; kept when its page is made anew. */
export class UiState {
  readonly #keep: (state: ViewState) => void;
  readonly #listeners = new Set<() => void>();
  readonly #foldedCode: Set<string>;
  readonly #foldedResults: Set<string>;
  #selected: string | null;
  #editing: string | null = null;
  #top: ViewState['top'];

  constructor(kept: unknown, keep: (state: ViewState) => void) {
    this.#keep = keep;
    const state = readViewState(kept);
    this.#selected = state.selected;
    this.#foldedCode = new Set(state.foldedCode);
    this.#foldedResults = new Set(state.foldedResults);
    this.#top = state.top;
  }

  get selected(): string | null {
    return this.#selected;
  }

  /** The cell whose text is being edited; null in command mode. */
  get editing(): string | null {
    return this.#editing;
  }

  get top(): ViewState['top'] {
    return this.#top;
  }

  hasFoldedCode(key: string): boolean {
    return this.#foldedCode.has(key);
  }

  hasFoldedResult(key: string): boolean {
    return this.#foldedResults.has(key);
  }

  select(key: string | null): void {
    if (this.#selected === key) return;
    this.#selected = key;
    this.#changed();
  }

  edit(key: string | null): void {
    if (this.#editing === key) return;
    this.#editing = key;
    if (key !== null) {
      this.#selected = key;
      this.#foldedCode.delete(key);
    }
    this.#changed();
  }

  foldCode(key: string): void {
    toggle(this.#foldedCode, key);
    this.#changed();
  }

  foldResult(key: string): void {
    toggle(this.#foldedResults, key);
    this.#changed();
  }

  scrolled(top: ViewState['top']): void {
    this.#top = top;
    this.#save();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    this.#save();
    for (const listener of [...this.#listeners]) listener();
  }

  #save(): void {
    this.#keep({
      selected: this.#selected,
      foldedCode: [...this.#foldedCode],
      foldedResults: [...this.#foldedResults],
      top: this.#top,
    });
  }
}

function toggle(set: Set<string>, key: string): void {
  if (!set.delete(key)) set.add(key);
}
