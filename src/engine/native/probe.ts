import { resolve } from 'node:path';
import { type ErrorCode, UserError, printJson } from '../../base/index.ts';
import { runTool, type ToolResult, withoutDebugger } from '../../system/index.ts';
import type { Engine } from '../types.ts';
import { unlisted } from './installed.ts';
import { parseRuntimeLog, type RuntimeLog } from './log.ts';
import type { Check } from './proof.ts';

/** What a process that loaded a runtime and computed with it says. */
export interface Proof {
  readonly engine: Engine;
  readonly checks: readonly Check[];
  readonly milliseconds: number;
}

type Answer = { readonly proof: Proof } | { readonly code: ErrorCode; readonly message: string };

/**
 * Loads a runtime in a process of its own and computes with it: the one in `folder`, else what
 * `auto` takes. A library that crashes takes only that process down.
 *
 * @throws UserError `engine.broken` when it crashes or computes wrongly, and what loading throws.
 */
export async function probe(folder?: string): Promise<{ proof: Proof; log: RuntimeLog }> {
  const program = resolve(process.argv[1] ?? '');
  const args = [...withoutDebugger, program, 'prove', ...(folder ? [resolve(folder)] : [])];
  // Names of libraries that do not open appear only at this log level.
  const env = { TF_CPP_MIN_LOG_LEVEL: '0', TF_CPP_VMODULE: 'dso_loader=1' };
  const options = { env, timeLimitMs: 10 * 60_000 };
  const found = await runTool(process.execPath, args, options);
  const answer = lastJson(found.stdout);
  if (!answer) throw crashed(howEnded(found), found.stderr);
  if (!('proof' in answer)) throw new UserError(answer.code, answer.message);
  const wrong = answer.proof.checks.filter(check => !check.ok);
  if (wrong.length > 0)
    throw new UserError(
      'engine.broken',
      `${answer.proof.engine.name} computes wrongly on ${answer.proof.engine.device}: ` +
        wrong.map(c => `${c.name} is off by ${c.relativeError.toExponential(1)}`).join(', '),
    );
  return { proof: answer.proof, log: parseRuntimeLog(found.stderr) };
}

function howEnded({ failure, signal, code }: ToolResult): string {
  if (failure === 'timeLimit') return 'it took longer than ten minutes';
  return signal ?? failure ?? `exit code ${code}`;
}

function lastJson(output: string): Answer | null {
  const line = output.trim().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(line) as Answer;
  } catch {
    return null;
  }
}

function crashed(how: string, errors: string): UserError {
  const hint =
    how === 'SIGILL' ? ' This processor lacks instructions that TensorFlow needs (AVX).' : '';
  const last = errors.trim().split('\n').slice(-3).join('\n');
  return new UserError('engine.broken', `Loading the runtime crashed (${how}).${hint}\n${last}`);
}

/** The body of that process: prints one line of JSON. */
export async function proveCommand(args: readonly string[]): Promise<number> {
  const started = performance.now();
  try {
    const engine = await load(args[0]);
    const { proveBackend } = await import('./proof.ts');
    const checks = proveBackend();
    const proof: Proof = { engine, checks, milliseconds: performance.now() - started };
    print({ proof });
  } catch (error) {
    const code = error instanceof UserError ? error.code : 'engine.broken';
    print({ code, message: error instanceof Error ? error.message : String(error) });
  }
  return 0;
}

function print(answer: Answer): void {
  printJson(process.stdout, answer);
}

async function load(folder: string | undefined): Promise<Engine> {
  const settings = { tf32: false, deterministic: false, threads: null };
  if (folder === undefined) return (await import('./load.ts')).loadEngine('auto', settings);
  const { loadTensorFlow } = await import('./tensorflow.ts');
  return { ...(await loadTensorFlow(settings, unlisted(folder))), reason: 'being installed' };
}
