import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { programEnvironment } from './environment.ts';
import { findProgram, systemFolder } from './findProgram.ts';

/** How a program is started that ends by itself and is asked for what it prints. */
export interface ToolOptions {
  /** It is killed then. */
  readonly timeLimitMs: number;
  /** Most bytes that it may print on each stream; it is killed when it prints more. 16 MiB by default. */
  readonly outputLimit?: number;
  /** Absolute; by default a folder that only the system writes. */
  readonly cwd?: string;
  /** Added to the clean environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Read by the program from its standard input, which is empty by default. */
  readonly input?: string;
  /** Sees what it prints on standard error as it comes (`runTool`). */
  readonly onErrorOutput?: (text: string) => void;
}

/** `absent`: there is no such program; `notStarted`: the system refused; else the limit that it met. */
export type ToolFailure = 'absent' | 'notStarted' | 'timeLimit' | 'outputLimit';

export interface ToolResult {
  /** It ran to its end and said that all went well. */
  readonly ok: boolean;
  readonly failure: ToolFailure | null;
  /** Null where it was killed or never started. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const usualOutput = 16 * 1024 * 1024;
const nothing = { code: null, signal: null, stdout: '', stderr: '' };

/**
 * Runs a program, by its name on the PATH (see `findProgram`) or its absolute path, without a shell.
 * Never rejects: the result says what went wrong.
 */
export function runTool(
  program: string,
  args: readonly string[],
  options: ToolOptions,
): Promise<ToolResult> {
  const file = findProgram(program);
  if (file === null) return Promise.resolve({ ok: false, failure: 'absent', ...nothing });
  return new Promise(resolve => {
    let child: ChildProcessByStdio<Writable, Readable, Readable>;
    try {
      child = spawn(file, args, { ...startOptions(options), stdio: 'pipe' });
    } catch {
      resolve({ ok: false, failure: 'notStarted', ...nothing });
      return;
    }
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let failure: ToolFailure | null = null;
    const finish = (code: number | null, signal: NodeJS.Signals | null) => {
      clearTimeout(timer);
      resolve({
        ok: failure === null && code === 0,
        failure,
        code,
        signal,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      });
    };
    const giveUp = (reason: ToolFailure) => {
      failure ??= reason;
      child.kill('SIGKILL');
      // A child of its own may hold these open for ever.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const limit = options.outputLimit ?? usualOutput;
    collect(child.stdout, stdout, limit, () => giveUp('outputLimit'));
    collect(child.stderr, stderr, limit, () => giveUp('outputLimit'), options.onErrorOutput);
    const timer = setTimeout(() => giveUp('timeLimit'), options.timeLimitMs);
    child.once('error', () => {
      failure ??= 'notStarted';
      finish(null, null);
    });
    child.once('close', finish);
    // It need not read what it is given.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** As `runTool`, for where nothing can be done meanwhile. */
export function runToolSync(
  program: string,
  args: readonly string[],
  options: Omit<ToolOptions, 'onErrorOutput'>,
): ToolResult {
  const file = findProgram(program);
  if (file === null) return { ok: false, failure: 'absent', ...nothing };
  const { status, signal, stdout, stderr, error } = spawnSync(file, args, {
    ...startOptions(options),
    encoding: 'utf8',
    input: options.input ?? '',
    timeout: options.timeLimitMs,
    killSignal: 'SIGKILL',
    maxBuffer: options.outputLimit ?? usualOutput,
  });
  const failure = error === undefined ? null : failureOf(error);
  const ok = failure === null && status === 0;
  return { ok, failure, code: status, signal, stdout: stdout ?? '', stderr: stderr ?? '' };
}

function failureOf(error: NodeJS.ErrnoException): ToolFailure | null {
  if (error.code === 'ETIMEDOUT') return 'timeLimit';
  if (error.code === 'ENOBUFS') return 'outputLimit';
  // It ended before it had read its input.
  return error.code === 'EPIPE' ? null : 'notStarted';
}

function startOptions({ cwd = systemFolder(), env }: ToolOptions) {
  const environment = programEnvironment(process.env, cwd, env);
  return { cwd, env: environment, windowsHide: true, shell: false } as const;
}

function collect(
  stream: Readable,
  into: Buffer[],
  limit: number,
  tooMuch: () => void,
  onText?: (text: string) => void,
): void {
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limit) return tooMuch();
    into.push(chunk);
    onText?.(chunk.toString('utf8'));
  });
}
