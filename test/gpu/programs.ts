import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv;
  /** The program is killed, with all that it started in its process group, when it aborts. */
  readonly signal: AbortSignal;
  readonly cwd?: string;
  /** Told each line of its standard output. */
  readonly onLine?: (line: string, child: ChildProcess) => void;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const groups = new Set<ChildProcess>();

/** Kills everything that was started here and still runs. */
export function killPrograms(): void {
  for (const child of groups) killGroup(child);
}

/** Runs a program to its end. @throws Error where it cannot be started or was killed by `signal`. */
export function runProgram(
  program: string,
  args: readonly string[],
  { env, signal, cwd, onLine }: ProgramOptions,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Error('its time was up before it began'));
    const child = spawn(program, args, {
      env,
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    groups.add(child);
    let [stdout, stderr] = ['', ''];
    const kill = () => killGroup(child);
    signal.addEventListener('abort', kill);
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    if (onLine) createInterface({ input: child.stdout }).on('line', line => onLine(line, child));
    const end = () => {
      groups.delete(child);
      signal.removeEventListener('abort', kill);
    };
    child.once('error', error => {
      end();
      reject(new Error(`${program} cannot be started: ${error.message}`));
    });
    child.once('close', code => {
      end();
      resolve({ code, stdout, stderr });
    });
  });
}

/** As `runProgram`. @throws Error with the reason that it printed, where its exit code is not 0. */
export async function mustRun(
  program: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<Ended> {
  const ended = await runProgram(program, args, options);
  if (ended.code === 0) return ended;
  throw new Error(
    reasonIn(ended.stderr) ?? reasonIn(ended.stdout) ?? `exit code ${ended.code} and no word`,
  );
}

/** The line of what a program printed that says why it failed: an error that was thrown, else the last one. */
export function reasonIn(output: string): string | null {
  const lines = output.split('\n').filter(line => line.trim() !== '');
  const thrown = lines.find(line => /^(?:Uncaught )?[\w.]*(?:Error|Exception)\b.*: /.test(line));
  return (thrown ?? lines.at(-1) ?? '').trim() || null;
}

/** The lines of its output that are JSON objects. */
export function jsonLines(text: string): readonly Readonly<Record<string, unknown>>[] {
  return text
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line) as Record<string, unknown>);
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
