import { flag, shape, type Of } from '../untrusted/index.ts';
import { text } from './wire.ts';

/** What a page knows of a kind of cells. */
export const kindView = shape({
  kind: text,
  /** A name of codicons. */
  icon: text,
  /** Beside the kind in the menu of new cells: what it is for, and that nothing runs it yet. */
  hint: text,
  /** Its cells run something. */
  canRun: flag,
  /** Its cells show runs that are there, of other cells. */
  isView: flag,
  /** Its cells show what their training recorded before they have a result of their own. */
  showsRecords: flag,
});

export type KindView = Of<typeof kindView>;
