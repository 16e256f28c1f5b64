import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../base/index.ts';
import { describeRun } from '../../record/index.ts';
import { stopRun } from '../../runs/index.ts';
import { findStore, listRuns, readRun, type Run } from '../../store/index.ts';
import type { Host } from '../host.ts';
import { findNotebook } from '../notebooks.ts';
import { folderOfRun } from '../running/folderOfRun.ts';
import { cellName, progressText } from '../running/progressText.ts';
import { stopNotebook } from '../running/runNotebook.ts';
import { sayLost } from '../running/sayLost.ts';
import { requireTrust } from '../trust.ts';
import { choose, flash, inform, warn } from '../say.ts';

/** Asks a run to stop, and offers to end its process where it was asked before. */
export async function stopRunCommand(host: Host, folder?: unknown): Promise<void> {
  const { active } = host.tracker;
  const given = folderOfRun(host, folder);
  if (given === undefined && active.length === 0) {
    void inform('Nothing is running.');
    return;
  }
  const run = given === undefined ? await pickRun(active, 'Stop which run?') : readRun(given);
  if (run === undefined || !(await requireTrust('Stopping a run'))) return;
  if (run.life === 'unknown' && (await sayLost(run)) !== null) return;
  if (!existsSync(path.join(run.folder, 'stop'))) {
    const stopped = await stopRun(run.folder);
    const how = isGoingOn(stopped) ? 'stops after this step' : howItEnded(stopped);
    flash(`${cellName(run)} ${how}`, 5000);
    return;
  }
  const kill = 'End its process now';
  const chosen = await warn(
    `${cellName(run)} was asked to stop already; it writes a checkpoint first. Ending its process loses what came after its last checkpoint.`,
    kill,
  );
  if (chosen === kill) await stopRun(run.folder, { kill: true });
}

function isGoingOn({ life }: Run): boolean {
  return life !== 'ended' && life !== 'dead';
}

function howItEnded(run: Run): string {
  return run.process === null ? 'is out of the queue' : describeRun(run);
}

/** Stops what runs of this cell. */
export async function stopCell(host: Host, uri?: unknown, name?: unknown): Promise<void> {
  const document = await findNotebook(uri);
  if (document !== undefined && typeof name === 'string') await stopNotebook(host, document, name);
}

/** What one can do with a run that goes on. */
export async function manageRun(host: Host): Promise<void> {
  const run = await pickRun(host.tracker.active, 'Which run?');
  if (run === undefined) return;
  const actions = [
    { icon: 'debug-stop', label: 'Stop', run: () => stopRunCommand(host, run.folder) },
    { icon: 'folder', label: 'Reveal run folder', run: () => revealRun(host, run.folder) },
    { icon: 'output', label: 'Show what it printed', run: () => showRunLog(host, run.folder) },
  ];
  const chosen = await choose(actions, { placeHolder: progressText(run) });
  await chosen?.run();
}

/** Shows the folder of a run: the given one, else one of the workspace's to choose. */
export async function revealRun(host: Host, folder?: unknown): Promise<void> {
  const shown = folderOfRun(host, folder) ?? (await pickStored())?.folder;
  if (shown === undefined) return;
  const uri = vscode.Uri.file(path.join(shown, 'run.json'));
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  await vscode.commands.executeCommand(isHere ? 'revealFileInOS' : 'revealInExplorer', uri);
}

/** Opens what a run printed. */
export async function showRunLog(host: Host, folder?: unknown): Promise<void> {
  const shown = folderOfRun(host, folder) ?? (await pickStored())?.folder;
  if (shown === undefined) return;
  await vscode.window.showTextDocument(vscode.Uri.file(path.join(shown, 'log.txt')));
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
