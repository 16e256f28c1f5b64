import * as vscode from 'vscode';
import { parseNotebook } from '../../../language/index.ts';
import type { RunRequest } from '../../../record/index.ts';
import type { Change } from '../../../protocol/index.ts';
import { chooseCells, soundCells, trainingRuns } from '../../../runs/index.ts';
import { readRun, type NewRun } from '../../../store/index.ts';
import { askedOf, changesBetween } from '../../data/index.ts';

/**
 * What the cell of a run asks for as its notebook stands now, for the seed of the run, which the cell
 * need not name, but without the commit; null where that is not clear.
 */
export async function askedNow(request: RunRequest, version: string): Promise<NewRun | null> {
  const file = request.notebook;
  if (file === null || !file.endsWith('.resnet.yaml')) return null;
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    const text = document.getText();
    const notebook = parseNotebook(text);
    const [cell] = chooseCells(notebook, request.cell.name);
    if (cell?.kind !== 'train' || !soundCells(notebook).canRun(cell)) return null;
    const { engine, data } = request;
    const [asked] = trainingRuns(cell, {
      notebook,
      path: file,
      text,
      engine,
      data,
      git: null,
      version,
    });
    return asked === undefined ? null : { ...asked, seed: request.seed };
  } catch {
    return null;
  }
}

/** What the fork of a run is asked that the run was not; null where its cell cannot say. */
export async function changesSince(folder: string, version: string): Promise<Change[] | null> {
  const { request } = readRun(folder);
  const asked = await askedNow(request, version);
  return asked && changesBetween(askedOf(request), askedOf(asked));
}
