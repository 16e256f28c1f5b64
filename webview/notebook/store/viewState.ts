import { isNumber, isText, listOf, orNull, shape } from '../../../src/protocol/index.ts';

/** What a view remembers when its page is made anew. */
export interface ViewState {
  readonly selected: string | null;
  /** Keys of cells whose text, and whose result, is folded away. */
  readonly foldedCode: readonly string[];
  readonly foldedResults: readonly string[];
  /** The cell at the top of the window, and how far its top is above it. */
  readonly top: { readonly cell: string; readonly offset: number } | null;
}

const isViewState = shape<ViewState>({
  selected: orNull(isText),
  foldedCode: listOf(isText),
  foldedResults: listOf(isText),
  top: orNull(shape({ cell: isText, offset: isNumber })),
});

const atFirst: ViewState = { selected: null, foldedCode: [], foldedResults: [], top: null };

export function readViewState(kept: unknown): ViewState {
  return isViewState(kept) ? kept : atFirst;
}
