import path from 'node:path';
import * as vscode from 'vscode';
import { enqueue } from '../../runs/queue/index.ts';
import { createRun, type NewRun } from '../../store/index.ts';
import type { Host } from '../host.ts';
import { startQueue } from './startQueue.ts';

/** Puts one run at the end of the queue and follows it; returns its folder. */
export async function queueRequest(host: Host, store: string, request: NewRun): Promise<string> {
  const folder = await createRun(store, request);
  enqueue(store, [{ run: path.basename(folder), after: [] }]);
  void host.runs.begin([folder]);
  const { notebook } = request;
  await startQueue(host, store, notebook === null ? undefined : vscode.Uri.file(notebook));
  return folder;
}
