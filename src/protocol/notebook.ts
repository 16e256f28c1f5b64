import {
  count,
  either,
  exactly,
  flag,
  listOf,
  orNull,
  recordOf,
  shape,
  words,
  type Of,
} from '../untrusted/index.ts';
import { change, runView, type RunView } from './runs.ts';
import { number, text } from './wire.ts';

const spanFields = { start: count, end: count };

/**
 * Offsets count UTF-16 units from the beginning of the document's text with `\n` at the end of each
 * line, whatever its file has: then they mean the same in the editor and in a view.
 */
export const span = shape(spanFields);

export const textEdit = shape({ ...spanFields, text });

const cell = shape({
  ...spanFields,
  /** Stays the same while the document lives and the cell is only edited or moved. */
  key: text,
  /** Null where the first key is no kind. */
  kind: orNull(text),
  name: text,
  /** First line in the document, from 0. */
  line: count,
  /** Name of the cell that it refers to (`network`, `of`); null where none. */
  of: orNull(text),
});

export const diagnostic = shape({
  ...spanFields,
  severity: words('error', 'warning', 'information'),
  message: text,
  code: text,
  /** Address of its documentation. */
  href: orNull(text),
});

const documentFields = {
  version: count,
  /** In the order of the file. */
  cells: listOf(cell),
  fileName: text,
  /** Null, or why it cannot be edited here. */
  readOnly: orNull(text),
};

/** The document as of a version. */
const notebookDocument = shape({
  ...documentFields,
  text,
  /** Markdown of the notes, by key. */
  notes: recordOf(text),
});

/** The same where the view has an earlier version: what changed in the text since that; a note that did not is null. */
export const documentChange = either(
  notebookDocument,
  shape({
    ...documentFields,
    since: count,
    edits: listOf(textEdit),
    notes: recordOf(orNull(text)),
  }),
);

const cellStatus = either(
  /** Notes and networks: nothing runs. */
  shape({ status: exactly('still') }),
  shape({ status: exactly('never') }),
  /** A study whose training has no usable run; `on` is its name. */
  shape({ status: exactly('waits'), on: text }),
  shape({ status: exactly('invalid'), problems: count, line: count }),
  /** As its newest run stands. */
  shape({ status: exactly('run') }),
);

/** A run that did not change is told by its id: the view has it in this cell's state. */
const runsChange = listOf(either(text, runView));

/** A state that changed. */
export const cellStateChange = shape({
  /** The cell's `key`. */
  cell: text,
  status: cellStatus,
  /** Runs whose results are shown: of a training one chain per variant that it asks for, of a study one per studied run. */
  runs: runsChange,
  /** Runs of the same recipe with other keys set, or of seeds that it does not ask for; the newest of each variant. */
  variants: runsChange,
  /** Of a study or a comparison: the runs that are shown for its training; what they recorded can be seen in it, too. */
  studied: runsChange,
  /** The shown results are of another text than the one there now: what differs. Null: up to date. */
  outOfDate: orNull(listOf(change)),
  /** What a run would do, one sentence: `9 removals on 1,000 test images of digits`. */
  prospect: orNull(text),
});

export const notebookSettings = shape({
  /** `CPU`, `NVIDIA H200`, `wasm`, or that the engine is not set up. */
  engine: text,
  trusted: flag,
  /** c of δ = c·log(2L)/L. */
  bandFactor: number,
  wordWrap: flag,
});

export type Span = Of<typeof span>;
export type TextEdit = Of<typeof textEdit>;
export type NotebookCell = Of<typeof cell>;
export type NotebookDiagnostic = Of<typeof diagnostic>;
export type NotebookDocument = Of<typeof notebookDocument>;
export type CellStatus = Of<typeof cellStatus>;
/** A state with all of its runs. */
export type CellState = Omit<CellStateChange, 'runs' | 'variants' | 'studied'> & {
  readonly [K in 'runs' | 'variants' | 'studied']: readonly RunView[];
};
export type CellStateChange = Of<typeof cellStateChange>;
export type DocumentChange = Of<typeof documentChange>;
export type NotebookSettings = Of<typeof notebookSettings>;
