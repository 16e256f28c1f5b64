import type { TextRange } from '../base/index.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { ReferenceTo } from './kinds/index.ts';
import type { Cell } from './notebook.ts';

/** A cell before its references are followed. */
export type LooseCell = Omit<Cell, 'references'> & {
  readonly references: readonly (ReferenceTo & { readonly range: TextRange })[];
  readonly diagnostics: readonly Diagnostic[];
};
