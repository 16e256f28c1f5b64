import { LineIndex } from '../base/index.ts';
import type { Diagnostic } from './diagnostic.ts';

/** A diagnostic as `--json` prints it: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface PlacedDiagnostic {
  readonly code: Diagnostic['code'];
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** `text` may be an index that was made of it, for many diagnostics of one text. */
export function toLineColumn(diagnostic: Diagnostic, text: string | LineIndex): PlacedDiagnostic {
  const lines = typeof text === 'string' ? new LineIndex(text) : text;
  const { code, severity, message, range } = diagnostic;
  const start = lines.at(range.start);
  const end = lines.at(range.end);
  return {
    code,
    severity,
    message,
    ...start,
    endLine: end.line,
    endColumn: end.column,
  };
}
