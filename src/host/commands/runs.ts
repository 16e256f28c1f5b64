import path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import { runOperations } from '../../protocol/index.ts';
import { describeRun } from '../../record/index.ts';
import { readQueue } from '../../runs/queue/index.ts';
import { findStore, listRuns, type Run } from '../../store/index.ts';
import type { Host } from '../host.ts';
import { findNotebook } from '../notebooks.ts';
import { resumeRun } from '../operations/resumeRun.ts';
import { runNext } from '../operations/runNext.ts';
import { revealRun, showRunLog } from '../operations/showFiles.ts';
import { stopRun } from '../operations/stopRun.ts';
import { folderOfRun } from '../running/folderOfRun.ts';
import { cellName, progressText } from '../running/progressText.ts';
import { stopNotebook } from '../running/runNotebook.ts';
import { choose, inform } from '../say.ts';

/** The palette's commands on runs: each on the run it is given (its folder or id), else on one to choose. */

export async function stopRunCommand(host: Host, given?: unknown): Promise<void> {
  const folder = folderOfRun(host, given);
  const { active } = host.runs;
  if (folder === undefined && active.length === 0) {
    void inform('Nothing is running.');
    return;
  }
  const stopped = folder ?? (await pickRun(active, 'Stop which run?'))?.folder;
  if (stopped !== undefined) await stopRun(stopped);
}

export async function resumeRunCommand(host: Host, given?: unknown): Promise<void> {
  const folder = folderOfRun(host, given);
  if (folder !== undefined) await resumeRun(host, folder);
}

export async function runNextCommand(host: Host, given?: unknown): Promise<void> {
  const folder = folderOfRun(host, given) ?? (await pickWaiting(host));
  if (folder !== undefined) await runNext(folder);
}

export async function revealRunCommand(host: Host, given?: unknown): Promise<void> {
  const folder = folderOfRun(host, given) ?? (await pickStored())?.folder;
  if (folder !== undefined) await revealRun(folder);
}

export async function showRunLogCommand(host: Host, given?: unknown): Promise<void> {
  const folder = folderOfRun(host, given) ?? (await pickStored())?.folder;
  if (folder !== undefined) await showRunLog(folder);
}

/** Stops what runs of this cell. */
export async function stopCell(host: Host, uri?: unknown, name?: unknown): Promise<void> {
  const document = await findNotebook(uri);
  if (document !== undefined && typeof name === 'string') await stopNotebook(host, document, name);
}

/** What one can do with a run that goes on. */
export async function manageRun(host: Host): Promise<void> {
  const run = await pickRun(host.runs.active, 'Which run?');
  if (run === undefined) return;
  const { stop, reveal, showLog } = runOperations;
  const actions = [
    { icon: stop.icon, label: stop.title, run: stopRun },
    { icon: reveal.icon, label: reveal.title, run: revealRun },
    { icon: showLog.icon, label: showLog.title, run: showRunLog },
  ];
  const chosen = await choose(actions, { placeHolder: progressText(run) });
  await chosen?.run(run.folder);
}

async function pickWaiting(host: Host): Promise<string | undefined> {
  const places = new Map(
    host.stores().flatMap(store => readQueue(store).map((entry, i) => [entry.run, i] as const)),
  );
  const items = host.runs.active
    .filter(run => places.has(run.id))
    .map(run => ({
      label: cellName(run),
      description: `${places.get(run.id) ?? 0} ahead`,
      folder: run.folder,
    }));
  if (items.length === 0) {
    void inform('Nothing waits in the queue.');
    return undefined;
  }
  return (await choose(items, { placeHolder: 'Which run is next?' }))?.folder;
}

async function pickStored(): Promise<Run | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const notebook = active?.scheme === 'file' ? active : undefined;
  const root = notebook
    ? workspaceOf(notebook)
    : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const beside = notebook?.fsPath ?? (root === undefined ? undefined : path.join(root, 'x'));
  const runs = beside === undefined ? [] : (await listRuns(findStore(beside, root))).runs;
  if (runs.length === 0)
    throw new UserError('usage.run', 'There are no runs here yet. Run a cell first.');
  return pickRun(runs, 'Which run?', true);
}

/** Newest first; without asking where there is only one. */
async function pickRun(
  runs: readonly Run[],
  placeHolder: string,
  ask = false,
): Promise<Run | undefined> {
  const [only] = runs;
  if (!ask && runs.length === 1) return only;
  const items = [...runs].reverse().map(run => ({
    label: cellName(run),
    description: describeRun(run),
    detail: run.id,
    run,
  }));
  return (await choose(items, { placeHolder, matchOnDetail: true }))?.run;
}

function workspaceOf(uri: vscode.Uri): string | undefined {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
}
