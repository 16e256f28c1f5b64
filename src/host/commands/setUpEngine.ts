import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { runEngineTask } from './engineTask.ts';

/** Fetches TensorFlow for this user; what the installer prints goes to the log. */
export async function setUpEngine(host: Host): Promise<void> {
  const last = await runEngineTask(host, {
    args: ['install'],
    title: 'Setting up the training engine',
    failure: 'The engine could not be set up.',
  });
  if (last === undefined) return;
  const log = 'Show log';
  const message = `The training engine is ready. ${last}`;
  if ((await vscode.window.showInformationMessage(message, log)) === log) host.log.show();
}
