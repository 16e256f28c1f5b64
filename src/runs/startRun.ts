import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../base/index.ts';
import {
  createRun,
  crashEnding,
  readRun,
  recordEngine,
  refuseForeignFolder,
  writeEnding,
  type NewEnding,
  type NewRun,
  type Run,
} from '../store/index.ts';
import { tidyRun } from '../store/tables/index.ts';
import {
  codeOf,
  diskError,
  isStopSignal,
  openForWriting,
  reasonOf,
  startProgram,
  withoutDebugger,
} from '../system/index.ts';
import { memoryKills } from './memoryKills.ts';

export interface StartOptions extends EngineOptions {
  readonly request: NewRun;
  /** The `.residual-lab` folder; see `findStore`. */
  readonly store: string;
}

/** What starts an engine. */
export interface EngineOptions {
  /** `dist/engine.js`. It is run as `node ENGINE run FOLDER`. */
  readonly engineScript: string;
  /** The Node to run it with; this process's own by default (in an editor that is not Node: give one). */
  readonly node?: string;
  /** Added to the clean environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface StartedRun {
  readonly folder: string;
  readonly pid: number;
  /**
   * The run once its process is gone. A process that left no ending has got one by then: `crashed`,
   * with exit code or signal and the last lines of its log. Does not keep this process alive.
   */
  readonly exited: Promise<Run>;
}

/** Makes a run folder and starts the engine on it: `startFolder`. Throws a UserError, as that does. */
export async function startRun(options: StartOptions): Promise<StartedRun> {
  return startFolder(await createRun(options.store, options.request), options);
}

/**
 * Starts the engine on a run folder that nobody has taken, detached: it goes on when this process
 * ends. What it prints goes to the folder's log.txt. Throws a UserError where the process cannot be
 * started, or somebody else made the folder (`run.links`), which is also the run's ending (`refused`).
 */
export async function startFolder(folder: string, options: EngineOptions): Promise<StartedRun> {
  refuseForeignFolder(folder);
  const killsBefore = memoryKills();
  const log = openLog(folder);
  const node = options.node ?? process.execPath;
  const child = startProgram(
    node,
    [...withoutDebugger, path.resolve(options.engineScript), 'run', path.resolve(folder)],
    {
      detached: true,
      stdio: ['ignore', log, log],
      ...(options.env ? { env: options.env } : {}),
    },
  );
  fs.closeSync(log);
  const exited = new Promise<Run>((resolve, reject) => {
    child.once('exit', (exitCode, signal) => {
      try {
        const end = { pid: child.pid ?? 0, exitCode, signal };
        resolve(endOf(folder, end, memoryKills() > killsBefore));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
  // Whoever does not wait for it is not to be ended by it.
  exited.catch(() => undefined);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', error => reject(notStarted(folder, node, error)));
  });
  child.unref();
  recordEngineQuietly(folder, child.pid ?? 0);
  return { folder, pid: child.pid ?? 0, exited };
}

/** Without it the run is judged by its maker until its engine has taken it. */
function recordEngineQuietly(folder: string, pid: number): void {
  try {
    recordEngine(folder, pid);
  } catch (error) {
    if (codeOf(error) === '' && !(error instanceof UserError)) throw error;
  }
}

function openLog(folder: string): number {
  const file = path.join(folder, 'log.txt');
  try {
    return openForWriting(file, 'append');
  } catch (error) {
    throw diskError(error, 'write the log', file);
  }
}

function endOf(
  folder: string,
  {
    pid,
    exitCode,
    signal,
  }: { readonly pid: number; readonly exitCode: number | null; readonly signal: string | null },
  killedForMemory: boolean,
): Run {
  const run = readRun(folder);
  // Another process may have taken the run before ours did, and goes on with it.
  if (run.ending !== null || (run.process !== null && run.process.pid !== pid)) return run;
  tidyRun(folder);
  const how = signal === null ? `exited with code ${exitCode}` : `was killed by ${signal}`;
  const what = `the engine ${how} and left no ending`;
  const isKill = signal === 'SIGKILL' && killedForMemory;
  // It was asked to stop before it could hear that: nothing had begun.
  const ending: NewEnding =
    run.process === null && isStopSignal(signal)
      ? { ending: 'stopped', step: 0 }
      : crashEnding(folder, { exitCode, signal, what, pid, killedForMemory: isKill });
  writeEnding(folder, ending);
  return readRun(folder);
}

function notStarted(folder: string, node: string, error: Error): UserError {
  const isLimit = ['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM'].includes(codeOf(error));
  const why = isLimit
    ? reasonOf(error)
    : `${error.message}. Set the path of a Node.js of version 20 or later.`;
  const message = `Cannot start the engine with ${node}: ${why}`;
  const code = isLimit ? 'run.limit' : 'run.noNode';
  try {
    writeEnding(folder, { ending: 'refused', message, code });
  } catch (unwritten) {
    // Whoever waits for the start is told all the same.
    if (!(unwritten instanceof UserError)) throw unwritten;
  }
  return new UserError(code, message, { cause: error });
}
