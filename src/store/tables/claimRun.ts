import path from 'node:path';
import { UserError } from '../../base/index.ts';
import { checkRow } from '../../record/tables/index.ts';
import { parseRunProcess, type RunProcess } from '../../record/index.ts';
import {
  codeOf,
  createExclusively,
  diskError,
  nodeFiles,
  readText,
  replaceFile,
  type FileSystem,
  uptime,
} from '../../system/index.ts';
import { reserveEnding } from '../reservedEnding.ts';
import { statusFile } from './statusFile.ts';
import { TableFile } from './tableFile.ts';
import { appendLog } from '../log.ts';
import { incomplete } from './incomplete.ts';
import type { ClaimOptions, NewStatus, RunWriter } from './runWriter.ts';

/** Milliseconds after which what waits is written; a second is what may be lost. */
const flushEvery = 400;

/** Milliseconds after which a file at its size limit ends the run. */
const hopelessAfter = 5000;

/**
 * Takes a run folder for this process, once and for all: process.json is created exclusively. Throws
 * a UserError: `run.claimed` (another process has it, or had it), or what keeps the folder from being written.
 *
 * Nothing but checkpoints and the end is forced to the disk (fsync): killing a process loses nothing of what
 * it has handed to the system; a power cut may lose the last half minute. At the end the tables are forced.
 */
