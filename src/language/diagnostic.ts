import type { TextRange } from '../base/index.ts';
import type { DiagnosticCode } from './diagnosticCodes.ts';

/** The one repair that whoever reports a mistake is sure of. */
export interface DiagnosticFix {
  /** What to write in place of the diagnostic's range. */
  readonly text: string;
  /** What to replace, where it is another part of the text. */
  readonly range?: TextRange;
  /** What to say of it where the new text alone does not tell. */
  readonly title?: string;
}

/** What is wrong with a notebook text. Text of a user never throws; it yields these. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning' | 'information';
  /** One sentence: what is wrong and what to do. */
  readonly message: string;
  readonly range: TextRange;
  /** Other places that help to understand it, e.g. the definition that disagrees. */
  readonly related?: readonly { readonly message: string; readonly range: TextRange }[];
  readonly fix?: DiagnosticFix;
}
