import path from 'node:path';
import * as vscode from 'vscode';
import { describeOrigin, resumeRequest, startRun } from '../../runs/index.ts';
import { settleRun } from '../../store/index.ts';
import { findNode } from '../findNode.ts';
import type { Host } from '../host.ts';
import { tellEndings } from '../running/tellEndings.ts';
import { readSettings } from '../settings.ts';
import { requireTrust } from '../trust.ts';

/** Goes on from the last checkpoint of the run in this folder, in a new folder. */
export async function resumeRunCommand(host: Host, folder?: unknown): Promise<void> {
  if (typeof folder !== 'string' || !(await requireTrust('Resuming a run'))) return;
  const run = settleRun(folder);
  const { notebook } = run.request;
  const settings = readSettings(notebook === null ? undefined : vscode.Uri.file(notebook));
  const git = notebook === null ? run.request.git : await describeOrigin(notebook);
  const started = await startRun({
    request: { ...resumeRequest(run), git, version: host.version },
    store: path.dirname(path.dirname(run.folder)),
    engineScript: host.engineScript,
    node: (await findNode(settings.nodePath)).path,
    env: settings.environment,
  });
  host.log.info(`Resumed ${run.id} as ${started.folder}`);
  host.tracker.watch(started.folder, true);
  void tellEndings([await started.exited]);
}
