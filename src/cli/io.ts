import type { Readable, Writable } from 'node:stream';
import type { StopSignal } from '../system/index.ts';

/** Where a command writes. A terminal has `isTTY` and its width in `columns`. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** The world of a command, handed in so that a test can hand in another. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The bundle of the engine, `dist/engine.js`. */
  readonly enginePath: string;
  /** Calls back at each Ctrl-C and each other signal to stop until the returned function is called. */
  readonly onInterrupt: (listener: (signal: StopSignal) => void) => () => void;
}

export function printLine(output: Output, text = ''): void {
  output.write(`${text}\n`);
}

/** One JSON object on a line of its own. */
export function printJson(output: Output, value: object): void {
  output.write(`${JSON.stringify(value)}\n`);
}
