import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What a worker says when it is ready to take steps. */
export interface Ready {
  readonly compileMs: number;
  readonly engine: string;
}

/**
 * A process that takes training steps when told to, so that several engines can be measured in
 * turns. It reads `{"steps": n}` lines and answers `{"ms": [...], "loss": x, "peakBytes": n}`;
 * its first line is a `Ready` or `{"error": "..."}`.
 */
export interface Worker {
  readonly ready: Ready;
  steps(count: number): Promise<{ ms: number[]; loss: number; peakBytes: number }>;
  close(): void;
}

export async function startWorker(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  /** Kills it, ready or not. */
  signal?: AbortSignal,
): Promise<Worker> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
  signal?.addEventListener('abort', () => child.kill('SIGKILL'));
  let noise = '';
  child.once('error', error => (noise += error.message));
  child.stdin.on('error', () => undefined);
  child.stderr.on('data', (chunk: Buffer) => (noise = (noise + chunk.toString()).slice(-4000)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Record<string, unknown>> => {
    for (;;) {
      const line = await lines.next();
      if (line.done) throw new Error(`${command} ended: ${await ending(child)}\n${noise}`);
      if (!line.value.startsWith('{')) continue;
      const message = JSON.parse(line.value) as Record<string, unknown>;
      if (typeof message['error'] === 'string') throw new Error(message['error']);
      return message;
    }
  };
  const ready = (await next()) as unknown as Ready;
  return {
    ready,
    async steps(count) {
      child.stdin.write(`${JSON.stringify({ steps: count })}\n`);
      return (await next()) as { ms: number[]; loss: number; peakBytes: number };
    },
    close() {
      child.stdin.end();
      child.kill();
    },
  };
}

async function ending(child: ChildProcess): Promise<string> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
    await new Promise(resolve => child.once('exit', resolve));
  return child.signalCode ?? `exit code ${child.exitCode}`;
}
