import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../base/index.ts';
import { isStopSignal, startProgram, withoutDebugger, type StopSignal } from '../system/index.ts';
import { exitCodes } from './exitCodes.ts';
import type { Io } from './io.ts';

/**
 * Runs `dist/engine.js` with these arguments on this terminal and returns its exit code. The engine
 * is a program of its own: the command line loads no TensorFlow.
 */
export async function runEngineCommand(args: readonly string[], io: Io): Promise<number> {
  if (!existsSync(io.enginePath)) {
    throw new UserError(
      'engine.bundle',
      `The engine is not built: ${io.enginePath} does not exist. Run 'npm run build' first.`,
    );
  }
  let pass: (signal: StopSignal) => unknown = () => undefined;
  // The child gets the terminal's Ctrl-C itself; we only wait for what it makes of it.
  const ignoreInterrupt = io.onInterrupt(signal => signal === 'SIGINT' || pass(signal));
  try {
    return await new Promise<number>((resolve, reject) => {
      const words = [...withoutDebugger, io.enginePath, ...withAbsolutePaths(args, io.cwd)];
      const child = startProgram(process.execPath, words, { inherit: io.env, stdio: 'inherit' });
      pass = signal => child.kill(signal);
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        resolve(code ?? (isStopSignal(signal) ? exitCodes.stopped : exitCodes.failed)),
      );
    });
  } finally {
    ignoreInterrupt();
  }
}

/** Options of the engine that name a folder; `--from` may be an address, too. */
const pathOptions = ['--data', '--from'];

/** The engine does not work in the user's folder. */
export function withAbsolutePaths(args: readonly string[], cwd: string): readonly string[] {
  const absolute = (value: string) =>
    value === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(value) ? value : path.resolve(cwd, value);
  return args.map((word, i) => {
    if (pathOptions.includes(args[i - 1] ?? ''))
      return word.startsWith('-') ? word : absolute(word);
    const option = pathOptions.find(name => word.startsWith(`${name}=`));
    return option === undefined ? word : `${option}=${absolute(word.slice(option.length + 1))}`;
  });
}
