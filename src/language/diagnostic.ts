import type { TextRange } from '../base/index.ts';
import type { DiagnosticCode } from './diagnosticCodes.ts';

/** What is wrong with a notebook text. Text of a user never throws; it yields these. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning' | 'information';
  /** One sentence: what is wrong and what to do. */
  readonly message: string;
  readonly range: TextRange;
  /** Other places that help to understand it, e.g. the definition that disagrees. */
  readonly related?: readonly { readonly message: string; readonly range: TextRange }[];
}
