import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { UserError } from '../base/index.ts';
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
  // The child gets the terminal's Ctrl-C itself; we only wait for what it makes of it.
  const ignoreInterrupt = io.onInterrupt(() => undefined);
  try {
    return await new Promise<number>((resolve, reject) => {
      const child = spawn(process.execPath, [io.enginePath, ...args], {
        cwd: io.cwd,
        env: io.env,
        stdio: 'inherit',
      });
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        resolve(code ?? (signal === 'SIGINT' ? exitCodes.stopped : exitCodes.failed)),
      );
    });
  } finally {
    ignoreInterrupt();
  }
}
