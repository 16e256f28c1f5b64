import {
  count,
  either,
  exactly,
  flag,
  listOf,
  orNull,
  shape,
  words,
  type Of,
} from '../untrusted/index.ts';
import { kindView } from './kinds.ts';
import {
  cellStateChange,
  diagnostic,
  documentChange,
  notebookSettings,
  span,
  textEdit,
} from './notebook.ts';
import { runOperationNames } from './runOperations.ts';
import { dataNews, notices } from './subscriptions.ts';
import { answersOf, bytes, checkOf, nothing, paramsOf, text, type RequestsOf } from './wire.ts';

const cellAction = either(
  shape({ action: exactly('insert'), at: count, cellKind: text }),
  shape({ action: words('delete', 'duplicate', 'toNote', 'toCode'), cell: text }),
  shape({ action: exactly('move'), cell: text, to: count }),
);

const hostAction = either(
  shape({ action: exactly('operate'), operation: words(...runOperationNames), run: text }),
  shape({ action: exactly('showInRuns'), run: text }),
  shape({ action: exactly('showChanges'), cell: text }),
  shape({ action: exactly('openAsText'), line: count }),
  shape({ action: exactly('openLink'), href: text }),
  shape({ action: words('setUpEngine', 'undo', 'redo', 'save', 'showProblems') }),
);

const completion = shape({
  label: text,
  detail: text,
  documentation: text,
  /** `key`, `value`, `reference`, `snippet`. */
  type: text,
  edit: textEdit,
});

const result = words('applied', 'stale');
const place = shape({ version: count, offset: count });
const range = shape({ version: count, span });

/** What the webview may ask; each is answered once (`answer` or `problem` with the same `id`). */
const requests = {
  /**
   * Batched typing. `applied` gives the version that it made. `stale`: made on an old version, nothing
   * was done; rebase on the document that follows.
   */
  edit: [shape({ version: count, edits: listOf(textEdit) }), shape({ result, version: count })],
  /** Cell commands, as edits of the document made by the host. `select` is the key to select afterwards. */
  cells: [shape({ version: count, action: cellAction }), shape({ result, select: orNull(text) })],
  complete: [place, shape({ items: listOf(completion) })],
  /** What stands behind words of a cell: shapes, counts. */
  inlays: [range, shape({ inlays: listOf(shape({ offset: count, label: text })) })],
  hover: [place, orNull(shape({ markdown: text, span }))],
  /** Quick fixes at a place. */
  fixes: [range, shape({ fixes: listOf(shape({ id: text, title: text, preferred: flag })) })],
  applyFix: [shape({ id: text }), shape({ result })],
  /** Runs cells; names what it did not run. */
  run: [
    shape({ cell: orNull(text), what: words('cell', 'above', 'all', 'withTraining') }),
    shape({ started: count }),
  ],
  stop: [shape({ cell: orNull(text) }), nothing],
  /** Commands about a run or the document that need no answer in the view. */
  act: [shape({ action: hostAction }), nothing],
  /** Saves a file by dialog; bytes or text. */
  /** Puts a text on the clipboard. */
  copy: [shape({ text }), nothing],
  export: [shape({ name: text, content: either(text, bytes) }), shape({ saved: flag })],
} as const;

/** From the host, without being asked. */
const news = either(
  /** With the states that changed with it, and those of new cells. */
  shape({ news: exactly('document'), document: documentChange, states: listOf(cellStateChange) }),
  shape({ news: exactly('diagnostics'), version: count, diagnostics: listOf(diagnostic) }),
  shape({ news: exactly('states'), states: listOf(cellStateChange) }),
  /** All kinds of cells in the order of menus; once, before the document. */
  shape({ news: exactly('kinds'), kinds: listOf(kindView) }),
  shape({ news: exactly('settings'), settings: notebookSettings }),
  dataNews,
  /** Select and show this cell, e.g. after "open the notebook at the cell". */
  shape({ news: exactly('reveal'), cell: text }),
);

const notice = either(...notices);

export type CellAction = Of<typeof cellAction>;
export type HostAction = Of<typeof hostAction>;
export type CompletionView = Of<typeof completion>;
export type NotebookRequests = RequestsOf<typeof requests>;
export type NotebookNews = Of<typeof news>;
export type NotebookNotices = Of<typeof notice>;

export const notebookParams = paramsOf(requests);
export const notebookAnswers = answersOf(requests);
export const isNotebookNews = checkOf(news);
export const isNotebookNotice = checkOf(notice);
