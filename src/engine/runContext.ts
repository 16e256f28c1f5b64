import type { RunRequest } from '../record/index.ts';
import type { NewStatus, RunWriter } from '../store/tables/index.ts';
import type { Runtime } from './train/index.ts';

/** What every kind of run is given. */
export interface RunContext {
  readonly folder: string;
  readonly request: RunRequest;
  readonly writer: RunWriter;
  /** Takes the status of the run. */
  readonly report: (status: NewStatus) => void;
  readonly runtime: Runtime;
  readonly stopRequested: () => boolean;
  readonly signal: AbortSignal;
}
