import {
  fits,
  listOf,
  number,
  orNull,
  shape,
  text,
  type Of,
} from '../../../src/untrusted/index.ts';

/** What a view remembers when its page is made anew. */
const viewState = shape({
  selected: orNull(text()),
  /** Keys of cells whose text, and whose result, is folded away. */
  foldedCode: listOf(text()),
  foldedResults: listOf(text()),
  /** The cell at the top of the window, and how far its top is above it. */
  top: orNull(shape({ cell: text(), offset: number })),
});

export type ViewState = Of<typeof viewState>;

const atFirst: ViewState = { selected: null, foldedCode: [], foldedResults: [], top: null };

export function readViewState(kept: unknown): ViewState {
  return fits(viewState, kept) ? kept : atFirst;
}
