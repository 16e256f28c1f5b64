import type { CellAction } from '../../../src/protocol/index.ts';
import type { NotebookApp } from '../app.ts';
import type { CellElement } from '../cell/cellElement.ts';
import type { Leaving } from '../editor/edges.ts';
import type { KeyCommand } from './keys.ts';

/** What the commands need of the notebook that is on the screen. */
export interface CellsOnScreen {
  element(key: string): CellElement | undefined;
  offerKinds(at: number, below: DOMRect): void;
  showHelp(): void;
  /** Shows what has changed; resolves when it is shown. */
  update(): Promise<unknown>;
}

/** A cell that undo brings back comes with the document, which may be later than the answer. */
const returnMs = 500;

/** Which cell is selected, and what keys do with it. */
export class CellCommands {
  readonly #app: NotebookApp;
  readonly #screen: CellsOnScreen;
  /** A cell to be selected as soon as it is there. */
  #awaited: string | null = null;
  /** Cells before an undo or redo: one that is not among them has come back. */
  #before: ReadonlySet<string> | null = null;
  /** Where the selected cell was last; below 0 before it was there. */
  #at = -1;

  constructor(app: NotebookApp, screen: CellsOnScreen) {
    this.#app = app;
    this.#screen = screen;
  }

  get selectedIndex(): number {
    return this.#app.store.cells.findIndex(({ key }) => key === this.#app.ui.selected);
  }

  /** Selects a cell in command mode and shows it. */
  async select(key: string): Promise<void> {
    this.#app.ui.select(key);
    await this.#screen.update();
    const section = this.#screen.element(key)?.querySelector<HTMLElement>('section.cell');
    section?.focus({ preventScroll: true });
    section?.scrollIntoView({ block: 'nearest' });
  }

  /** Selects a cell as soon as it is there. */
  async show(key: string): Promise<void> {
    this.#awaited = key;
    await this.#screen.update();
  }

  async change(action: CellAction): Promise<void> {
    const key = await this.#app.change(action);
    if (key !== null) await this.show(key);
  }

  /** Goes from a text to that of the next cell; where that shows none, to the cell. */
  leaveText(from: string, leaving: Leaving): boolean {
    const { cells } = this.#app.store;
    const at = cells.findIndex(({ key }) => key === from);
    const next = cells[leaving.to === 'previous' ? at - 1 : at + 1];
    const element = next && this.#screen.element(next.key);
    if (at < 0 || element === undefined) return false;
    void (element.showsText ? element.edit(leaving) : this.select(element.cell.key));
    return true;
  }

  /** After the cells on the screen have changed. */
  follow(): void {
    const { store, ui } = this.#app;
    const { cells } = store;
    const back = this.#before && cells.find(({ key }) => this.#before?.has(key) === false);
    const wanted = back?.key ?? this.#awaited;
    if (wanted !== null && store.cell(wanted) !== undefined) {
      this.#awaited = null;
      this.#before = null;
      return void this.select(wanted);
    }
    const at = this.selectedIndex;
    if (at >= 0) this.#at = at;
    if (at >= 0 || cells.length === 0) return;
    // Nothing is selected yet, or what was selected is gone: what took its place is, as if by a key.
    const key = cells[Math.max(0, Math.min(this.#at, cells.length - 1))]?.key ?? null;
    ui.select(key);
    const hadFocus = document.hasFocus() && document.activeElement === document.body;
    if (this.#at >= 0 && hadFocus && key !== null) void this.select(key);
  }

  async do({ does }: KeyCommand): Promise<void> {
    const app = this.#app;
    const { cells } = app.store;
    const at = this.selectedIndex;
    const cell = cells[at];
    if (does === 'undo' || does === 'redo') return this.#undo(does);
    if (does === 'save') return void (await app.act({ action: does }));
    if (does === 'help') return this.#screen.showHelp();
    if (cell === undefined) return;
    const { key } = cell;
    const neighbour = cells[does === 'previous' ? at - 1 : at + 1];
    switch (does) {
      case 'previous':
      case 'next':
        return neighbour && this.select(neighbour.key);
      case 'edit':
        return this.#screen.element(key)?.edit();
      case 'leave':
        if (app.ui.editing === null) app.blocks.select(null);
        await this.select(key);
        return app.store.split();
      case 'run':
      case 'runAndNext':
        if (app.store.kindOf(cell).canRun) void app.run(key, 'cell');
        else await app.store.flush();
        await this.select(does === 'runAndNext' && neighbour ? neighbour.key : key);
        return app.store.split();
      case 'fix':
        return this.#screen.element(key)?.code?.offerFixes();
      case 'insertAbove':
      case 'insertBelow': {
        const box = this.#screen.element(key)?.querySelector('.card')?.getBoundingClientRect();
        const isAbove = does === 'insertAbove';
        if (box === undefined) return;
        const y = isAbove ? box.top : box.bottom;
        return this.#screen.offerKinds(at + (isAbove ? 0 : 1), new DOMRect(box.left + 40, y, 0, 0));
      }
      case 'delete':
        return this.change({ action: 'delete', cell: key });
      case 'toNote':
      case 'toCode':
        return this.change({ action: does, cell: key });
      case 'moveUp':
      case 'moveDown': {
        const to = does === 'moveUp' ? at - 1 : at + 1;
        if (to < 0 || to >= cells.length) return;
        return this.change({ action: 'move', cell: key, to });
      }
      case 'foldResult':
        return app.ui.foldResult(key);
      case 'foldCode':
        return app.ui.foldCode(key);
    }
  }

  async #undo(does: 'undo' | 'redo'): Promise<void> {
    const before = new Set(this.#app.store.cells.map(({ key }) => key));
    this.#before = before;
    await this.#app.act({ action: does });
    setTimeout(() => {
      if (this.#before === before) this.#before = null;
    }, returnMs);
  }
}
