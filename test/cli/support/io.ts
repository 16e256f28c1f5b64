import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Io } from '../../../src/cli/io.ts';
import type { StopSignal } from '../../../src/system/index.ts';

/** Collects what is written, as a pipe or as a terminal of a given width. */
export class Collected extends Writable {
  text = '';
  readonly isTTY: boolean | undefined;
  readonly columns: number | undefined;

  constructor(terminal?: { columns: number }) {
    super({ decodeStrings: false });
    this.isTTY = terminal === undefined ? undefined : true;
    this.columns = terminal?.columns;
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }

  get lines(): string[] {
    return this.text.split('\n').filter(line => line !== '');
  }
}

export interface TestIo extends Io {
  readonly stdout: Collected;
  readonly stderr: Collected;
  /** Presses Ctrl-C, or sends another signal. */
  readonly interrupt: (signal?: StopSignal) => void;
}

export function testIo(
  options: {
    cwd?: string;
    env?: NodeJS.ProcessEnv;
    enginePath?: string;
    terminal?: { columns: number };
    stdin?: string | Buffer;
  } = {},
): TestIo {
  const listeners = new Set<(signal: StopSignal) => void>();
  return {
    stdin: Readable.from(options.stdin === undefined ? [] : [options.stdin]),
    stdout: new Collected(options.terminal),
    stderr: new Collected(options.terminal),
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? { PATH: process.env['PATH'], RESIDUAL_LAB_CACHE: ownCache() },
    enginePath: options.enginePath ?? '/nowhere/engine.js',
    onInterrupt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    interrupt(signal = 'SIGINT') {
      for (const listener of [...listeners]) listener(signal);
    },
  };
}

/** Runs of tests side by side do not find each other on the device. */
function ownCache(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'reslab-cache-'));
}