export function claimRun(
  folder: string,
  process: RunProcess,
  options: ClaimOptions = {},
): RunWriter {
  const files = options.files ?? nodeFiles;
  const ending = reserveEnding(folder, files);
  try {
    claim(folder, process, files);
  } catch (error) {
    ending.release();
    throw error;
  }
  const tables = new Map<string, TableFile>();
  const statuses = statusFile(folder, files);
  const log: string[] = [];
  let description: RunProcess | undefined;
  let status: NewStatus | undefined;
  let problem: UserError | null = null;
  let problemSince = 0;
  let flushed = performance.now();
  let stop = { asked: false, looked: -Infinity };
  let turnScheduled = false;
  let turnEnded = performance.now();
  let turnsAreLong = true;
  let closed = false;

  /**
   * Everything is tried, whatever fails, the status last: it tells of the others. Returns the first failure,
   * the log's only where nothing else failed.
   */
  const write = (finish?: (table: TableFile) => void): UserError | null => {
    flushed = performance.now();
    const failures: UserError[] = [];
    const attempt = (doing: string, file: string, action: () => void) => {
      try {
        action();
      } catch (error) {
        failures.push(diskError(error, doing, path.join(folder, file)));
      }
    };
    for (const table of tables.values())
      attempt('write a table', `${table.schema.table}.arrows`, () => {
        table.flush();
        finish?.(table);
      });
    const current = status;
    if (current !== undefined)
      attempt('write the status', 'status.json', () => {
        statuses.write(statusText(current, failures[0] ?? null));
      });
    attempt('describe the engine', 'process.json', writeDescription);
    const needed = failures[0] ?? null;
    attempt('write the log', 'log.txt', () => appendLog(folder, log, files));
    tellOf(failures[0] ?? null);
    return needed;
  };

  const writeDescription = () => {
    if (description === undefined) return;
    replaceFile(path.join(folder, 'process.json'), processText(description), files);
    description = undefined;
  };

  /** What fails now; null: nothing does. */
  const tellOf = (failure: UserError | null) => {
    const before = problem;
    problem = failure;
    if (failure?.code === before?.code) return;
    problemSince = performance.now();
    options.onProblem?.(failure === null ? null : keptText(failure));
  };

  /** Rows wait in memory for room on the disk; a limit of this process is not lifted while it runs. */
  const isHopeless = () =>
    codeOf(problem?.cause) === 'EFBIG' && performance.now() - problemSince > hopelessAfter;

  /**
   * Long steps block timers: where turns of the event loop come rarely, rows are written at the end
   * of theirs, and from then on at once.
   */
  const atEndOfTurn = () => {
    if (turnScheduled) return;
    turnScheduled = true;
    setImmediate(() => {
      turnScheduled = false;
      turnsAreLong = performance.now() - turnEnded > flushEvery / 2;
      if (!closed && turnsAreLong) write();
      turnEnded = performance.now();
    });
  };

  const timer = setInterval(() => write(), flushEvery);
  timer.unref();

  const writeOrThrow = (finish?: (table: TableFile) => void) => {
    const failure = write(finish);
    if (failure !== null) throw failure;
  };
  const complete = () => {
    writeOrThrow(table => {
      table.end();
      table.sync();
    });
  };

  return {
    folder,
    append: (schema, rows) => {
      for (const row of rows) checkRow(schema, row);
      const table = tables.get(schema.table) ?? new TableFile(folder, schema, files);
      tables.set(schema.table, table);
      if (table.overfull || isHopeless())
        throw problem ?? new Error(`${schema.table} was never flushed`);
      table.append(rows);
      if (turnsAreLong || performance.now() - flushed >= flushEvery) write();
      atEndOfTurn();
    },
    describe: engine => {
      description = { ...process, ...engine };
      // What cannot be written now is tried again with the next flush, which tells of it.
      quietly(writeDescription);
    },
    status: s => {
      status = s;
    },
    log: text => {
      log.push(text);
      quietly(() => appendLog(folder, log, files));
    },
    flush: () => writeOrThrow(),
    sync: () => writeOrThrow(table => table.sync()),
    complete,
    stopRequested: () => {
      const now = performance.now();
      if (!stop.asked && now - stop.looked >= 200) {
        // Without its folder a run can leave nothing, and would only hold the device. With an ending it
        // was said to be lost, and another may go on in its place.
        const has = (name: string) => isThere(folder, name, files);
        const isOver = has('end.json') || !has('process.json');
        stop = { asked: has('stop') || isOver, looked: now };
      }
      return stop.asked;
    },
    checkpointPath: name => path.join(folder, 'checkpoints', name),
    end: how => {
      if (status !== undefined) status = { ...status, state: 'ended' };
      const last = status?.step ?? null;
      try {
        complete();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        for (const table of tables.values()) quietly(() => table.end());
        const says = how.ending === 'finished' || how.ending === 'stopped';
        if (says) return ending.write(incomplete(error, last, [...tables.values()]));
      }
      return ending.write(how);
    },
    close: () => {
      if (closed) return;
      closed = true;
      clearInterval(timer);
      write();
      for (const table of tables.values()) table.close();
      statuses.close();
      ending.release();
    },
  };
}

function keptText({ code, message, cause }: UserError): UserError {
  const kept = 'What could not be written is kept and tried again.';
  return new UserError(code, `${message} ${kept}`, { cause });
}

/** Where it cannot be looked at, it is as it was. */
function isThere(folder: string, name: string, files: FileSystem): boolean {
  try {
    const stat = files.lstatSync(path.join(folder, name), { throwIfNoEntry: false });
    return stat !== undefined;
  } catch {
    return name === 'process.json';
  }
}

function claim(folder: string, process: RunProcess, files: FileSystem): void {
  const file = path.join(folder, 'process.json');
  let claimed: boolean;
  try {
    claimed = createExclusively(file, processText(process), files);
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

function processText(process: RunProcess): string {
  return `${JSON.stringify(process, null, 2)}\n`;
}

function statusText(status: NewStatus, problem: UserError | null): string {
  const said = problem === null ? (status.problem ?? null) : keptText(problem).message;
  const time = { time: new Date().toISOString(), uptime: uptime() };
  return `${JSON.stringify({ ...status, format: 1, ...time, problem: said })}\n`;
}

/** What cannot be written now is written later, or cut by whoever settles the run. */
function quietly(action: () => void): void {
  try {
    action();
  } catch {
    return;
  }
}
