import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  TransportKind,
} from 'vscode-languageclient/node';
import type { RunIndex } from './data/index.ts';
import { languageId } from './notebooks.ts';
import { readSettings } from './settings.ts';
import { restartPolicy } from './restartPolicy.ts';
import { complain, warn } from './say.ts';

/** Starts the language server of the extension, and again when it crashes, which it says. */
export async function startLanguageClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  runs: Pick<RunIndex, 'onDidEnd'>,
): Promise<LanguageClient> {
  const module = context.asAbsolutePath('dist/server.js');
  // Not in the workspace, where the editor would start it.
  const { dataFolder } = readSettings();
  const env = dataFolder === null ? process.env : { ...process.env, RESIDUAL_LAB_DATA: dataFolder };
  const options = { cwd: context.extensionUri.fsPath, env };
  const server = { module, transport: TransportKind.ipc, options };
  const files = vscode.workspace.createFileSystemWatcher(
    '**/.residual-lab/runs/*/{process,end}.json',
  );
  const mayRestart = restartPolicy();
  const client = new LanguageClient(
    'residualLab',
    'Residual Lab',
    // .vscode/launch.json attaches there while the extension is debugged.
    { run: server, debug: { ...server, options: { ...options, execArgv: ['--inspect=6009'] } } },
    {
      documentSelector: [{ language: languageId }],
      outputChannel: log,
      // What code lenses offer depends on the runs that there are.
      synchronize: { fileEvents: files },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => {
          const restart = mayRestart(performance.now());
          log.error(
            `The language server ended; ${restart ? 'it is started again' : 'it stays off'}.`,
          );
          void tellCrash(restart, client);
          return {
            action: restart ? CloseAction.Restart : CloseAction.DoNotRestart,
            handled: true,
          };
        },
      },
    },
  );
  context.subscriptions.push(files, {
    dispose: () => void client.dispose().catch(() => undefined),
  });
  await client.start();
  // A watcher may miss what lies in a folder that was made a moment ago.
  const told = runs.onDidEnd(() => {
    client
      .sendNotification('workspace/didChangeWatchedFiles', { changes: [] })
      .catch((error: unknown) => log.warn(String(error)));
  });
  context.subscriptions.push({ dispose: () => told.close() });
  return client;
}

async function tellCrash(restarted: boolean, client: LanguageClient): Promise<void> {
  const report = 'Report a problem';
  if (restarted) {
    const message = 'Checking notebooks crashed and was started again. Nothing of yours is lost.';
    const chosen = await warn(message, report);
    if (chosen === report) await vscode.commands.executeCommand('residualLab.reportProblem');
    return;
  }
  const again = 'Start it again';
  const chosen = await complain(
    'Checking notebooks keeps crashing and is off now. Editing and running still work.',
    again,
    report,
  );
  if (chosen === again) await client.start();
  if (chosen === report) await vscode.commands.executeCommand('residualLab.reportProblem');
}
