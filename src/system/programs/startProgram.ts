import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import path from 'node:path';
import { programEnvironment } from './environment.ts';
import { systemFolder } from './findProgram.ts';

/** How a program is started that goes on for long: an engine, the process of a queue. */
export interface ProgramOptions {
  readonly stdio: StdioOptions;
  /**
   * Absolute; by default a folder that only the system writes. Arguments with paths must be absolute.
   * Never a folder that a stranger filled: libraries look for more than one thinks in theirs.
   */
  readonly cwd?: string;
  /** What the clean environment is made of; this process's own by default. */
  readonly inherit?: NodeJS.ProcessEnv;
  /** Added to the clean environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** It gets a group of its own, and goes on when this process ends. */
  readonly detached?: boolean;
}

/**
 * Starts a program by its absolute path, without a shell. As with Node's `spawn`, `error` says later
 * that it could not be started; a program that is told by name alone is a mistake of the caller.
 */
export function startProgram(
  program: string,
  args: readonly string[],
  { stdio, cwd = systemFolder(), inherit = process.env, env, detached = false }: ProgramOptions,
): ChildProcess {
  if (!path.isAbsolute(program)) throw new Error(`'${program}' is no absolute path`);
  return spawn(program, args, {
    stdio,
    cwd,
    env: programEnvironment(inherit, cwd, env),
    detached,
    windowsHide: true,
    shell: false,
  });
}
