import * as vscode from 'vscode';
import { UserError } from '../../../base/index.ts';
import { checkParsed, knownWorld } from '../../../checks/index.ts';
import { parseNotebook } from '../../../language/index.ts';
import type { RunRequest } from '../../../record/index.ts';
import {
  canRun,
  chooseCells,
  describeOrigin,
  forkRequest,
  trainingRuns,
} from '../../../runs/index.ts';
import { listCheckpoints, readRun, type NewRun } from '../../../store/index.ts';
import type { Host } from '../../host.ts';
import { queueRequest } from '../../running/queueRequest.ts';
import { storeOf } from '../../running/runTracker.ts';
import { requireTrust } from '../../trust.ts';

/**
 * Goes on from a checkpoint in a run of its own, with what the cell asks for now; where the cell is
 * gone or has errors, with what the run was asked for. `folders` are those of the run's parts.
 */
export async function forkRun(host: Host, folders: readonly string[], step: number): Promise<void> {
  if (!(await requireTrust('Forking a run'))) return;
  const owner = folders.findLast(folder => listCheckpoints(folder).some(c => c.step === step));
  if (owner === undefined)
    throw new UserError(
      'run.noCheckpoint',
      `The checkpoint of step ${step} is not there any more.`,
    );
  const run = readRun(owner);
  const { notebook, seed } = run.request;
  const asked = notebook === null ? null : await askedNow(run.request, host.version);
  const forked = await queueRequest(
    host,
    storeOf(owner),
    forkRequest(run, step, asked?.find(each => each.seed === seed) ?? null),
  );
  host.log.info(`Forked ${run.id} at step ${step} as ${forked}`);
}

/** What the cell of a run asks for as its notebook stands now; null where that is not clear. */
async function askedNow(request: RunRequest, version: string): Promise<NewRun[] | null> {
  const file = request.notebook;
  if (file === null || !file.endsWith('.resnet.yaml')) return null;
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    const text = document.getText();
    const notebook = parseNotebook(text);
    const [cell] = chooseCells(notebook, request.cell.name);
    const errors = checkParsed(notebook, knownWorld).filter(d => d.severity === 'error');
    const ranges = errors.map(e => e.range);
    if (cell?.kind !== 'train' || !canRun([cell], notebook, ranges)) return null;
    const { engine, data } = request;
    const git = await describeOrigin(file);
    return trainingRuns(cell, { notebook, path: file, text, engine, data, git, version });
  } catch {
    return null;
  }
}
