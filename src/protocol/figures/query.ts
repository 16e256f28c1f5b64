import type { BlockPlace } from '../../figures/index.ts';
import {
  either,
  exactly,
  listOf,
  number,
  orNull,
  recordOf,
  row,
  shape,
  words,
  type Of,
  type Schema,
} from '../../untrusted/index.ts';
import { text } from '../wire.ts';

export const blockPlace: Schema<BlockPlace> = shape(
  { stage: number, place: number },
  { name: text },
);

/** What is shown of a result, and how: one question whatever it is the result of. */
export const figuresQuery = shape({
  kind: exactly('figures'),
  of: either(
    /** A cell of the notebook by its key. */
    shape({ cell: text }),
    /** Runs that were chosen: `curves` of trainings, a `comparison` of them, or as the cells of a kind show theirs. */
    shape({ runs: listOf(text), as: text }),
  ),
  /** Of a cell: ids of those of its runs and variants that are shown; none: those that it asks for. */
  runs: listOf(text),
  /** Null: what the cell says, else steps. */
  axis: orNull(words('step', 'epoch', 'seconds')),
  /** Factor of the exponential mean over batches, 0 to 0.99; null: the usual one. */
  smooth: orNull(number),
  /** CSS pixels of a plot area; lines come thinned to it. */
  width: number,
  /** The part of x that is shown of each group of figures; absent: all. */
  ranges: recordOf(row(number, number)),
  /** A recorded step; null: the newest, and follow. */
  frame: orNull(number),
  selected: orNull(blockPlace),
  /** What the reader chose, by id of the choice. */
  choices: recordOf(text),
  /** Ids of rows of the legend that are off. */
  hidden: listOf(text),
});

export type FiguresQuery = Of<typeof figuresQuery>;
