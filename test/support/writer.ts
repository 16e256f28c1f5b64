/**
 * A process that takes a run folder and appends a row every few milliseconds, as an engine would:
 * `node writer.cjs run FOLDER [DELAY_MS]`. Between rows it blocks for a random time now and then,
 * as a long training step does. WRITER_MODE: `die` at once, `abort` at step 7, `asleep` before it has
 * taken the run (it wakes where Node prints that it kept SIGUSR1 for its debugger, as an engine that has
 * loaded sees), `deaf` to every request to stop.
 * Each row's time is written to standard output before it is appended.
 */
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../../src/base/index.ts';
import { claimRun, type RunWriter } from '../../src/store/tables/index.ts';
import { describeProcess } from '../../src/store/index.ts';
import { gotSignalEarly } from '../../src/system/index.ts';
import { clockSchema, textSchema } from './clockSchema.ts';

const [, , , folder = '', delay = '5'] = process.argv;
const mode = process.env['WRITER_MODE'];
const engine = { engine: 'cpu', engineVersion: '0', device: 'none', reason: 'test', settings: {} };

try {
  if (mode === 'die') {
    process.stderr.write('terminate called after throwing std::bad_alloc\n');
    process.exit(3);
  }
  // Synchronously, as loading a library does.
  const early = mode === 'asleep' && sleepUntilEarlySignal(60_000);
  const writer = claimRun(folder, describeProcess(engine, folder), {
    onProblem: problem => process.stdout.write(`problem ${problem?.code}\n`),
  });
  let step = 0;
  const turn = (): void => {
    step += 1;
    const time = Date.now();
    fs.writeSync(1, `${step} ${time}\n`);
    writer.append(clockSchema, [{ step, time }]);
    writer.append(textSchema, [{ step, text: 'x'.repeat(step % 50) }]);
    writer.status({
      state: 'running',
      phase: 'training',
      step,
      steps: 0,
      epoch: 0,
      epochs: 0,
      secondsElapsed: 0,
      secondsLeft: null,
      metrics: {},
    });
    if (early || (writer.stopRequested() && mode !== 'deaf')) {
      writer.end({ ending: 'stopped', step: early ? 0 : step });
      writer.close();
      return;
    }
    block(step % 20 === 0 ? Math.random() * 300 : Number(delay));
    setImmediate(turn);
  };
  if (mode === 'abort') abort(writer);
  if (mode === 'deaf') process.on('SIGTERM', () => undefined);
  turn();
} catch (error) {
  process.stdout.write(
    error instanceof UserError ? `${error.code}: ${error.message}\n` : String(error),
  );
  process.exitCode = 2;
}

/** Prints what the C library and our binding print, and ends by SIGABRT. */
function abort(writer: RunWriter): never {
  const done = { epoch: 0, epochs: 0, secondsElapsed: 0, secondsLeft: null, metrics: {} };
  writer.status({ state: 'running', phase: 'testing', step: 7, steps: 9, ...done });
  writer.flush();
  const frames = Array.from({ length: 40 }, (_, i) => `frame ${i}\n`).join('');
  fs.writeSync(2, `free(): invalid pointer\nAborted (SIGABRT). Native stack:\n${frames}`);
  process.abort();
}

/** Whether the log said within this time that SIGUSR1 came before anybody listened. */
function sleepUntilEarlySignal(milliseconds: number): boolean {
  const log = path.join(folder, 'log.txt');
  for (let slept = 0; slept < milliseconds; slept += 50) {
    if (gotSignalEarly(fs.readFileSync(log, 'utf8'))) return true;
    block(50);
  }
  return false;
}

function block(milliseconds: number): void {
  if (milliseconds > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
