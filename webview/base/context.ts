import type { BlockPlace } from '../../src/figures/index.ts';
import type {
  CellState,
  Data,
  DataOf,
  NotebookCell,
  NotebookSettings,
  Query,
} from '../../src/protocol/index.ts';

/** Where views get data from: the host, or a test. */
export interface DataSource {
  /** `onData` is called at once with what is there, and again whenever it changed. */
  subscribe<Q extends Query>(query: Q, onData: (data: Answer<Q>) => void): Subscription<Q>;
}

export type Answer<Q extends Query> = DataOf<Q> | Extract<Data, { readonly kind: 'none' }>;

export interface Subscription<Q extends Query> {
  /** Asks anew, e.g. after zooming or for another width. */
  update(query: Q): void;
  close(): void;
}

/** One for all views of a webview: the selected and the hovered block. */
export interface BlockSelection {
  readonly selected: BlockPlace | null;
  readonly hovered: BlockPlace | null;
  select(block: BlockPlace | null): void;
  hover(block: BlockPlace | null): void;
  /** Returns how to stop listening. */
  onChange(listener: () => void): () => void;
}

/** What a result under a cell works with. */
export interface ResultContext {
  readonly source: DataSource;
  readonly selection: BlockSelection;
  readonly cell: NotebookCell;
  readonly state: CellState;
  readonly settings: NotebookSettings;
  /** Saves a file: PNG bytes or CSV text. */
  readonly exportFile: (name: string, content: string | Uint8Array) => void;
  /** Marks this line of the document (from 0) quietly; null: none. */
  readonly markLine: (line: number | null) => void;
}
