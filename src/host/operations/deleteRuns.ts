import path from 'node:path';
import * as vscode from 'vscode';
import { stateWord } from '../../record/index.ts';
import { UserError } from '../../base/index.ts';
import { isAlive, type RunView } from '../../protocol/index.ts';
import { readRun, storeName } from '../../store/index.ts';
import type { RunCatalog } from '../data/index.ts';
import { requireTrust } from '../trust.ts';
import { nameAll } from './pick.ts';
import { confirm } from '../say.ts';

/** Moves the folders of these runs to the trash, after asking. A run that may go on is refused. */
export async function deleteRuns(catalog: RunCatalog, runs: readonly RunView[]): Promise<void> {
  if (!(await requireTrust('Deleting runs'))) return;
  const alive = runs.find(isAlive);
  if (alive !== undefined) throw stillAlive(nameAll([alive]), stateWord(alive));
  const folders = foldersOf(catalog, runs);
  if (!(await isSure(catalog, runs, folders.length))) return;
  for (const folder of folders) {
    // It may have been resumed since the question was asked.
    const { life, id } = readRun(folder);
    if (life === 'alive' || life === 'unknown') throw stillAlive(id, 'running');
    if (!(await remove(folder))) break;
  }
  await catalog.refresh();
}

/** Of all parts, but for those that another run went on from. */
function foldersOf(catalog: RunCatalog, runs: readonly RunView[]): string[] {
  const chosen = new Set(runs.map(run => run.id));
  const others = catalog.runs.filter(run => !chosen.has(run.id));
  const kept = new Set(others.flatMap(run => run.parts));
  const parts = new Set(runs.flatMap(run => run.parts).filter(part => !kept.has(part)));
  return [...parts].flatMap(part => {
    const folder = catalog.folderOf(part);
    return folder !== undefined && isRunFolder(folder) ? [folder] : [];
  });
}

/** `.residual-lab/runs/NAME`: nothing else is ever taken away. */
function isRunFolder(folder: string): boolean {
  const runs = path.dirname(path.resolve(folder));
  return path.basename(runs) === 'runs' && path.basename(path.dirname(runs)) === storeName;
}

async function isSure(
  catalog: RunCatalog,
  runs: readonly RunView[],
  folders: number,
): Promise<boolean> {
  const answer = 'Move to Trash';
  const ids = new Set(runs.flatMap(run => run.parts));
  const studies = catalog.runs.filter(run => !ids.has(run.id) && run.kind !== 'train').length;
  const detail = [
    'Its curves, checkpoints and log go with it.',
    ...(folders < ids.size ? ['What it shares with a run that was forked stays.'] : []),
    ...(studies > 0 && runs.some(run => run.kind === 'train')
      ? ['Studies of it that have run keep their results; they cannot run again.']
      : []),
  ].join(' ');
  const question = `Delete ${nameAll(runs)}?`;
  return confirm(question, detail, answer);
}

/** False: the user does not want it. Not every disk has a trash. */
async function remove(folder: string): Promise<boolean> {
  const uri = vscode.Uri.file(folder);
  try {
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
    return true;
  } catch {
    const forever = 'Delete for ever';
    const question = `${path.basename(folder)} cannot be moved to a trash here.`;
    if (!(await confirm(question, 'What is deleted now cannot be brought back.', forever)))
      return false;
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
    return true;
  }
}

function stillAlive(name: string, state: string): UserError {
  return new UserError(
    'run.alive',
    `${name} cannot be deleted: it is ${state === 'no sign of life' ? 'perhaps running on another machine' : state}. Stop it first.`,
  );
}
