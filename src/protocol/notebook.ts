import type { Data, Query } from './data.ts';
import type { Change, RunView } from './runs.ts';

/**
 * Offsets count UTF-16 units from the beginning of the document's text with `\n` at the end of each
 * line, whatever its file has: then they mean the same in the editor and in a view.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextEdit extends Span {
  readonly text: string;
}

export interface NotebookCell extends Span {
  /** Stays the same while the document lives and the cell is only edited or moved. */
  readonly key: string;
  /** Null where the first key is no kind. */
  readonly kind: string | null;
  readonly name: string;
  /** First line in the document, from 0. */
  readonly line: number;
  /** Name of the cell that it refers to (`network`, `of`); null where none. */
  readonly of: string | null;
}

export interface NotebookDiagnostic extends Span {
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly code: string;
  /** Address of its documentation. */
  readonly href: string | null;
}

/** The document as of a version. Cells are in the order of the file. */
export interface NotebookDocument {
  readonly version: number;
  readonly text: string;
  readonly cells: readonly NotebookCell[];
  /** Markdown of the notes, by key. */
  readonly notes: Readonly<Record<string, string>>;
  readonly fileName: string;
  /** Null, or why it cannot be edited here. */
  readonly readOnly: string | null;
}

export type CellStatus =
  /** Notes and networks: nothing runs. */
  | { readonly status: 'still' }
  | { readonly status: 'never' }
  /** A study whose training has no usable run; `on` is its name. */
  | { readonly status: 'waits'; readonly on: string }
  | { readonly status: 'invalid'; readonly problems: number; readonly line: number }
  /** As its newest run stands. */
  | { readonly status: 'run' };

export interface CellState {
  /** The cell's `key`. */
  readonly cell: string;
  readonly status: CellStatus;
  /** Runs whose results are shown: of a training one chain per variant that it asks for, of a study one per studied run. */
  readonly runs: readonly RunView[];
  /** Runs of the same recipe with other keys set, or of seeds that it does not ask for; the newest of each variant. */
  readonly variants: readonly RunView[];
  /** Of a study or a comparison: the runs that are shown for its training; what they recorded can be seen in it, too. */
  readonly studied: readonly RunView[];
  /** The shown results are of another text than the one there now: what differs. Null: up to date. */
  readonly outOfDate: readonly Change[] | null;
  /** What a run would do, one sentence: `9 removals on 1,000 test images of digits`. */
  readonly prospect: string | null;
}

export interface NotebookSettings {
  /** `CPU`, `NVIDIA H200`, `wasm`, or that the engine is not set up. */
  readonly engine: string;
  readonly trusted: boolean;
  /** c of δ = c·log(2L)/L. */
  readonly bandFactor: number;
  readonly wordWrap: boolean;
}

/** What the webview may ask; each is answered once (`answer` or `problem` with the same `id`). */
export interface NotebookRequests {
  /**
   * Batched typing. `applied` gives the version that it made. `stale`: made on an old version, nothing
   * was done; rebase on the document that follows.
   */
  edit: [
    { readonly version: number; readonly edits: readonly TextEdit[] },
    { readonly result: 'applied' | 'stale'; readonly version: number },
  ];
  /** Cell commands, as edits of the document made by the host. `select` is the key to select afterwards. */
  cells: [
    { readonly version: number; readonly action: CellAction },
    { readonly result: 'applied' | 'stale'; readonly select: string | null },
  ];
  complete: [
    { readonly version: number; readonly offset: number },
    { readonly items: readonly CompletionView[] },
  ];
  /** What stands behind words of a cell: shapes, counts. */
  inlays: [
    { readonly version: number; readonly span: Span },
    { readonly inlays: readonly { readonly offset: number; readonly label: string }[] },
  ];
  hover: [
    { readonly version: number; readonly offset: number },
    { readonly markdown: string; readonly span: Span } | null,
  ];
  /** Quick fixes at a place. */
  fixes: [
    { readonly version: number; readonly span: Span },
    {
      readonly fixes: readonly {
        readonly id: string;
        readonly title: string;
        readonly preferred: boolean;
      }[];
    },
  ];
  applyFix: [{ readonly id: string }, { readonly result: 'applied' | 'stale' }];
  /** Runs cells; names what it did not run. */
  run: [
    { readonly cell: string | null; readonly what: 'cell' | 'above' | 'all' | 'withTraining' },
    { readonly started: number },
  ];
  stop: [{ readonly cell: string | null }, Record<string, never>];
  resume: [{ readonly run: string }, Record<string, never>];
  /** Commands about a run or the document that need no answer in the view. */
  act: [{ readonly action: HostAction }, Record<string, never>];
  /** Saves a file by dialog; bytes or text. */
  export: [
    { readonly name: string; readonly content: string | Uint8Array },
    { readonly saved: boolean },
  ];
}

export type CellAction =
  | { readonly action: 'insert'; readonly at: number; readonly cellKind: string }
  | { readonly action: 'delete' | 'duplicate' | 'toNote' | 'toCode'; readonly cell: string }
  | { readonly action: 'move'; readonly cell: string; readonly to: number };

export type HostAction =
  | {
      readonly action: 'showLog' | 'revealRun' | 'copyCommand' | 'forkRun' | 'showInRuns';
      readonly run: string;
    }
  | { readonly action: 'showChanges'; readonly cell: string }
  | { readonly action: 'openAsText'; readonly line: number }
  | { readonly action: 'openLink'; readonly href: string }
  | { readonly action: 'setUpEngine' | 'undo' | 'redo' | 'save' | 'showProblems' };

export interface CompletionView {
  readonly label: string;
  readonly detail: string;
  readonly documentation: string;
  /** `key`, `value`, `reference`, `snippet`. */
  readonly type: string;
  readonly edit: TextEdit;
}

/** From the host, without being asked. */
export type NotebookNews =
  | { readonly news: 'document'; readonly document: NotebookDocument }
  | {
      readonly news: 'diagnostics';
      readonly version: number;
      readonly diagnostics: readonly NotebookDiagnostic[];
    }
  | { readonly news: 'states'; readonly states: readonly CellState[] }
  | { readonly news: 'settings'; readonly settings: NotebookSettings }
  | { readonly news: 'data'; readonly subscription: number; readonly data: Data }
  /** Select and show this cell, e.g. after "open the notebook at the cell". */
  | { readonly news: 'reveal'; readonly cell: string };

/** From the webview, without an answer. */
export type NotebookNotices =
  | { readonly notice: 'ready' }
  | { readonly notice: 'subscribe'; readonly subscription: number; readonly query: Query }
  | { readonly notice: 'unsubscribe'; readonly subscription: number }
  /** Which cells are on the screen; others get no increments. */
  | { readonly notice: 'visible'; readonly subscriptions: readonly number[] };
