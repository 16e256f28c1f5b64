import type * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import { startProgram, withoutDebugger } from '../../system/index.ts';
import { findNode } from '../findNode.ts';
import type { Host } from '../host.ts';
import { readSettings } from '../settings.ts';
import { withProgress } from '../say.ts';

export interface EngineTask {
  /** Words behind `engine.js`. */
  readonly args: readonly string[];
  readonly title: string;
  /** Begins the sentence that is shown where it fails. */
  readonly failure: string;
  /** A printed line in words; null: it is not shown. */
  readonly describe?: (line: string) => string | null;
}

/**
 * Runs a command of the engine beside a notification with its progress; what it prints goes to the log.
 * Resolves with the last line that was shown, or undefined where the user cancelled.
 */
export async function runEngineTask(host: Host, task: EngineTask): Promise<string | undefined> {
  const { nodePath, environment } = readSettings();
  const node = await findNode(nodePath);
  return withProgress(
    task.title,
    (report, token) => run(host, node.path, task, environment, token, report),
    true,
  );
}

function run(
  { engineScript, log }: Host,
  node: string,
  { args, failure, describe = line => line }: EngineTask,
  environment: Readonly<Record<string, string>>,
  token: vscode.CancellationToken,
  report: (line: string) => void,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that cancelling ends the task's own processes, too.
    const child = startProgram(node, [...withoutDebugger, engineScript, ...args], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    let last = '';
    const read = (chunk: Buffer) => {
      for (const line of chunk.toString('utf8').split(/[\r\n]+/)) {
        const words = line.trim() === '' ? null : describe(line.trim());
        if (words === null) continue;
        last = words;
        log.info(last);
        report(last);
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    token.onCancellationRequested(() => endGroup(child.pid));
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) resolve(last);
      else if (token.isCancellationRequested) resolve(undefined);
      else reject(new UserError('engine.task', `${failure} ${last}`));
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}
