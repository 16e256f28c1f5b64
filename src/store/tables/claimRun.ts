import path from 'node:path';
import { UserError, type Row, type TableSchema } from '../../base/index.ts';
import { checkRow } from '../../record/tables/index.ts';
import { parseRunProcess, type RunProcess, type RunStatus } from '../../record/index.ts';
import {
  createExclusively,
  diskError,
  nodeFiles,
  readText,
  replaceFile,
  type FileSystem,
} from '../../system/index.ts';
import { reserveEnding } from '../reservedEnding.ts';
import { TableFile } from './tableFile.ts';
import { appendLog } from '../log.ts';
import type { NewEnding } from '../writeEnding.ts';

/** A status without what the writer fills in. */
export type NewStatus = Omit<RunStatus, 'format' | 'time'> & Partial<RunStatus>;

/** Milliseconds after which what waits is written; a second is what may be lost. */
const flushEvery = 400;

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
  /** The status that the next flush writes, with the time of that flush. */
  status(status: NewStatus): void;
  /** Adds text to log.txt, as it is. */
  log(text: string): void;
  /** Writes what waits. Throws a UserError where that fails; nothing is lost, the next flush tries again. */
  flush(): void;
  /**
   * Somebody asks the run to stop, or its folder was deleted. Looks at the disk five times a second
   * at most.
   */
  stopRequested(): boolean;
  /** Where a checkpoint of this name goes. */
  checkpointPath(name: string): string;
  /**
   * Writes what waits, ends the tables and writes the ending; false if the run had one already.
   * Throws a UserError where not even the ending could be written.
   */
  end(ending: NewEnding): boolean;
  /** Lets go of the files. Without an ending before, the run looks killed. */
  close(): void;
}

export interface ClaimOptions {
  /** Told when writing begins to fail, and null when it works again. */
  readonly onProblem?: (problem: UserError | null) => void;
  readonly files?: FileSystem;
}

/**
 * Takes a run folder for this process, once and for all: process.json is created exclusively. Throws
 * a UserError: `run.claimed` (another process has it, or had it), or what keeps the folder from being written.
 *
 * Nothing but the end is forced to the disk (fsync): killing a process loses nothing of what it has
 * handed to the system; a power cut may lose the last half minute. At the end the tables are forced.
 */
export function claimRun(
  folder: string,
  process: RunProcess,
  options: ClaimOptions = {},
): RunWriter {
  const files = options.files ?? nodeFiles;
  claim(folder, process, files);
  const tables = new Map<string, TableFile>();
  const ending = reserveEnding(folder, files);
  const log: string[] = [];
  let status: NewStatus | undefined;
  let problem: UserError | null = null;
  let flushed = Date.now();
  let stop = { asked: false, looked: 0 };
  let turnScheduled = false;
  let turnEnded = Date.now();
  let turnsAreLong = true;
  let closed = false;

  /** Everything is tried, whatever fails; the first failure is returned. */
  const write = (): UserError | null => {
    flushed = Date.now();
    const failures: UserError[] = [];
    const attempt = (doing: string, file: string, action: () => void) => {
      try {
        action();
      } catch (error) {
        const { code, message } = diskError(error, doing, path.join(folder, file));
        const kept = 'What could not be written is kept and tried again.';
        failures.push(new UserError(code, `${message} ${kept}`, { cause: error }));
      }
    };
    for (const table of tables.values())
      attempt('write a table', `${table.schema.table}.arrows`, () => table.flush());
    attempt('write the log', 'log.txt', () => appendLog(folder, log, files));
    const current = status;
    if (current !== undefined)
      attempt('write the status', 'status.json', () => writeStatus(folder, current, files));
    const before = problem;
    problem = failures[0] ?? null;
    if (problem?.code !== before?.code) options.onProblem?.(problem);
    return problem;
  };

  /**
   * Long steps block timers: where turns of the event loop come rarely, rows are written at the end
   * of theirs, and from then on at once.
   */
  const atEndOfTurn = () => {
    if (turnScheduled) return;
    turnScheduled = true;
    setImmediate(() => {
      turnScheduled = false;
      turnsAreLong = Date.now() - turnEnded > flushEvery / 2;
      if (!closed && turnsAreLong) write();
      turnEnded = Date.now();
    });
  };

  const timer = setInterval(write, flushEvery);
  timer.unref();

  return {
    folder,
    append: (schema, rows) => {
      for (const row of rows) checkRow(schema, row);
      const table = tables.get(schema.table) ?? new TableFile(folder, schema, files);
      tables.set(schema.table, table);
      if (table.overfull) throw problem ?? new Error(`${schema.table} was never flushed`);
      table.append(rows);
      if (turnsAreLong || Date.now() - flushed >= flushEvery) write();
      atEndOfTurn();
    },
    status: s => {
      status = s;
    },
    log: text => {
      log.push(text);
    },
    flush: () => {
      const failure = write();
      if (failure !== null) throw failure;
    },
    stopRequested: () => {
      const now = Date.now();
      if (!stop.asked && now - stop.looked >= 200) {
        const has = (name: string) =>
          files.statSync(path.join(folder, name), { throwIfNoEntry: false }) !== undefined;
        // Without its folder a run can leave nothing, and would only hold the device.
        stop = { asked: has('stop') || !has('process.json'), looked: now };
      }
      return stop.asked;
    },
    checkpointPath: name => path.join(folder, 'checkpoints', name),
    end: how => {
      if (status !== undefined) status = { ...status, state: 'ended' };
      write();
      for (const table of tables.values()) quietly(() => table.end());
      return ending.write(how);
    },
    close: () => {
      if (closed) return;
      closed = true;
      clearInterval(timer);
      write();
      for (const table of tables.values()) table.close();
      ending.release();
    },
  };
}

function claim(folder: string, process: RunProcess, files: FileSystem): void {
  const file = path.join(folder, 'process.json');
  let claimed: boolean;
  try {
    claimed = createExclusively(file, `${JSON.stringify(process, null, 2)}\n`, files);
  } catch (error) {
    throw diskError(error, 'take the run', file);
  }
  if (claimed) return;
  const owner = parseRunProcess(readText(file) ?? '');
  const who = owner.ok ? `process ${owner.value.pid} on ${owner.value.host}` : 'another process';
  throw new UserError(
    'run.claimed',
    `The run at ${folder} belongs to ${who}. A run is executed once; resume it to go on in a new folder.`,
  );
}

function writeStatus(folder: string, status: NewStatus, files: FileSystem): void {
  const whole = { ...status, format: 1, time: new Date().toISOString() };
  replaceFile(path.join(folder, 'status.json'), `${JSON.stringify(whole)}\n`, files);
}

/** A table that cannot be ended is cut by whoever settles the run. */
function quietly(action: () => void): void {
  try {
    action();
  } catch {
    return;
  }
}
