import { ChangeSet } from '@codemirror/state';
import {
  documentAfter,
  statesAfter,
  type CellState,
  type CellStateChange,
  type DocumentChange,
  type KindView,
  type NotebookCell,
  type NotebookDiagnostic,
  type NotebookDocument,
  type NotebookRequests,
  type NotebookSettings,
} from '../../../src/protocol/index.ts';
import { EditSender } from '../sync/editSender.ts';
import { unknownKind } from '../cell/kinds.ts';
import { TextSync, type Flight } from '../sync/textSync.ts';
import { keepHeld } from './heldCell.ts';

export interface StoreOptions {
  readonly send: (flight: Flight) => Promise<NotebookRequests['edit'][1]>;
  readonly onProblem: (error: unknown) => void;
  /** Something that the host told never came. */
  readonly onLost: () => void;
}

/**
 * The notebook as this view has it: the document with what is typed here, and what the host says of it.
 * Offsets of cells and diagnostics are of the text as shown.
 */
export class NotebookStore {
  readonly #options: StoreOptions;
  readonly #listeners = new Set<() => void>();
  readonly #textListeners = new Set<() => void>();
  #sync: TextSync | null = null;
  #sender: EditSender | null = null;
  #document: NotebookDocument | null = null;
  #cells: readonly NotebookCell[] = [];
  #diagnostics: readonly NotebookDiagnostic[] = [];
  #pendingDiagnostics: { version: number; diagnostics: readonly NotebookDiagnostic[] } | null =
    null;
  #states: ReadonlyMap<string, CellState> = new Map();
  #kinds: ReadonlyMap<string, KindView> = new Map();
  /** The cell whose text is being edited. */
  #held: string | null = null;
  settings: NotebookSettings = { engine: '', trusted: true, bandFactor: 1, wordWrap: false };

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  /** Null until the host has told of it. */
  get document(): NotebookDocument | null {
    return this.#document;
  }

  get cells(): readonly NotebookCell[] {
    return this.#cells;
  }

  get diagnostics(): readonly NotebookDiagnostic[] {
    return this.#diagnostics;
  }

  get version(): number {
    return this.#sync?.version ?? 0;
  }

