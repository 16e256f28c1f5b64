import type { Readable, Writable } from 'node:stream';
import { printable } from '../base/index.ts';
import type { StopSignal } from '../system/index.ts';

export { printJson, printLine } from '../base/index.ts';

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

/** What a file or another program reads: as it is, but not where a terminal shows it. */
export function printData(output: Output, text: string): void {
  output.write(output.isTTY === true ? printable(text) : text);
}
