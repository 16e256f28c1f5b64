import type { DiagnosticCode } from '../diagnosticCodes.ts';
import type { Path } from '../positions.ts';

/** Something wrong at a place of a value. */
export interface ValueProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly path: Path;
  /** The key is wrong, not its value. */
  readonly atKey: boolean;
  /** What to write in place of this part, or of the one at `path`. */
  readonly fix?: { readonly text: string; readonly path?: Path };
}