  /** All kinds of cells, in the order of menus. */
  get kinds(): readonly KindView[] {
    return [...this.#kinds.values()];
  }

  kindOf({ kind }: Pick<NotebookCell, 'kind'>): KindView {
    return this.#kinds.get(kind ?? '') ?? unknownKind;
  }

  state(key: string): CellState | undefined {
    return this.#states.get(key);
  }

  cell(key: string): NotebookCell | undefined {
    return this.#cells.find(cell => cell.key === key);
  }

  textOf({ start, end }: NotebookCell): string {
    return this.#sync?.text.sliceString(start, end) ?? '';
  }

  /** From 0. */
  lineAt(offset: number): number {
    const text = this.#sync?.text;
    return text === undefined ? 0 : text.lineAt(Math.min(offset, text.length)).number - 1;
  }

  /** Something that is shown has changed. Returns how to stop listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Text, places or diagnostics have changed: editors follow. */
  onText(listener: () => void): () => void {
    this.#textListeners.add(listener);
    return () => this.#textListeners.delete(listener);
  }

  /** Somebody types in a cell; the changes count from the beginning of the cell. */
  typed(key: string, changes: ChangeSet): void {
    const cell = this.cell(key);
    if (cell === undefined || this.#sync === null) return;
    const moved: { from: number; to: number; insert: ReturnType<typeof changes.apply> }[] = [];
    changes.iterChanges((from, to, _a, _b, insert) =>
      moved.push({ from: from + cell.start, to: to + cell.start, insert }),
    );
    const whole = ChangeSet.of(moved, this.#sync.text.length);
    this.#sender?.typed(whole);
    this.#mapPlaces(whole, key);
    this.#tellText();
  }

  get held(): string | null {
    return this.#held;
  }

  /** While the text of a cell is edited, blank lines at its ends are shown, and it stays while it is empty. */
  hold(key: string | null): void {
    if (key === this.#held) return;
    this.#held = key;
    this.#adopt();
  }

  /** What was written behind a marker in the held cell becomes cells of its own. */
  split(): void {
    const cell = this.#held === null ? undefined : this.cell(this.#held);
    if (cell !== undefined && /^---/m.test(this.textOf(cell))) this.hold(null);
  }

  /** Resolves when the host has all that was typed here. */
  async flush(): Promise<void> {
    await this.#sender?.flush();
  }

  /** The document, or what changed in it, with the states that changed with it. */
  receivedDocument(change: DocumentChange, changes: readonly CellStateChange[]): void {
    const document = documentAfter(this.#document, change);
    const states = statesAfter('text' in change ? new Map() : this.#states, changes);
    if (document === null || states === null) return this.#options.onLost();
    const keys = new Set(document.cells.map(({ key }) => key));
    this.#states = new Map([...states].filter(([key]) => keys.has(key)));
    if (this.#sync === null || this.#sender === null) {
      const sync = new TextSync(document.version, document.text);
      this.#sync = sync;
      this.#sender = new EditSender({
        sync,
        send: this.#options.send,
        onChange: changes => this.#changedByOthers(changes),
        onProblem: this.#options.onProblem,
      });
    } else {
      if (document.version < this.version) return;
      this.#sender.received(document.version, document.text);
    }
    this.#document = document;
    this.#adopt();
  }

  receivedDiagnostics(version: number, diagnostics: readonly NotebookDiagnostic[]): void {
    this.#pendingDiagnostics = { version, diagnostics };
    this.#adopt();
  }

  receivedKinds(kinds: readonly KindView[]): void {
    this.#kinds = new Map(kinds.map(kind => [kind.kind, kind]));
    this.tell();
  }

  receivedStates(changes: readonly CellStateChange[]): void {
    const states = statesAfter(this.#states, changes);
    if (states === null) return this.#options.onLost();
    this.#states = states;
    this.tell();
  }

  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** The text changed by an answer or by others; the document of the new version may be here already. */
  #changedByOthers(changes: ChangeSet): void {
    if (!changes.empty) this.#mapPlaces(changes, null);
    this.#adopt();
  }

  /** Takes over what the host said of the version that the shown text stands on. */
  #adopt(): void {
    const sync = this.#sync;
    if (sync === null) return;
    if (this.#document?.version === sync.version) {
      const typed = sync.unconfirmed;
      const old = new Map(this.#cells.map(cell => [cell.key, cell]));
      const places = this.#document.cells.map(cell => ({
        ...cell,
        start: typed.mapPos(cell.start, -1),
        end: typed.mapPos(cell.end, 1),
      }));
      const held = this.#held === null ? undefined : old.get(this.#held);
      this.#cells = keepHeld(places, held, sync.text).map(cell => {
        const moved = this.#placed(cell, cell.start, cell.end);
        const known = old.get(cell.key);
        return known !== undefined && isSame(known, moved) ? known : moved;
      });
    }
    const waiting = this.#pendingDiagnostics;
    if (waiting !== null && waiting.version <= sync.version) {
      if (waiting.version === sync.version) {
        const typed = sync.unconfirmed;
        this.#diagnostics = waiting.diagnostics.map(diagnostic => ({
          ...diagnostic,
          start: typed.mapPos(diagnostic.start, -1),
          end: typed.mapPos(diagnostic.end, 1),
        }));
      }
      this.#pendingDiagnostics = null;
    }
    this.#tellText();
  }

  #mapPlaces(changes: ChangeSet, typedIn: string | null): void {
    this.#cells = this.#cells.map(cell => {
      // Text at the edge of a cell belongs to it only where it is typed there.
      const side = cell.key === typedIn ? 1 : -1;
      const start = changes.mapPos(cell.start, -side);
      const end = Math.max(start, changes.mapPos(cell.end, side));
      const moved = this.#placed(cell, start, end);
      return isSame(cell, moved) ? cell : moved;
    });
    this.#diagnostics = this.#diagnostics.map(diagnostic => ({
      ...diagnostic,
      start: changes.mapPos(diagnostic.start, -1),
      end: changes.mapPos(diagnostic.end, 1),
    }));
  }

  #placed(cell: NotebookCell, start: number, end: number): NotebookCell {
    return { ...cell, start, end, line: this.lineAt(start) };
  }

  #tellText(): void {
    for (const listener of [...this.#textListeners]) listener();
    this.tell();
  }
}

function isSame(a: NotebookCell, b: NotebookCell): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    a.line === b.line &&
    a.kind === b.kind &&
    a.name === b.name &&
    a.of === b.of
  );
}
