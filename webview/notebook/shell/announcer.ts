import { cellWords, leadRun } from '../cell/cellWords.ts';
import type { NotebookStore } from '../store/notebookStore.ts';

/** While something runs its progress is said at most this often. */
const quietMs = 10_000;

/** Says what happens to runs to those who do not see it. */
export class Announcer {
  readonly #status: HTMLElement;
  readonly #alert: HTMLElement;
  readonly #looks = new Map<string, string>();
  #saidAt = -Infinity;

  constructor(parent: HTMLElement) {
    this.#status = region(parent, 'status');
    this.#alert = region(parent, 'alert');
  }

  update(store: NotebookStore, now = performance.now()): void {
    for (const cell of store.cells) {
      const state = store.state(cell.key);
      if (state === undefined) continue;
      const { look, strong, rest } = cellWords(cell, state, store.kindOf(cell));
      const before = this.#looks.get(cell.key);
      this.#looks.set(cell.key, look);
      if (before === undefined) continue;
      const words = [`${cell.name}:`, strong, rest].filter(part => part !== '').join(' ');
      const run = leadRun(state);
      if (before === 'live' && look === 'failed')
        this.alert(
          run && 'message' in run.life
            ? `${cell.name} ${run.life.state}: ${run.life.message}`
            : words,
        );
      else if (before !== look && (before === 'live' || look === 'live')) this.#say(words, now);
      else if (look === 'live' && now - this.#saidAt >= quietMs) this.#say(words, now);
    }
  }

  alert(message: string): void {
    this.#alert.textContent = message;
  }

  #say(words: string, now: number): void {
    this.#saidAt = now;
    this.#status.textContent = words;
  }
}

function region(parent: HTMLElement, role: 'status' | 'alert'): HTMLElement {
  const element = parent.appendChild(document.createElement('div'));
  element.className = 'sr';
  element.setAttribute('role', role);
  return element;
}
