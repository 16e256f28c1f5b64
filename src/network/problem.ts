import type { DiagnosticCode } from '../language/index.ts';

/** Where in the network cell: keys and indices, e.g. `['stages', 1, 'stride']`. */
export type ValuePath = readonly (string | number)[];

/** What cannot work, or will not be what was meant, in the shapes of a network. */
export interface NetworkProblem {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning';
  /** What is wrong and what to do. */
  readonly message: string;
  readonly path: ValuePath;
  /** What to write in place of the value there. */
  readonly fix?: string;
}
