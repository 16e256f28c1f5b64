import { join } from 'node:path';
import { UserError, type Row } from '../base/index.ts';
import { deviceSchema, type RunRequest } from '../record/index.ts';
import { claimRun, patiently, type NewStatus, type RunWriter } from '../store/tables/index.ts';
import { asUserError, gotSignalEarly, limits, readTail } from '../system/index.ts';
import {
  describeProcess,
  readRun,
  refuseForeignFolder,
  writeEnding,
  type EngineFacts,
  type NewEnding,
} from '../store/index.ts';
import { createProgram } from './compile/index.ts';
import { watchGpu } from './gpuMonitor.ts';
import { opsFor } from './model/ops/index.ts';
import { whyUnfit } from './fit.ts';
import { flushQuietly } from './flushQuietly.ts';
import { loadEngine } from './native/index.ts';
import { runStudyRequest } from './runStudyRequest.ts';
import { runTraining } from './runTraining.ts';
import { askedAnew, listenForStop, type StopRequests } from './stopRequests.ts';
import type { Engine } from './types.ts';

/**
 * Does what the run.json of a run folder asks, in this process, and writes exactly one ending.
 *
 * What is wrong before the first step (no engine, no data, a checkpoint that does not fit) ends the run
 * as `refused`, later as `failed`; so does a mistake of ours, with its stack in the log.
 * @throws UserError `run.none`, `run.unreadable`, `run.claimed` when another process has the run, or `run.links`
 * when somebody has put more into the folder than a run that waits has.
 */
export async function runFolder(path: string, stop: StopRequests = listenForStop()): Promise<void> {
  const { folder, request, process: owner, ending } = readRun(path);
  if (owner !== null || ending !== null) {
    throw new UserError(
      'run.claimed',
      `The run at ${folder} was taken by a process before. Resume it to go on in a new folder.`,
    );
  }
  refuseForeignFolder(folder);
  // Loading an engine takes seconds: whoever looks meanwhile finds whose the run is.
  const writer = claim(folder);
  if (writer === null) return;
  stop.lookAt(() => writer.stopRequested() || early);
  let early = false;
  let unwatch = (): void => undefined;
  let step: number | null = null;
  const report = (status: NewStatus): void => {
    if (status.step > 0) step = status.step;
    writer.status(status);
  };
  try {
    report({ ...starting, phase: 'loading the engine' });
    flushQuietly(writer);
    const engine = await load(request);
    const compiled = request.engine.compiled && engine.name === 'tensorflow';
    writer.describe(describe(engine, compiled));
    writer.log(`${engine.reason}\n${engine.name} ${engine.version} on ${engine.device}\n`);
    // Signals that came while it loaded are heard now; the signal that studies see is aborted by looking.
    await turn();
    early = gotSignalEarly(readTail(join(folder, 'log.txt'), limits.logTail));
    stop.requested();
    report(starting);
    if (engine.gpu) unwatch = watchDevice(writer);
    const isTraining = request.kind === 'train';
    const execute = isTraining ? runTraining : runStudyRequest;
    const ending = await execute({
      folder,
      request,
      writer,
      report,
      runtime: {
        ops: opsFor(engine, isTraining ? 'training' : 'study'),
        compiled,
        createProgram: definition => createProgram(definition, { compiled }),
      },
      stopRequested: stop.requested,
      signal: stop.signal,
    });
    unwatch();
    // Where waiting was in vain, `end` says what is lost.
    await patiently(() => writer.complete(), { giveUp: askedAnew(stop.requested) }).catch(ifOurs);
    writer.end(ending);
  } catch (error) {
    writer.log(`${logText(error)}\n`);
    writer.end(endingOf(error, step));
  } finally {
    unwatch();
    stop.release();
    writer.close();
  }
}

/** Passes over what the user can mend. */
function ifOurs(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
}

/** Null where the run cannot be taken, which is its ending then. */
function claim(folder: string): RunWriter | null {
  try {
    const writer: RunWriter = claimRun(folder, describeProcess(notLoaded, folder), {
      onProblem: problem => writer.log(`${problem?.message ?? 'writing works again'}\n`),
    });
    return writer;
  } catch (error) {
    if (!(error instanceof UserError) || error.code === 'run.claimed') throw error;
    writeEnding(folder, endingOf(error, null));
    return null;
  }
}

function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

function watchDevice(writer: RunWriter): () => void {
  const began = performance.now();
  return watchGpu(sample => {
    const seconds = (performance.now() - began) / 1000;
    appendQuietly(writer, { seconds, ...sample });
  });
}

/** Samples of a device are no reason to end a run; what keeps them from being written will. */
function appendQuietly(writer: RunWriter, sample: Row): void {
  try {
    writer.append(deviceSchema, [sample]);
  } catch (error) {
    ifOurs(error);
  }
}

const starting = {
  state: 'starting',
  phase: 'reading data',
  step: 0,
  steps: 0,
  epoch: 0,
  epochs: 0,
  secondsElapsed: 0,
  secondsLeft: null,
  metrics: {},
} as const;

/** The engine that is asked for. */
function load(request: RunRequest): Promise<Engine> {
  const precision = (request.value as { precision?: unknown } | null)?.precision;
  const settings = {
    tf32: precision === 'tf32',
    deterministic: process.env['TF_DETERMINISTIC_OPS'] === '1',
    threads: threads(process.env),
  };
  return loadEngine(request.engine.name, settings, name => whyUnfit(name, request));
}

/** Threads as the user's environment limits them; null: as many as there are cores. */
function threads(env: NodeJS.ProcessEnv): number | null {
  const count = Number(env['TF_NUM_INTRAOP_THREADS'] ?? env['OMP_NUM_THREADS']);
  return Number.isInteger(count) && count > 0 ? count : null;
}

const notLoaded: EngineFacts = {
  engine: '',
  engineVersion: '',
  device: '',
  reason: '',
  settings: {},
};

function describe(engine: Engine, compiled: boolean): EngineFacts {
  const { tf32, deterministic, threads: count } = engine.settings;
  return {
    engine: engine.name,
    engineVersion: engine.version,
    device: engine.device,
    reason: engine.reason,
    settings: {
      compiled: String(compiled),
      tf32: String(tf32),
      deterministic: String(deterministic),
      threads: count === null ? 'all' : String(count),
      instructions: engine.instructions.join(' '),
      ...engine.runtime,
    },
  };
}

/** What the user can mend needs no stack. */
function logText(error: unknown): string {
  const known = asUserError(error);
  // The stack of an error of the system says which file it was about, which its message may not.
  if (known !== null && known === error) return known.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** How a run ends that threw; `step` null: before its first step. */
function endingOf(error: unknown, step: number | null): NewEnding {
  const known = asUserError(error);
  if (known !== null) {
    const { code, message } = known;
    return step === null
      ? { ending: 'refused', message, code }
      : { ending: 'failed', message, code, step, block: null };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (/\bOOM\b|out of memory|ResourceExhausted|RESOURCE_EXHAUSTED/.test(message)) {
    const advice = 'Use a smaller batch, or a device with more memory.';
    const text = `The device ran out of memory (${message.slice(0, 200)}). ${advice}`;
    return { ending: 'failed', message: text, code: 'run.memory', step, block: null };
  }
  const text = `${message}. This is a mistake of the program; log.txt says where it happened.`;
  return { ending: 'failed', message: text, code: 'run.internal', step, block: null };
}
