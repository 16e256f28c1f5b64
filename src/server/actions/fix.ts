import type { TextRange } from '../../base/index.ts';
import type { Diagnostic } from '../../language/index.ts';
import type { State } from '../state.ts';

/** A change that repairs what a diagnostic reports. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly range: TextRange; readonly newText: string }[];
}

export type FixOf = (diagnostic: Diagnostic, state: State) => Fix | null;

export function replace(range: TextRange, newText: string, title?: string): Fix {
  return { title: title ?? `Change to \`${newText}\``, edits: [{ range, newText }] };
}

export function textAt({ text }: State, range: TextRange | undefined): string {
  return range === undefined ? '' : text.slice(range.start, range.end);
}
