import type { Row, TableSchema, UserError } from '../../base/index.ts';
import type { RunStatus } from '../../record/index.ts';
import type { FileSystem } from '../../system/index.ts';
import type { EngineFacts } from '../describeProcess.ts';
import type { NewEnding } from '../writeEnding.ts';

/** A status without what the writer fills in. */
export type NewStatus = Omit<RunStatus, 'format' | 'time' | 'uptime'> & Partial<RunStatus>;

/** The one process's hold on its run folder. Everything is synchronous, so that a kill finds whole files. */
export interface RunWriter {
  readonly folder: string;
  /**
   * Adds rows to the table of this schema. They are written within a second: at once where the last
   * write is 0.4 s old, else by a timer or at the end of this turn of the event loop. Before
   * something that blocks for seconds (compiling), call `flush`.
   * Throws a UserError only when a disk has been full for so long that memory would run out.
   */
  append(schema: TableSchema, rows: readonly Row[]): void;
  /** Puts what computes into process.json, once that is known. */
  describe(engine: EngineFacts): void;
  /** The status that the next flush writes, with the time of that flush. */
  status(status: NewStatus): void;
  /** Adds text to log.txt, as it is, at once: what a process was doing when it died stands there. */
  log(text: string): void;
  /** Writes what waits. Throws a UserError where that fails; nothing is lost, the next flush tries again. */
  flush(): void;
  /**
   * Writes what waits and forces the tables to the disk, so that what is written afterwards (a checkpoint)
   * never knows more than they do. Throws as `flush` does.
   */
  sync(): void;
  /** As `sync`, and ends the tables: nothing can be appended any more. Throws as `flush` does; may be tried again. */
  complete(): void;
  /**
   * Somebody asks the run to stop, or its folder was deleted. Looks at the disk five times a second
   * at most.
   */
  stopRequested(): boolean;
  /** Where a checkpoint of this name goes. */
  checkpointPath(name: string): string;
  /**
   * Writes what waits, ends the tables and writes the ending; false if the run had one already. A run is
   * `finished` or `stopped` only with all its rows: where they cannot be written it has `failed`, whatever
   * is asked for. Throws a UserError where not even the ending could be written.
   */
  end(ending: NewEnding): boolean;
  /** Lets go of the files. Without an ending before, the run looks killed. */
  close(): void;
}

export interface ClaimOptions {
  /** Told when writing begins to fail, and null when it works again. The status says so, too (`problem`). */
  readonly onProblem?: (problem: UserError | null) => void;
  readonly files?: FileSystem;
}
