import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import { cleanEnvironment } from '../../runs/index.ts';
import { findNode } from '../findNode.ts';
import type { Host } from '../host.ts';
import { readSettings } from '../settings.ts';

/** Fetches TensorFlow for this user; what the installer prints goes to the log. */
export async function setUpEngine(host: Host): Promise<void> {
  const { nodePath, environment } = readSettings();
  const node = await findNode(nodePath);
  const last = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: 'Setting up the training engine',
      cancellable: true,
    },
    (progress, token) =>
      install(host, node.path, environment, token, message => progress.report({ message })),
  );
  if (last === undefined) return;
  const log = 'Show log';
  const message = `The training engine is ready. ${last}`;
  if ((await vscode.window.showInformationMessage(message, log)) === log) host.log.show();
}

/** Resolves with the last line printed, or undefined where the user cancelled. */
function install(
  { context, engineScript, log }: Host,
  node: string,
  environment: Readonly<Record<string, string>>,
  token: vscode.CancellationToken,
  report: (line: string) => void,
): Promise<string | undefined> {
  const cwd = context.globalStorageUri.fsPath;
  mkdirSync(cwd, { recursive: true });
  return new Promise((resolve, reject) => {
    // A group of its own, so that cancelling ends the installer's own processes, too.
    const child = spawn(node, [engineScript, 'install'], {
      cwd,
      env: { ...cleanEnvironment(process.env), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let last = '';
    const read = (chunk: Buffer) => {
      for (const line of chunk.toString('utf8').split(/[\r\n]+/)) {
        if (line.trim() === '') continue;
        last = line.trim();
        log.info(last);
        report(last);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    token.onCancellationRequested(() => endGroup(child.pid));
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) resolve(last);
      else if (token.isCancellationRequested) resolve(undefined);
      else reject(new UserError('engine.install', `The engine could not be set up. ${last}`));
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
